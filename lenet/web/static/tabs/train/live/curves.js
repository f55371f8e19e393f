// Curves over the digits that a run has seen: their common axis, and points thinned out to what can be told apart.

import { scaleFromZero } from "../../../charts/scales.js";
import { countOf } from "../../../state/numbers.js";

/** @import {Axis} from "../../../charts/drawing.js" */
/** @import {Run} from "../types.js" */

const SHORTEST = 2000; // digits: the axis is no shorter
const NEAR = 0.06; // of the frame's width: labels that begin so near each other overlap
const MOST = 300; // points of a curve that are drawn

/**
 * Make the axis of all the runs that are shown.
 * @param {Run[]} runs
 * @returns {Axis}
 */
export function axisOf(runs) {
  const longest = Math.max(SHORTEST, ...runs.map(({ points }) => points.at(-1)?.[0] ?? 0));
  return { scale: scaleFromZero(longest), write: countOf };
}

/**
 * Find how high labels stand beside the ends of curves: as high as these, but for what would lie on another.
 * @param {[x: number, y: number][]} ends   in shares of the frame
 * @param {number} height   of a label
 */
export function apart(ends, height) {
  /** @type {Map<number, [x: number, y: number]>} */
  const placed = new Map();
  const downwards = [...ends.keys()].sort((a, b) => ends[b][1] - ends[a][1]);
  for (const at of downwards) {
    const [x, y] = ends[at];
    const near = [...placed.values()].filter(([other]) => Math.abs(other - x) < NEAR);
    placed.set(at, [x, Math.min(y, ...near.map(([, above]) => above - height))]);
  }
  return ends.map((_, at) => placed.get(at)?.[1] ?? 0);
}

/**
 * Leave out points where there are more than can be told apart; the first and the last stay. Values stay as they are.
 * @template Point
 * @param {Point[]} points
 */
export function thinned(points, most = MOST) {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => points[Math.round(at * step)]);
}
