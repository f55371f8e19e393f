// Charts: curves in units of their own, which the page stretches over the room that there is.

import { find, make } from "../controls/find.js";

export const [WIDE, HIGH] = [300, 96]; // of a chart, in its own units

/**
 * Make an empty chart, described for those who do not see it.
 * @param {string} label
 * @param {string} parts   SVG, from back to front
 */
export function chartOf(label, parts, height = HIGH) {
  const innerHTML = `<svg class="chart" viewBox="0 0 ${WIDE} ${height}" preserveAspectRatio="none" role="img">${parts}</svg>`;
  const chart = find(make("div", { innerHTML }), "svg", SVGSVGElement);
  chart.ariaLabel = label;
  return chart;
}

/**
 * Write a path through points.
 * @param {[x: number, y: number][]} points
 */
export function pathOf(points) {
  return points.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
}

/** Write an upright path from top to bottom. */
export const uprightAt = (/** @type {number} */ x, height = HIGH) => `M${x} 0V${height}`;

/**
 * Write a curve for each of the ten classes, as SVG: its probability, step by step over the chart's whole width.
 * @param {number[][]} steps   probabilities of the ten classes at each
 * @param {(digit: number) => string} kindOf   the curve's CSS class
 */
export function classCurves(steps, kindOf, height = HIGH) {
  const x = (/** @type {number} */ step) => (WIDE * step) / (steps.length - 1);
  return Array.from({ length: 10 }, (_, digit) => {
    const path = pathOf(steps.map((probabilities, step) => [x(step), height * (1 - probabilities[digit])]));
    return `<path class="${kindOf(digit)}" data-digit="${digit}" d="${path}"/>`;
  }).join("");
}
