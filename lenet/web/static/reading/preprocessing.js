// What the network sees: the placed digit, with the box and the centre of mass that it was placed by.

import { find } from "../controls/find.js";
import { paintInk } from "../paint/ink.js";
import { LIVE } from "../state/checkpoint.js";
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
  const caption = find(element, ".caption", HTMLElement);
  const marks = find(element, ".placed svg", SVGElement);

  store.follow(["answer", "theme"], ({ answer: { question, packet }, theme }) => {
    const ink = packet && bytesOf(packet.digit.data);
    const place = ink && placeOf(ink);
    const isFitted = question.placement !== "resize";
    paintInk(digit, ink, theme);
    mark(marks, place, isFitted);
    caption.innerHTML = captionOf(question, place);
  });
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
  if (checkpoint === LIVE) return "Read by a <strong>network in training</strong>";
  if (checkpoint !== null)
    return `28×28, <strong>${checkpoint === 0 ? "untrained" : "partly trained"} network</strong>`;
  if (place.off >= 1) return `Centre of mass <strong>${Math.round(place.off)} px off-centre</strong>`;
  return `28×28, ${placement === "mass" ? "centred on the centre of mass" : "centre of mass in the centre"}`;
}
