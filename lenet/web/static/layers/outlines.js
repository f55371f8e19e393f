// The unit that is pointed at, and its receptive field in every earlier layer, outlined; the rest is veiled. A term of
// it that is pointed at in the dock is marked as well.

import { find } from "../controls/find.js";
import { fieldsOf, isInside, sizeOf } from "../state/receptive_fields.js";
import { blockOfUnit, placeOf } from "./units.js";

/** @import {Field} from "../state/receptive_fields.js" */
/** @import {State, Store, Unit} from "../types.js" */
/** @import {Band, Block} from "./band.js" */

/**
 * Outline the store's unit, whoever has chosen it.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 * @param {() => Band} shown
 */
export function followUnit(element, store, shown) {
  const layers = find(element, ".layers", HTMLElement);
  store.follow(["unit", "pinned"], ({ unit, pinned }) => {
    for (const mark of layers.querySelectorAll(".map > :is(.field, .unit)")) mark.remove();
    for (const all of layers.querySelectorAll(".maps.all")) all.classList.remove("all");
    for (const read of layers.querySelectorAll(".map.read")) read.classList.remove("read");
    layers.classList.toggle("pointed", unit !== null);
    layers.classList.toggle("pinned", pinned);
    if (unit) outline(shown(), unit);
  });
  store.follow(["term"], ({ term }) => {
    for (const mark of layers.querySelectorAll(".term")) mark.remove();
    if (term) markTerm(shown(), term);
  });
}

/**
 * @param {Band} band
 * @param {Unit} unit
 */
function outline(band, unit) {
  const { grid, row, column } = placeOf(blockOfUnit(band, unit), unit);
  mark(grid, "unit", { top: row, left: column, bottom: row + 1, right: column + 1 });
  fieldsOf(band.layers, unit).forEach((field, depth) => {
    outlineField(band.blocks[depth], field);
  });
}

/**
 * Mark the one unit whose term is pointed at; in the padding there is none.
 * @param {Band} band
 * @param {Unit} unit
 */
function markTerm(band, unit) {
  const block = blockOfUnit(band, unit);
  if (!isInside(block.layer, unit)) return;
  const { grid, row, column } = placeOf(block, unit);
  mark(grid, "term", { top: row, left: column, bottom: row + 1, right: column + 1 });
}

/**
 * @param {Block} block
 * @param {Field} field
 */
function outlineField({ layer, maps, grids }, field) {
  const [height, width] = sizeOf(layer);
  const whole = field.bottom - field.top === height && field.right - field.left === width;
  if (whole && field.maps.length === layer.shape[0]) {
    maps.classList.add("all");
    for (const grid of grids) grid.parentElement?.classList.add("read");
  } else for (const map of field.maps) mark(grids[map], "field", field);
}

/**
 * @param {HTMLCanvasElement} grid
 * @param {"unit" | "field" | "term"} name
 * @param {Omit<Field, "maps">} cells
 */
function mark(grid, name, cells) {
  grid.parentElement?.classList.add("read");
  boxOn(grid, name, cells);
}

/**
 * Lay a box over cells of a grid.
 * @param {HTMLCanvasElement} grid
 * @param {string} name   its CSS class
 * @param {Omit<Field, "maps">} cells
 */
export function boxOn(grid, name, { top, left, bottom, right }) {
  const box = document.createElement("i");
  box.className = name;
  const share = (/** @type {number} */ value, /** @type {number} */ of) => `${(100 * value) / of}%`;
  Object.assign(box.style, {
    top: share(top, grid.height),
    height: share(bottom - top, grid.height),
    left: share(left, grid.width),
    width: share(right - left, grid.width),
  });
  grid.parentElement?.append(box);
}
