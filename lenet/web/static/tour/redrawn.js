// The visitor's strokes redrawn so small, and so far in a corner, that the placement "Resize" fails.

/** @import {Stroke} from "../types.js" */

const SIDE = 100; // pad units that the drawing is made as large as
const CORNER = 30; // pad units from the pad's left and upper edge

/**
 * Make strokes small, in the pad's corner.
 * @param {Stroke[]} strokes
 * @returns {Stroke[]}
 */
export function smallerOf(strokes) {
  const points = strokes.flat();
  const [x, y] = [points.map((point) => point[0]), points.map((point) => point[1])];
  const [left, top] = [Math.min(...x), Math.min(...y)];
  const scale = SIDE / Math.max(Math.max(...x) - left, Math.max(...y) - top, 1);
  const placed = (/** @type {number} */ value, /** @type {number} */ from) =>
    Math.round(10 * (CORNER + (value - from) * scale)) / 10;
  return strokes.map((stroke) => stroke.map(([px, py]) => [placed(px, left), placed(py, top)]));
}
