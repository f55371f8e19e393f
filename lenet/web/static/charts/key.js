// A chart's key: what each line, dot and colour stands for, drawn as it is in the chart.

import { make } from "../controls/find.js";

/**
 * One line of a key: its words, and SVG in a field of 28 x 12, its classes those of the chart.
 * @typedef {{drawn: string, words: string}} KeyLine
 */

/**
 * Draw what a curve looks like.
 * @param {string} kind   its CSS class
 */
export const curveSample = (kind) => `<path class="${kind}" d="M0 6H28"/>`;

/**
 * Draw what a shaded part looks like.
 * @param {string} kind   its CSS class
 */
export const areaSample = (kind) => `<rect class="${kind}" width="28" height="12"/>`;

/**
 * Make a key's line.
 * @param {KeyLine} line
 * @param {...(Node | string)} more   after its words
 */
export function keyLine({ drawn, words }, ...more) {
  const line = make("li", {
    innerHTML: `<svg class="sample" viewBox="0 0 28 12" aria-hidden="true">${drawn}</svg>`,
  });
  line.append(make("span", { textContent: words }, ...more));
  return line;
}

/**
 * Make a key.
 * @param {KeyLine[]} lines
 */
export const keyOf = (lines) => make("ul", { className: "key" }, ...lines.map((line) => keyLine(line)));
