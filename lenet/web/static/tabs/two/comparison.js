// A comparison of the kept drawing with another: what lies between them, step by step, and its maps as they come.

import { SIDE } from "../../constants.js";
import { createAsker } from "../../server/asker.js";
import { inputsOf, travelling } from "../../state/drawing.js";
import { bytesOf, halvesOf } from "../../state/numbers.js";

/** @import {Drawing, Packed, Question} from "../../types.js" */

/**
 * What the server answers of two drawings: every step's digit, and its answer.
 * @typedef {object} Between
 * @property {"strokes" | "ink"} way
 * @property {Packed} digits
 * @property {number[][]} probabilities
 * @property {boolean[]} rejected
 */

/**
 * @typedef {object} Comparison
 * @property {Question} question    about the drawing that is compared with the kept one
 * @property {Drawing} kept
 * @property {Between} between
 * @property {number} last          step: that drawing itself; the first is the kept one
 * @property {Uint8Array} ink       of all steps' digits
 * @property {Map<number, Record<string, Float32Array>>} maps   by step, each layer's values
 */

/**
 * Make a comparison of an answer.
 * @param {Question} question
 * @param {Drawing} kept
 * @param {Between} between
 * @returns {Comparison}
 */
export function comparisonOf(question, kept, between) {
  const last = between.rejected.length - 1;
  return { question, kept, between, last, ink: bytesOf(between.digits.data), maps: new Map() };
}

/**
 * Tell whether two drawings are the same for the server.
 * @param {Drawing} one
 * @param {Drawing} other
 */
export function isSame(one, other) {
  return one === other || JSON.stringify(travelling(one)) === JSON.stringify(travelling(other));
}

/**
 * Get the bytes of a step's digit.
 * @param {Comparison} comparison
 * @param {number} step
 */
export const inkAt = ({ ink }, step) => ink.subarray(step * SIDE * SIDE, (step + 1) * SIDE * SIDE);

/**
 * Get a layer's values at a step; null while they are awaited.
 * @param {Comparison} comparison
 * @param {number} step
 * @param {string} layer
 */
export function valuesAt(comparison, step, layer) {
  if (layer === "Input") return Float32Array.from(inkAt(comparison, step), (byte) => byte / 255);
  return comparison.maps.get(step)?.[layer] ?? null;
}

/**
 * Create what asks for the maps that a comparison still misses: those of a step first, then the ends'; one step at a
 * time, and onMaps(comparison) hears of each.
 * @param {(comparison: Comparison) => void} onMaps
 */
export function createMapsAsker(onMaps) {
  const inputs = (/** @type {{comparison: Comparison, step: number}} */ { comparison: { question, kept }, step }) => ({
    ...inputsOf(question),
    kept: travelling(kept),
    step,
  });
  const asker = createAsker("two_maps", inputs, {
    onAnswer({ comparison, step }, /** @type {Record<string, Packed> | null} */ packet) {
      if (packet === null) return;
      const values = Object.entries(packet).map(([layer, packed]) => [layer, halvesOf(packed)]);
      comparison.maps.set(step, Object.fromEntries(values));
      onMaps(comparison);
    },
  });
  return {
    ask(/** @type {Comparison} */ comparison, /** @type {number} */ wanted) {
      const step = [wanted, 0, comparison.last].find((each) => !comparison.maps.has(each));
      if (step !== undefined) asker.ask({ comparison, step });
    },
  };
}
