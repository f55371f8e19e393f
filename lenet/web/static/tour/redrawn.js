// The visitor's strokes redrawn so small, and so far in a corner, that the placement "Resize" fails.

import { boundsOf } from "../state/drawing.js";

/** @import {Stroke} from "../types.js" */

const SIDE = 100; // pad units that the drawing is made as large as
const CORNER = 30; // pad units from the pad's left and upper edge

/**
 * Make strokes small, in the pad's corner.
 * @param {Stroke[]} strokes
 * @returns {Stroke[]}
 */
export function smallerOf(strokes) {
  const { left, top, right, bottom } = boundsOf(strokes);
  const scale = SIDE / Math.max(right - left, bottom - top, 1);
  const placed = (/** @type {number} */ value, /** @type {number} */ from) =>
    Math.round(10 * (CORNER + (value - from) * scale)) / 10;
  return strokes.map((stroke) => stroke.map(([px, py]) => [placed(px, left), placed(py, top)]));
}
