// The two steps that lead to the placed digit, in small: the drawing with the box of its ink, and its 20x20 pixels.

import { BOX, PAD } from "../../constants.js";
import { find, make } from "../../controls/find.js";
import { context2d } from "../../paint/grid.js";
import { clearedSquare, drawDrawing, PEN } from "../../paint/ink.js";
import { placeOf } from "../../reading/geometry.js";
import { boundsOf, isPicture } from "../../state/drawing.js";
import { bytesOf } from "../../state/numbers.js";

/** @import {Answer, Question} from "../../types.js" */
/** @import {Place} from "../../reading/geometry.js" */

const HTML = `
  <figure class="step drawn"><canvas></canvas><figcaption></figcaption></figure>
  <span class="arrow" aria-hidden="true">→</span>
  <figure class="step boxed"><canvas width="20" height="20"></canvas><figcaption></figcaption></figure>`;

/**
 * Make the steps, and what paints them for an answer and its placed digit.
 * @returns {{element: HTMLElement, paint: (answer: Answer, digit: HTMLCanvasElement) => void}}
 */
export function createSteps() {
  const element = make("div", { className: "steps", innerHTML: HTML });
  const drawn = find(element, ".drawn canvas", HTMLCanvasElement);
  const boxed = find(element, ".boxed canvas", HTMLCanvasElement);
  const [drawnName, boxedName] = [".drawn", ".boxed"].map((step) => find(element, `${step} figcaption`, HTMLElement));
  return {
    element,
    paint({ question, packet }, digit) {
      const isFitted = question.placement !== "resize";
      paintDrawing(drawn, question);
      paintBox(boxed, digit, packet && isFitted ? placeOf(bytesOf(packet.digit.data)) : null);
      drawnName.textContent = isPicture(question.drawing) ? "photo" : "drawing";
      boxedName.textContent = isFitted ? `scaled to ${BOX}×${BOX}` : "not cropped";
    },
  };
}

/**
 * Paint the drawing, or the picture, in small; with the box of its ink dashed, if it is fitted into one.
 * @param {HTMLCanvasElement} canvas
 * @param {Question} question
 */
function paintDrawing(canvas, { drawing, placement }) {
  if (canvas.clientWidth === 0) return;
  const context = clearedSquare(canvas, PAD);
  context.setLineDash([]);
  drawDrawing(context, drawing);
  if (placement === "resize" || drawing.strokes.length === 0) return;
  const { left, top, right, bottom } = boundsOf(drawing.strokes);
  const pixel = PAD / canvas.width;
  context.strokeStyle = getComputedStyle(canvas).getPropertyValue("--paper-accent");
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
