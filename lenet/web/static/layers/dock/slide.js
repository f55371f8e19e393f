// Sliding the pinned unit's window over its input, cell by cell, row by row, while its map fills.

import { sizeOf } from "../../state/receptive_fields.js";
import { sameUnit } from "../units.js";

/** @import {Layer, State, Store, Unit} from "../../types.js" */

const SWEEP = 16_000; // ms that a whole map takes: where answers come too late for it, cells are passed over
const LONGEST = 400; // ms of a step, at most

/**
 * Create what slides. Each step is answered, and seen for a while, before the next. Whoever pins another unit, or
 * none, ends it.
 * @param {Store<State>} store
 * @param {(name: string) => Layer} layerOf
 * @param {() => boolean} isSeen
 */
export function createSlide(store, layerOf, isSeen) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let began = 0; // the last step, by the clock

  /**
   * Go on from the pinned cell, or from the first where that is the last; beyond the last the map is whole again.
   * @param {boolean} plays   whether the next step follows by itself
   * @param {number} cells   to go on
   */
  function step(plays, cells = 1) {
    const { unit, slide } = store.now();
    if (unit === null) return;
    const next = cellAfter(unit, sizeOf(layerOf(unit[0])), cells) ?? (slide ? null : firstOf(unit));
    began = Date.now();
    if (next === null) store.change({ slide: null });
    else store.change({ unit: next, slide: { unit: next, plays } });
  }

  /** @param {Unit} unit */
  function timeOf([name]) {
    const [height, width] = sizeOf(layerOf(name));
    return Math.min(LONGEST, SWEEP / (height * width));
  }

  function pause() {
    const { slide } = store.now();
    if (slide) store.change({ slide: { ...slide, plays: false } });
  }

  function goOn() {
    const { slide } = store.now();
    if (!slide?.plays) return;
    if (isSeen()) step(true, Math.max(1, Math.round((Date.now() - began) / timeOf(slide.unit))));
    else pause();
  }

  store.follow(["answer", "slide"], ({ answer, slide }) => {
    if (!slide?.plays || !sameUnit(slide.unit, answer.packet?.unit?.unit ?? null)) return;
    clearTimeout(timer);
    timer = setTimeout(goOn, Math.max(0, timeOf(slide.unit) - (Date.now() - began)));
  });
  store.follow(["unit", "pinned"], ({ unit, pinned, slide }) => {
    if (slide && !(pinned && sameUnit(unit, slide.unit))) store.change({ slide: null });
  });
  return {
    step: () => step(false),
    toggle: () => (store.now().slide?.plays ? pause() : step(true)),
  };
}

/**
 * @param {Unit} unit
 * @returns {Unit}
 */
const firstOf = ([name, map]) => [name, map, 0, 0];

/**
 * Find the cell of a map that comes so many after another, row by row, at most the last; null after that.
 * @param {Unit} unit
 * @param {[height: number, width: number]} size
 * @param {number} cells
 * @returns {Unit | null}
 */
export function cellAfter([name, map, row, column], [height, width], cells = 1) {
  const [at, last] = [row * width + column, height * width - 1];
  if (at === last) return null;
  const next = Math.min(at + cells, last);
  return [name, map, Math.floor(next / width), next % width];
}
