// A chart's parts, written as SVG. Places are shares of its frame: x from the left, y from the foot, 0 to 1.
// The frame stretches its curves over the room that there is; numbers, words and dots keep their size.

import { escaped } from "../state/numbers.js";

/** @import {Scale} from "./scales.js" */

/**
 * An axis: its scale, and how its numbers are written.
 * @typedef {{scale: Scale, write: (value: number) => string}} Axis
 */

export const SIDE = 100; // of the frame, in its own units, whatever its shape

/** Write a share as a place in the SVG. @param {number} share */
export const across = (share) => `${(100 * share).toFixed(2)}%`;

/** Write a height over the foot as a place in the SVG. @param {number} share */
export const down = (share) => across(1 - share);

/**
 * Write a chart's axes: lines across at the numbers of y, marks under the foot at those of x.
 * @param {Axis} x
 * @param {Axis} y
 */
export function axesOf(x, y) {
  const levels = y.scale.ticks.map((tick) => {
    const at = down(y.scale.place(tick));
    const raised = at === down(0) ? 0 : 0.36; // at the foot it leaves room for what lies on the other axis
    return `<line class="grid" x2="100%" y1="${at}" y2="${at}"/><text class="number y" x="-.5em" y="${at}" dy="${raised}em">${escaped(y.write(tick))}</text>`;
  });
  const marks = x.scale.ticks.map((tick) => {
    const at = across(x.scale.place(tick));
    return `<svg class="tick" x="${at}" y="100%"><line y2=".35em"/><text class="number x" y="1.85em">${escaped(x.write(tick))}</text></svg>`;
  });
  return `<g class="axes">${levels.join("")}${marks.join("")}<line class="foot" x2="100%" y1="100%" y2="100%"/></g>`;
}

/**
 * Write what is drawn in the frame, and does not leave it.
 * @param {string} parts   from back to front
 */
export const frameOf = (parts) =>
  `<svg class="frame" viewBox="0 0 ${SIDE} ${SIDE}" width="100%" height="100%" preserveAspectRatio="none">${parts}</svg>`;

/**
 * Write a path through points of the frame.
 * @param {[x: number, y: number][]} points
 */
export function pathOf(points) {
  const number = (/** @type {number} */ share) => (SIDE * share).toFixed(2);
  return points.map(([x, y], at) => `${at ? "L" : "M"}${number(x)} ${number(1 - y)}`).join("");
}

/**
 * Write an upright line of the frame, from its top to its foot.
 * @param {number} x
 */
export const uprightAt = (x) => `M${(SIDE * x).toFixed(2)} 0V${SIDE}`;

/**
 * Write a part of the frame, from its top to its foot, as a rectangle.
 * @param {string} kind   its CSS class
 * @param {number} from
 * @param {number} to
 */
export const areaOf = (kind, from, to) =>
  `<rect class="${kind}" x="${(SIDE * from).toFixed(2)}" width="${(SIDE * (to - from)).toFixed(2)}" height="${SIDE}"/>`;

/**
 * Write a dot, as round as it should be.
 * @param {number} x
 * @param {number} y
 */
export const dotAt = (x, y) => `<circle cx="${across(x)}" cy="${down(y)}"/>`;

/**
 * Write an upright line over the frame, with a dot on each of some curves.
 * @param {number} x
 * @param {number[]} heights   of the curves there
 */
export const markAt = (x, heights) =>
  `<line x1="${across(x)}" x2="${across(x)}" y2="100%"/>${heights.map((height) => dotAt(x, height)).join("")}`;
