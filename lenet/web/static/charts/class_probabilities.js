// The probabilities of the ten classes, step by step: their axis, their curves, and their numbers.

import { best, escaped, percent } from "../state/numbers.js";
import { inPercent } from "./csv.js";
import { pathOf } from "./drawing.js";
import { SHARES } from "./scales.js";

/** @import {Axis} from "./drawing.js" */

/** The axis of a probability: the unit stands at its top alone. @type {Axis} */
export const PROBABILITY = { scale: SHARES, write: (share) => (share === 1 ? "100 %" : String(100 * share)) };

export const COLUMNS = Array.from({ length: 10 }, (_, digit) => `probability of ${digit} (%)`);

/**
 * Give one step's numbers for a table.
 * @param {number[]} probabilities
 */
export const cellsOf = (probabilities) => probabilities.map(inPercent);

/**
 * Write a curve for each class, over the chart's whole width.
 * @param {number[][]} steps   probabilities of the ten classes at each
 * @param {(digit: number) => string} kindOf   the curve's CSS class
 */
export function classCurves(steps, kindOf) {
  const points = (/** @type {number} */ digit) =>
    steps.map((each, step) => /** @type {[number, number]} */ ([step / (steps.length - 1), each[digit]]));
  const curve = (/** @type {unknown} */ _, /** @type {number} */ digit) =>
    `<path class="${kindOf(digit)}" data-digit="${digit}" d="${pathOf(points(digit))}"/>`;
  return Array.from({ length: 10 }, curve).join("");
}

/**
 * Tell the two likeliest classes at a step: how high their curves are, and their numbers, as HTML.
 * @param {number[]} probabilities
 */
export function likeliestTwo(probabilities) {
  const first = best(probabilities);
  const second = best(probabilities.map((each, digit) => (digit === first ? -1 : each)));
  const named = (/** @type {number} */ digit) => `<b>${digit}</b>: ${escaped(percent(probabilities[digit]))}`;
  return {
    heights: [probabilities[first], probabilities[second]],
    words: `${named(first)}, ${named(second)}`,
  };
}
