// What a drawing is: strokes, or a picture in whose place the server has found digits.

import { PAD } from "../constants.js";
import { askable } from "./checkpoint.js";
import { commit } from "./history.js";

/** @import {Drawing, Question, State, Store, Stroke, View} from "../types.js" */

/** @param {Pick<State, "history" | "live">} state */
export const shown = ({ history, live }) => live ?? history.now;

/** @param {Drawing} drawing */
export const isPicture = ({ digits }) => digits !== undefined;

/** @param {Drawing} drawing */
export const isEmpty = (drawing) => !isPicture(drawing) && drawing.strokes.length === 0;

/**
 * Make what travels of a drawing: its strokes, or the digits that a picture was placed as; nothing of an empty one.
 * @param {Drawing} drawing
 */
export function travelling(drawing) {
  if (isPicture(drawing)) return { digits: drawing.digits };
  return isEmpty(drawing) ? null : { strokes: drawing.strokes, pad: [PAD, PAD] };
}

/**
 * Write what most questions take: the drawing, how it is placed, who reads it, and how it is looked at.
 * @param {Pick<Question, "drawing" | "placement" | "network" | "view">} question
 */
export const inputsOf = ({ drawing, placement, network, view }) => ({
  drawing: travelling(drawing),
  placement,
  network,
  view: askable(view),
});

/**
 * Put another drawing on the pad: a step that can be taken back.
 * @param {Store<Pick<State, "history" | "live">>} store
 * @param {Drawing} drawing
 */
export function open(store, drawing) {
  store.change({ history: commit(store.now().history, drawing), live: null });
}

/**
 * Tell whether two drawings are of the same points, whichever arrays hold them.
 * @param {Stroke[]} some
 * @param {Stroke[]} others
 */
export function sameStrokes(some, others) {
  if (some === others) return true;
  const isAlike = some.length === others.length && some.every((stroke, at) => stroke.length === others[at].length);
  return isAlike && JSON.stringify(some) === JSON.stringify(others);
}

/**
 * Tell whether two views ask for the same.
 * @param {View} a
 * @param {View} b
 */
export const sameView = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * Tell whether two questions are about the same, but for the placement, and for what is looked into.
 * @param {Question} a
 * @param {Question} b
 */
export function haveSameSubject(a, b) {
  const changes = (/** @type {Question} */ { view }) => JSON.stringify({ ...view, unit: null, before: false });
  return (
    a.network === b.network &&
    a.drawing.digits === b.drawing.digits &&
    changes(a) === changes(b) &&
    sameStrokes(a.drawing.strokes, b.drawing.strokes)
  );
}

/**
 * Find the box around strokes' points.
 * @param {Stroke[]} strokes
 */
export function boundsOf(strokes) {
  const [x, y] = [0, 1].map((axis) => strokes.flatMap((stroke) => stroke.map((point) => point[axis])));
  return { left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) };
}
