// A kernel, or a row of weights, as a small picture with its number under it.

import { make } from "../controls/find.js";
import { gridOf, paintGrid } from "../paint/grid.js";

/** @import {Theme} from "../types.js" */

/**
 * Make the figure of a kernel.
 * @param {{label: string, size: [height: number, width: number], number?: number}} kernel
 * @param {{values: ArrayLike<number>, limit: number, table: Theme["table"]}} weights   limit: where the colours end
 * @param {number} start   of the kernel's own weights among the values
 */
export function kernelFigure({ label, size, number }, { values, limit, table }, start) {
  const grid = gridOf(...size, label);
  grid.title = label;
  paintGrid(grid, values, limit, table, start);
  const caption = number === undefined ? [] : [make("small", { textContent: String(number) })];
  return make("figure", {}, grid, ...caption);
}

/**
 * Make the figures of C1's kernels.
 * @param {number} count
 * @param {Parameters<typeof kernelFigure>[1]} weights
 */
export function c1Figures(count, weights) {
  return Array.from({ length: count }, (_, map) =>
    kernelFigure({ label: `C1 map ${map}`, size: [5, 5], number: map }, weights, map * 25),
  );
}
