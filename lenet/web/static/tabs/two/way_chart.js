// The way's chart: the answers in a strip, the ten probabilities under it, and words on both.

import { find } from "../../controls/find.js";
import { chartOf, classCurves, HIGH, uprightAt, WIDE } from "../chart.js";
import { curveWords } from "./words.js";

/** @import {Run} from "./words.js" */

const LABEL = "Probabilities of the ten classes from the kept drawing to this one";
const PARTS = `<path class="grid" d="M0 ${HIGH / 2}H${WIDE}"/><g class="classes"></g><g class="flips"></g><path class="now"/>`;

/**
 * Build the chart among the interpolation's parts.
 * @param {HTMLElement} element
 */
export function buildWayChart(element) {
  const strip = find(element, ".strip", HTMLElement);
  const how = find(element, ".how", HTMLElement);
  const chart = chartOf(LABEL, PARTS);
  find(element, ".axis", HTMLElement).after(chart);
  const [classes, flips, now] = [".classes", ".flips", ".now"].map((part) => find(chart, part, SVGElement));
  const upright = (/** @type {number} */ step, /** @type {number} */ last) => uprightAt((WIDE * step) / last);

  return {
    mark: (/** @type {number} */ step, /** @type {number} */ last) => now.setAttribute("d", upright(step, last)),
    /**
     * @param {Run[]} runs
     * @param {number[][]} steps   probabilities of the ten classes at each
     * @param {string} words       on how the digits between are made
     */
    show(runs, steps, words) {
      const last = steps.length - 1;
      const [first, final] = [runs[0].label, runs[runs.length - 1].label];
      const kindOf = (/** @type {string} */ label) => (label === first ? "first" : label === final ? "final" : "other");
      const edges = runs.map(({ to }) => Math.min(to + 0.5, last)); // an answer changes midway between two steps
      const spans = runs.map(({ label }, at) => {
        const width = edges[at] - (edges[at - 1] ?? 0);
        return `<span class="${kindOf(label)}" style="flex-grow: ${width}">${label}</span>`;
      });
      strip.innerHTML = spans.join("");
      flips.innerHTML = edges.map((edge) => (edge < last ? `<path d="${upright(edge, last)}"/>` : "")).join("");
      classes.innerHTML = classCurves(steps, (digit) => kindOf(String(digit)));
      how.textContent = `${words} ${curveWords(first, final)}`;
    },
  };
}
