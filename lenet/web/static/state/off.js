// What is switched off: maps, and units of C5 and F6. Lists of them are never changed in place.

import { MAPS } from "../constants.js";
import { LIVE } from "./checkpoint.js";

/** @import {Layer, State, Store, Switched, Unit, View} from "../types.js" */

/** @type {Switched[]} */
export const ALL_ON = [];
const UNITS = ["C5", "F6"]; // layers whose maps are single units

/**
 * Tell whether a layer's maps can be off: not the input's, nor OUTPUT's.
 * @param {string} layer
 */
export const canBeOff = (layer) => Object.hasOwn(MAPS, layer);

/**
 * Count the maps of a layer that can be off: every network has as many.
 * @param {string} layer
 */
export const mapsOf = (layer) => /** @type {Record<string, number>} */ (MAPS)[layer];

/**
 * List what is off in the network that reads: nothing of one that is in training now, which has no means yet.
 * @param {Pick<View, "checkpoint" | "off">} view
 */
export const offIn = ({ checkpoint, off }) => (checkpoint === LIVE ? ALL_ON : off);

/**
 * Tell whether a map, or that of a unit, is off.
 * @param {Switched[]} off
 * @param {Switched | Unit} one
 */
export const isOff = (off, [layer, map]) => off.some((each) => each[0] === layer && each[1] === map);

/**
 * Switch a map off that is on, or on that is off.
 * @param {Switched[]} off
 * @param {Switched | Unit} one
 * @returns {Switched[]}
 */
export function toggled(off, [layer, map]) {
  const others = off.filter((each) => each[0] !== layer || each[1] !== map);
  return others.length < off.length ? others : [...off, [layer, map]];
}

/**
 * Switch off all maps of a layer but one.
 * @param {Switched[]} off
 * @param {Switched | Unit} one
 * @returns {Switched[]}
 */
export function allBut(off, [layer, map]) {
  const others = Array.from({ length: mapsOf(layer) }, (_, each) => /** @type {Switched} */ ([layer, each]));
  return [...off.filter((each) => each[0] !== layer), ...others.filter((each) => each[1] !== map)];
}

/**
 * Change what is off, and nothing else of how the drawing is looked at.
 * @param {Store<Pick<State, "view">>} store
 * @param {Partial<Pick<View, "off" | "offAs">>} change
 */
export const switchOff = (store, change) => store.change({ view: { ...store.now().view, ...change } });

/**
 * Find, by layer, the maps that are the same whatever is drawn: those that are off, and what they alone feed.
 * @param {Pick<Layer, "name" | "shape" | "reads">[]} layers   from the input on
 * @param {Switched[]} off
 * @returns {Set<number>[]}
 */
export function silentMaps(layers, off) {
  /** @type {Set<number>[]} */
  const silent = [new Set()];
  for (const [depth, { name, shape, reads }] of layers.entries()) {
    if (depth === 0) continue;
    const below = silent[depth - 1];
    const allBelow = below.size === layers[depth - 1].shape[0];
    const isFed = (/** @type {number} */ map) => (reads ? !reads[map].every((each) => below.has(each)) : !allBelow);
    const maps = [...Array(shape[0]).keys()];
    silent.push(new Set(maps.filter((map) => isOff(off, [name, map]) || !isFed(map))));
  }
  return silent;
}

/**
 * Write how many maps or units are off: "2 maps off".
 * @param {Switched[]} off
 */
export function offWords(off) {
  const units = off.filter(([layer]) => UNITS.includes(layer)).length;
  const what = units === 0 ? "map" : units === off.length ? "unit" : "part";
  return `${off.length} ${what}${off.length === 1 ? "" : "s"} off`;
}

/**
 * Tell what a layer consists of.
 * @param {string} layer
 */
export const kindOf = (layer) => (UNITS.includes(layer) ? "unit" : "map");

/**
 * Name a map or unit: "C3 map 1", "F6 unit 80".
 * @param {Switched | Unit} one
 */
export const nameOf = ([layer, map]) => `${layer} ${kindOf(layer)} ${map}`;
