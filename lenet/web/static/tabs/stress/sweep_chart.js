// A perturbation's chart: the probability of the answer at every amount, and where another answer wins.

import { buildChart } from "../../charts/chart.js";
import { PROBABILITY } from "../../charts/class_probabilities.js";
import { across, areaOf, markAt, pathOf, uprightAt } from "../../charts/drawing.js";
import { find } from "../../controls/find.js";
import { axisOf, MEASURES } from "./measures.js";
import { placeOf } from "./scale.js";

/** @import {Chart} from "../../charts/chart.js" */
/** @import {Perturbation} from "../../types.js" */
/** @import {Finding, Region, Sweep} from "./sweep.js" */

/** @typedef {Chart & {show: (sweep: Sweep | null, finding: Finding | null, overlaid: Sweep | null) => void, mark: (amount: number) => void}} SweepChart */

/** How wide a region must be to have room for its label. */
const ROOM = { rejected: 0.36, digit: 0.08 };

/**
 * Build a perturbation's chart. show() draws a sweep, and the same answer's probability by another network; mark()
 * shows where the slider stands.
 * @param {Perturbation} perturbation
 * @returns {SweepChart}
 */
export function buildSweepChart(perturbation) {
  const { title, unit } = MEASURES[perturbation.name];
  const chart = buildChart({
    title,
    unit,
    x: axisOf(perturbation),
    y: PROBABILITY,
    under: `<g class="lost"></g>`,
    inside: `<path class="reject-share"/><path class="other"/><path class="line"/><g class="breaks"></g>`,
    over: `${claimBracket(perturbation)}<g class="labels"></g><g class="now"></g>`,
  });
  const [lost, reject, other, line, breaks, labels, now] = [
    ".lost",
    ".reject-share",
    ".other",
    ".line",
    ".breaks",
    ".labels",
    ".now",
  ].map((part) => find(chart.drawing, part, SVGElement));
  /** @type {[x: number, y: number][]} */
  let curve = [];

  /**
   * @param {Sweep | null} sweep
   * @param {(sweep: Sweep, at: number) => number} shareOf
   * @returns {typeof curve}
   */
  const curveOf = (sweep, shareOf) =>
    sweep ? sweep.amounts.map((amount, at) => [placeOf(perturbation, amount), shareOf(sweep, at)]) : [];

  return {
    ...chart,
    show(sweep, finding, overlaid) {
      const answer = finding?.answer ?? 0;
      const ofAnswer = (/** @type {Sweep} */ { probabilities }, /** @type {number} */ at) => probabilities[at][answer];
      const failed = (finding?.regions ?? []).filter(({ label }) => label !== String(answer));
      curve = curveOf(sweep, ofAnswer);
      line.setAttribute("d", pathOf(curve));
      reject.setAttribute("d", pathOf(curveOf(sweep, ({ rubbish }, at) => rubbish[at])));
      other.setAttribute("d", pathOf(curveOf(overlaid, ofAnswer)));
      lost.innerHTML = failed.map(({ label, from, to }) => areaOf(kindOf(label), from, to)).join("");
      labels.innerHTML = failed.map(labelOf).join("");
      breaks.innerHTML = (finding?.breaks ?? []).map((place) => `<path d="${uprightAt(place)}"/>`).join("");
    },
    mark(amount) {
      const place = placeOf(perturbation, amount);
      now.innerHTML = markAt(place, curve.length > 0 ? [heightAt(curve, place)] : []);
    },
  };
}

/** @param {string} label */
const kindOf = (label) => (label === "?" ? "rejected" : "misread");

/**
 * Write what is read in a region, where it is wide enough.
 * @param {Region} region
 */
function labelOf({ label, from, to }) {
  const [words, room] = label === "?" ? ["rejected", ROOM.rejected] : [label, ROOM.digit];
  if (to - from < room) return "";
  return `<text class="${kindOf(label)}" x="${across((from + to) / 2)}" y="62%">${words}</text>`;
}

/**
 * Draw the range in which the 1998 paper says that digits are read, as a bracket over the frame.
 * @param {Perturbation} perturbation
 */
function claimBracket(perturbation) {
  if (perturbation.claim === null) return "";
  const [from, to] = perturbation.claim.map((amount) =>
    across(Math.max(0, Math.min(1, placeOf(perturbation, amount)))),
  );
  const end = (/** @type {string} */ x) => `<line x1="${x}" x2="${x}" y1="-.7em" y2="-.2em"/>`;
  return `<g class="claim"><line x1="${from}" x2="${to}" y1="-.45em" y2="-.45em"/>${end(from)}${end(to)}</g>`;
}

/**
 * Find how high a curve is between two of its points.
 * @param {[x: number, y: number][]} points
 * @param {number} place
 */
function heightAt(points, place) {
  const after = Math.max(
    1,
    points.findIndex(([x]) => x >= place - 1e-9),
  );
  const [[x0, y0], [x1, y1]] = [points[after - 1], points[after]];
  return y0 + ((y1 - y0) * (place - x0)) / (x1 - x0);
}
