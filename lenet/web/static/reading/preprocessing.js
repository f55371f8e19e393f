// What the network sees: the placed digit, and the two steps that led to it, the drawing's box and its 20x20 pixels.

import { BOX, PAD } from "../constants.js";
import { find } from "../controls/find.js";
import { context2d } from "../paint/grid.js";
import { clearedSquare, drawContained, drawStrokes, PEN, paintInk } from "../paint/ink.js";
import { boundsOf, isPicture } from "../state/drawing.js";
import { bytesOf } from "../state/numbers.js";
import { placeOf } from "./geometry.js";

/** @import {Question, State, Store} from "../types.js" */
/** @import {Place} from "./geometry.js" */

/**
 * Show how every answered drawing was placed.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 */
export function buildPreprocessing(element, store) {
  const digit = find(element, "#digit", HTMLCanvasElement);
  const drawn = find(element, ".drawn canvas", HTMLCanvasElement);
  const boxed = find(element, ".boxed canvas", HTMLCanvasElement);
  const [drawnName, boxedName] = [".drawn", ".boxed"].map((step) => find(element, `${step} figcaption`, HTMLElement));
  const caption = find(element, ".caption", HTMLElement);
  const marks = find(element, ".placed svg", SVGElement);

  store.follow(["answer", "theme"], ({ answer: { question, packet }, theme }) => {
    const ink = packet && bytesOf(packet.digit.data);
    const place = ink && placeOf(ink);
    const isFitted = question.placement !== "resize";
    paintInk(digit, ink, theme);
    paintDrawing(drawn, question);
    paintBox(boxed, digit, isFitted ? place : null);
    drawnName.textContent = isPicture(question.drawing) ? "photo" : "drawing";
    boxedName.textContent = isFitted ? `scaled to ${BOX}×${BOX}` : "not cropped";
    mark(marks, place, isFitted);
    caption.innerHTML = captionOf(question, place);
  });
  new ResizeObserver(() => paintDrawing(drawn, store.now().answer.question)).observe(drawn);
}

/**
 * Paint the drawing, or the picture, in small; with the box of its ink dashed, if it is fitted into one.
 * @param {HTMLCanvasElement} canvas
 * @param {Question} question
 */
function paintDrawing(canvas, { drawing: { strokes, image }, placement }) {
  if (canvas.clientWidth === 0) return;
  const context = clearedSquare(canvas, PAD);
  const pixel = PAD / canvas.width;
  const style = getComputedStyle(canvas);
  context.setLineDash([]);
  context.strokeStyle = style.color;
  if (image) drawContained(context, image, 0, 0, PAD, PAD);
  drawStrokes(context, strokes);
  if (placement === "resize" || strokes.length === 0) return;
  const { left, top, right, bottom } = boundsOf(strokes);
  context.strokeStyle = style.getPropertyValue("--paper-accent");
  context.lineWidth = 1.5 * pixel;
  context.setLineDash([3 * pixel, 2 * pixel]);
  context.strokeRect(left - PEN / 2, top - PEN / 2, right - left + PEN, bottom - top + PEN);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLCanvasElement} digit
 * @param {Place | null} place   null: no box
 */
function paintBox(canvas, digit, place) {
  const context = context2d(canvas);
  context.clearRect(0, 0, BOX, BOX);
  context.imageSmoothingEnabled = false;
  if (place === null) return;
  const [left, top] = place.corner.map(Math.round);
  context.drawImage(digit, left, top, BOX, BOX, 0, 0, BOX, BOX);
}

/**
 * Mark the box, and the centre of mass, on the placed digit.
 * @param {SVGElement} marks
 * @param {Place | null} place   null: no ink
 * @param {boolean} isFitted
 */
function mark(marks, place, isFitted) {
  const frame = find(marks, ".frame", SVGElement);
  const [x, y] = place?.corner ?? [4, 4];
  frame.setAttribute("visibility", isFitted ? "visible" : "hidden");
  frame.setAttribute("x", String(x));
  frame.setAttribute("y", String(y));
  const cross = find(marks, ".mass", SVGElement);
  cross.setAttribute("visibility", place ? "visible" : "hidden");
  if (place) cross.setAttribute("transform", `translate(${place.mass[0] + 0.5} ${place.mass[1] + 0.5})`);
}

/**
 * Say what the placed digit is: first of all, what is not as the visitor drew it or the network is.
 * @param {Question} question
 * @param {Place | null} place
 */
function captionOf({ placement, view: { amounts, checkpoint } }, place) {
  if (!place) return "28×28 pixels";
  if (Object.keys(amounts).length > 0) return "<strong>Distorted by the stress test</strong>";
  if (checkpoint !== null) return "Read by a <strong>partly trained network</strong>";
  if (place.off >= 1) return `Centre of mass <strong>${Math.round(place.off)} px off-centre</strong>`;
  return `28×28, ${placement === "mass" ? "centred on the centre of mass" : "centre of mass in the centre"}`;
}
