// Bars to both sides of zero, with numbers on their axis, as SVG.

import { escaped, signed } from "../../state/numbers.js";

/** @typedef {{value: number, words: string, isMarked?: boolean}} Bar   words: shown where the pointer rests */

const HEIGHT = 100; // of the drawing, in its own units
const NEAR = 14; // of them, from number to number

/**
 * Draw bars side by side. level: a line across, at the value that all have to be compared with.
 * @param {string} label
 * @param {Bar[]} bars
 * @param {number} [level]
 */
export function barsOf(label, bars, level) {
  const values = [...bars.map(({ value }) => value), level ?? 0, 0];
  const [top, foot] = [Math.max(...values, 1e-6), Math.min(...values)];
  const y = (/** @type {number} */ value) => (HEIGHT * (top - value)) / (top - foot);
  const rects = bars.map(({ value, words, isMarked }, at) => {
    const kind = isMarked ? "marked" : value < 0 ? "negative" : "positive";
    const [from, to] = [y(Math.max(value, 0)), y(Math.min(value, 0))];
    return `<rect class="${kind}" x="${at + 0.08}" width="0.84" y="${from}" height="${to - from}"><title>${escaped(words)}</title></rect>`;
  });
  const lines = [`<line class="zero" x2="${bars.length}" y1="${y(0)}" y2="${y(0)}"/>`];
  if (level !== undefined) lines.push(`<line class="level" x2="${bars.length}" y1="${y(level)}" y2="${y(level)}"/>`);
  const ends = [top, foot].filter((value) => Math.abs(y(value) - y(0)) > NEAR); // else their numbers would overlap
  const numbers = [0, ...ends].map((value) => `<span style="top: ${y(value).toFixed(1)}%">${signed(value, 1)}</span>`);
  return `<div class="axis" aria-hidden="true">${numbers.join("")}</div>
    <svg viewBox="0 0 ${bars.length} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${escaped(label)}">${rects.join("")}${lines.join("")}</svg>`;
}

/**
 * Sort F6's units by what the margin loses without each.
 * @param {number[]} lost   by unit
 * @returns {Bar[]}
 */
export function sortedUnits(lost) {
  const units = lost.map((value, unit) => ({ value, words: `F6 unit ${unit}: ${signed(value, 2)}` }));
  return units.sort((a, b) => b.value - a.value);
}
