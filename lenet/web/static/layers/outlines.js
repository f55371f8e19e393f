// The unit that is pointed at, and its receptive field in every earlier layer, outlined; the rest is veiled.

import { find } from "../controls/find.js";
import { fieldsOf, sizeOf } from "../state/receptive_fields.js";
import { blockOfUnit, placeOf } from "./units.js";

/** @import {Field} from "../state/receptive_fields.js" */
/** @import {State, Store, Unit} from "../types.js" */
/** @import {Band, Block} from "./band.js" */

const POINT = "Point at any cell to see what it reads";
const PIN = "Click to pin it";
const PINNED = "Pinned: draw on and watch it. × or Esc lets go";

/**
 * Outline the store's unit, whoever has chosen it.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 * @param {() => Band} shown
 */
export function followUnit(element, store, shown) {
  const layers = find(element, ".layers", HTMLElement);
  const hint = find(element, ".hint", HTMLElement);
  store.follow(["unit", "pinned"], ({ unit, pinned }) => {
    for (const mark of layers.querySelectorAll(".field, .unit")) mark.remove();
    for (const all of layers.querySelectorAll(".maps.all")) all.classList.remove("all");
    for (const read of layers.querySelectorAll(".map.read")) read.classList.remove("read");
    layers.classList.toggle("pointed", unit !== null);
    layers.classList.toggle("pinned", pinned);
    hint.textContent = pinned ? PINNED : unit ? PIN : POINT;
    if (unit) outline(shown(), unit);
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
 * @param {"unit" | "field"} name
 * @param {Omit<Field, "maps">} cells
 */
function mark(grid, name, { top, left, bottom, right }) {
  const box = document.createElement("i");
  box.className = name;
  const share = (/** @type {number} */ value, /** @type {number} */ of) => `${(100 * value) / of}%`;
  Object.assign(box.style, {
    top: share(top, grid.height),
    height: share(bottom - top, grid.height),
    left: share(left, grid.width),
    width: share(right - left, grid.width),
  });
  grid.parentElement?.classList.add("read");
  grid.parentElement?.append(box);
}
