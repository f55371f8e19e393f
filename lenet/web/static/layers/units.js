// Where units stand: which unit a cell of the band is, which cell a unit is, and which unit comes next.

import { STANDING } from "../paint/grid.js";
import { acrossOf } from "./band.js";

/** @import {Unit} from "../types.js" */
/** @import {Band, Block} from "./band.js" */

/** @typedef {{row: number, column: number}} Cell */

/**
 * Tell whether two units are the same, or both null.
 * @param {Unit | null} a
 * @param {Unit | null} b
 */
export const sameUnit = (a, b) => String(a) === String(b);

/**
 * Find the block of a unit's layer.
 * @param {Band} band
 * @param {Unit} unit
 */
export const blockOfUnit = ({ blocks }, [name]) =>
  /** @type {Block} */ (blocks.find(({ layer }) => layer.name === name));

/**
 * Tell which unit a cell of one of a block's grids is.
 * @param {Block} block
 * @param {HTMLCanvasElement} grid
 * @param {Cell} cell
 * @returns {Unit}
 */
export function unitAt({ layer, grids }, grid, { row, column }) {
  if (STANDING[layer.name]) return [layer.name, row * grid.width + column, 0, 0];
  return [layer.name, grids.indexOf(grid), row, column];
}

/**
 * Tell which grid a unit stands in, and at which cell.
 * @param {Block} block
 * @param {Unit} unit
 * @returns {Cell & {grid: HTMLCanvasElement}}
 */
export function placeOf({ layer, grids }, [, map, row, column]) {
  if (!STANDING[layer.name]) return { grid: grids[map], row, column };
  const { width } = grids[0];
  return { grid: grids[0], row: Math.floor(map / width), column: map % width };
}

/**
 * Find the unit one step on; beyond a map's edge it is in the map that stands there, or the same unit.
 * @param {Block} block
 * @param {Unit} unit
 * @param {[down: number, right: number]} step
 */
export function walked(block, unit, [down, right]) {
  const { grid, row, column } = placeOf(block, unit);
  const [toRow, toColumn] = [row + down, column + right];
  const inside = toRow >= 0 && toRow < grid.height && toColumn >= 0 && toColumn < grid.width;
  const next = inside ? grid : neighbour(block, grid, down, right);
  if (!next) return unit;
  return unitAt(block, next, {
    row: (toRow + grid.height) % grid.height,
    column: (toColumn + grid.width) % grid.width,
  });
}

/**
 * @param {Block} block
 * @param {HTMLCanvasElement} grid
 * @param {number} down
 * @param {number} right
 */
function neighbour(block, grid, down, right) {
  const { grids } = block;
  const across = acrossOf(block);
  const at = grids.indexOf(grid);
  const next = at + down * across + right;
  const inLine = down !== 0 || Math.floor(next / across) === Math.floor(at / across);
  return inLine ? grids[next] : undefined;
}
