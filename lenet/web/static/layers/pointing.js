// Choosing a unit: by pointing at its cell, or by keyboard; a click or Enter pins it.

import { ESCAPE } from "../controls/keys.js";
import { cellAt } from "../paint/grid.js";
import { sizeOf } from "../state/receptive_fields.js";
import { letGo } from "./asked_unit.js";
import { blockOfUnit, sameUnit, unitAt, walked } from "./units.js";

/** @import {Keys} from "../controls/keys.js" */
/** @import {State, Store, Unit} from "../types.js" */
/** @import {Band} from "./band.js" */

/**
 * [down, right].
 * @type {Record<string, [number, number]>}
 */
const STEPS = { ArrowRight: [0, 1], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowUp: [-1, 0] };

/**
 * Let the pointer and the keyboard choose the store's unit.
 * @param {HTMLElement} layers
 * @param {Store<State>} store
 * @param {Keys} keys
 * @param {() => Band} shown
 * @param {() => void} hurry   asks for the unit's arithmetic at once
 */
export function buildPointing(layers, store, keys, shown, hurry) {
  followPointer(layers, store, shown);
  followKeyboard(layers, store, shown, hurry);
  layers.addEventListener("focusout", () => leave(store));
  keys.escape(ESCAPE.pinned, () => {
    const { pinned } = store.now();
    if (pinned) letGo(store);
    return pinned;
  });
}

/**
 * @param {Store<State>} store
 * @param {Unit} unit
 */
function point(store, unit) {
  if (!sameUnit(unit, store.now().unit)) store.change({ unit });
}

/** @param {Store<State>} store */
function leave(store) {
  if (!store.now().pinned) store.change({ unit: null });
}

/**
 * @param {HTMLElement} layers
 * @param {Store<State>} store
 * @param {() => Band} shown
 */
function followPointer(layers, store, shown) {
  layers.addEventListener("pointermove", (event) => {
    if (store.now().pinned || event.pointerType === "touch") return;
    const unit = unitUnder(shown(), event);
    if (unit) point(store, unit);
  });
  layers.addEventListener("pointerleave", () => leave(store));
  layers.addEventListener("click", (event) => {
    const unit = unitUnder(shown(), event);
    const { unit: last, pinned } = store.now();
    if (unit === null || (pinned && sameUnit(unit, last))) letGo(store);
    else store.change({ unit, pinned: true });
  });
}

/**
 * Find the unit under a pointer; the input has none.
 * @param {Band} band
 * @param {MouseEvent} event
 */
export function unitUnder({ blocks }, event) {
  const { target } = event;
  if (!(target instanceof HTMLCanvasElement)) return null;
  const block = blocks.find(({ grids }) => grids.includes(target));
  return block && block.layer.name !== "Input" ? unitAt(block, target, cellAt(target, event)) : null;
}

/**
 * Make each layer one tab stop; arrow keys move from cell to cell and on into the next map.
 * @param {HTMLElement} layers
 * @param {Store<State>} store
 * @param {() => Band} shown
 * @param {() => void} hurry
 */
function followKeyboard(layers, store, shown, hurry) {
  layers.addEventListener("focusin", ({ target }) => {
    const block = shown().blocks.find(({ maps }) => maps === target);
    if (!block?.maps.matches(":focus-visible") || store.now().pinned) return;
    const [row, column] = sizeOf(block.layer).map((size) => Math.floor(size / 2));
    point(store, [block.layer.name, 0, row, column]);
    hurry();
  });
  layers.addEventListener("keydown", (event) => {
    const { unit, pinned } = store.now();
    if (unit === null) return;
    const step = STEPS[event.key];
    if (step) {
      point(store, walked(blockOfUnit(shown(), unit), unit, step));
      hurry();
    } else if (event.key === "Enter" || event.key === " ") store.change({ pinned: !pinned });
    else return;
    event.preventDefault();
  });
}
