// Sliding the pinned unit's window over its input, cell by cell, row by row, while its map fills.

import { sizeOf } from "../../state/receptive_fields.js";
import { sameUnit } from "../units.js";

/** @import {Layer, State, Store, Unit} from "../../types.js" */

const SWEEP = 16_000; // ms for which the steps of a whole map are seen,
const LONGEST = 400; // but no longer than these each

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

  /**
   * Go one cell on, to the first one where nothing slides yet; beyond the last the map is whole again.
   * @param {boolean} plays   whether the next step follows by itself
   */
  function step(plays) {
    const { unit, slide } = store.now();
    if (unit === null) return;
    const next = slide ? cellAfter(slide.unit, sizeOf(layerOf(unit[0]))) : firstOf(unit);
    if (next === null) store.change({ slide: null });
    else store.change({ unit: next, slide: { unit: next, plays } });
  }

  function pause() {
    const { slide } = store.now();
    if (slide) store.change({ slide: { ...slide, plays: false } });
  }

  function goOn() {
    if (!store.now().slide?.plays) return;
    if (isSeen()) step(true);
    else pause();
  }

  store.follow(["answer", "slide"], ({ answer, slide }) => {
    if (!slide?.plays || !sameUnit(slide.unit, answer.packet?.unit?.unit ?? null)) return;
    const [height, width] = sizeOf(layerOf(slide.unit[0]));
    clearTimeout(timer);
    timer = setTimeout(goOn, Math.min(LONGEST, SWEEP / (height * width)));
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
 * Find the next cell of a map, row by row; null after the last.
 * @param {Unit} unit
 * @param {[height: number, width: number]} size
 * @returns {Unit | null}
 */
export function cellAfter([name, map, row, column], [height, width]) {
  if (column + 1 < width) return [name, map, row, column + 1];
  return row + 1 < height ? [name, map, row + 1, 0] : null;
}
