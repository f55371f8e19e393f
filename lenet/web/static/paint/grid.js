// Grids of cells: values painted a pixel a cell, and which cell a pointer is over.

import { sizeOf } from "../state/receptive_fields.js";
import { LEVELS } from "./colour.js";

/** @import {Layer, Theme} from "../types.js" */

/**
 * Layers of single units stand in one grid: [rows, columns]; F6 in the target codes' own 12 x 7.
 * @type {Record<string, [number, number]>}
 */
export const STANDING = { C5: [15, 8], F6: [12, 7], OUTPUT: [10, 1] };

/**
 * Make a canvas of height x width cells.
 * @param {number} height
 * @param {number} width
 * @param {string} label
 */
export function gridOf(height, width, label) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  canvas.style.setProperty("--cells", String(width));
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  return canvas;
}

/**
 * Make a layer's canvases: one for each map, or one in which all its single units stand.
 * @param {Pick<Layer, "name" | "shape">} layer
 * @param {(map: number) => string} labelOf
 */
export function gridsOf(layer, labelOf) {
  const standing = STANDING[layer.name];
  const [height, width] = standing ?? sizeOf(layer);
  return Array.from({ length: standing ? 1 : layer.shape[0] }, (_, map) => {
    const grid = gridOf(height, width, labelOf(map));
    grid.dataset.map = String(map);
    return grid;
  });
}

/**
 * Get what paints on a canvas.
 * @param {HTMLCanvasElement} canvas
 */
export function context2d(canvas) {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser paints on no canvas.");
  return context;
}

/**
 * Paint values, row by row from `start` on (null: all zero), in the colours of a table, `limit` at its ends.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number> | null} values
 * @param {number} limit
 * @param {Theme["table"]} table
 */
export function paintGrid(canvas, values, limit, table, start = 0) {
  const context = context2d(canvas);
  const picture = context.createImageData(canvas.width, canvas.height);
  const { data } = picture;
  const cells = canvas.width * canvas.height;
  for (let cell = 0; cell < cells; cell++) {
    const value = values ? values[start + cell] / limit : 0;
    const level = Math.round(Math.max(-1, Math.min(1, value)) * LEVELS) + LEVELS;
    for (let c = 0; c < 3; c++) data[4 * cell + c] = table[3 * level + c];
    data[4 * cell + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}

/**
 * Paint a layer's values, map after map, on its canvases.
 * @param {HTMLCanvasElement[]} grids
 * @param {ArrayLike<number> | null} values
 * @param {number} limit
 * @param {Theme["table"]} table
 */
export function paintGrids(grids, values, limit, table) {
  for (const [map, grid] of grids.entries()) paintGrid(grid, values, limit, table, map * grid.width * grid.height);
}

/**
 * Find the cell of a canvas under a pointer.
 * @param {HTMLCanvasElement} canvas
 * @param {{clientX: number, clientY: number}} pointer
 */
export function cellAt(canvas, { clientX, clientY }) {
  const box = canvas.getBoundingClientRect();
  const place = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ cells) =>
    Math.max(0, Math.min(cells - 1, Math.floor((at / size) * cells)));
  return {
    row: place(clientY - box.top, box.height, canvas.height),
    column: place(clientX - box.left, box.width, canvas.width),
  };
}
