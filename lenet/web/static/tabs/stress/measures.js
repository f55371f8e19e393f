// How each perturbation is measured on the page: its name, what its amounts are, and how they are written.

import { evenScale, logScale } from "../../charts/scales.js";
import { signed } from "../../state/numbers.js";

/** @import {Axis} from "../../charts/drawing.js" */
/** @import {Perturbation} from "../../types.js" */

/**
 * @typedef {object} Measure
 * @property {string} title
 * @property {string} unit        what stands beside the title
 * @property {string} words       the unit in full
 * @property {string} symbol      behind an amount
 * @property {string} [ticks]     behind the axis's numbers: the symbol, where it is short
 * @property {number} decimals    of an amount
 * @property {number} [step]      from one of the axis's numbers to the next
 * @property {number} [times]     what an amount is multiplied by when it is written
 * @property {boolean} [isSigned] whether + is written
 */

const PIXELS = { words: "pixels", symbol: " px", isSigned: true };

/** By the perturbation's name, in the order in which they stand. @type {Record<string, Measure>} */
// biome-ignore format: a table
export const MEASURES = {
  rotation: { title: "Rotation", unit: "clockwise", words: "degrees clockwise", symbol: "°", ticks: "°", decimals: 0, step: 45, isSigned: true },
  scale: { title: "Scale", unit: "×", words: "factor", symbol: "×", ticks: "×", decimals: 2 },
  "shift x": { ...PIXELS, title: "Shift right", unit: "px", decimals: 1 },
  "shift y": { ...PIXELS, title: "Shift down", unit: "px", decimals: 1 },
  squeeze: { title: "Aspect ratio", unit: "× width", words: "× width, ÷ height", symbol: "×", ticks: "×", decimals: 2 },
  shear: { title: "Shear", unit: "shift per unit height", words: "horizontal shift per unit height", symbol: "", decimals: 2, isSigned: true },
  pen: { ...PIXELS, title: "Stroke width", unit: "px per side", words: "pixels per side", decimals: 2 },
  covered: { title: "Occlusion", unit: "px square", words: "side of a centred square, pixels", symbol: " px", decimals: 1 },
  noise: { title: "Noise", unit: "pixels flipped", words: "% of pixels flipped", symbol: " %", ticks: " %", decimals: 1, step: 0.1, times: 100 },
};

/**
 * Make a perturbation's axis; factors are laid out by their logarithm.
 * @param {Perturbation} perturbation
 * @returns {Axis}
 */
export function axisOf({ name, ends: [first, last], neutral }) {
  const { step, ticks = "", times = 1 } = MEASURES[name];
  const scale = neutral === 1 ? logScale(first, last) : evenScale(first, last, step);
  return {
    scale,
    write: (amount) => `${signed(amount * times, amount * times === Math.round(amount * times) ? 0 : 1)}${ticks}`,
  };
}

/**
 * Write an amount; what counts as nothing has neither decimals nor sign.
 * @param {Pick<Perturbation, "name" | "neutral">} perturbation
 * @param {number} amount
 */
export function amountWords({ name, neutral }, amount) {
  const { symbol, decimals, times = 1, isSigned } = MEASURES[name];
  const written = signed(amount * times, amount === neutral ? 0 : decimals);
  return `${isSigned && Number(written) > 0 ? "+" : ""}${written}${symbol}`;
}
