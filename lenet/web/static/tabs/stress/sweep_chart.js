// A perturbation's chart: the probability of the answer at every amount, and where another answer wins.

import { find } from "../../controls/find.js";
import { best } from "../../state/numbers.js";
import { chartOf, HIGH, pathOf, uprightAt, WIDE } from "../chart.js";
import { amountWords, placeOf } from "./scale.js";
import { findBreaks } from "./sweep.js";

/** @import {Perturbation} from "../../types.js" */
/** @import {Sweep} from "./sweep.js" */

/**
 * Build a perturbation's chart, and the words below it. show(sweep, other) draws a sweep, and the same answer's
 * probability by another network; it returns the amounts at which the answer breaks. mark(amount) shows where the
 * slider stands.
 * @param {Perturbation} perturbation
 */
export function buildSweepChart(perturbation) {
  const chart = chartOf(
    `Probability of the answer along ${perturbation.name}`,
    `${claimBand(perturbation)}<g class="lost"></g><path class="grid" d="M0 ${HIGH / 2}H${WIDE}"/><path class="other"/><path class="line"/><g class="breaks"></g><path class="now"/>`,
  );
  const [lostPart, other, line, breaksPart, now] = [".lost", ".other", ".line", ".breaks", ".now"].map((part) =>
    find(chart, part, SVGElement),
  );
  const xOf = (/** @type {number} */ amount) => WIDE * placeOf(perturbation, amount);
  const curveOf = (/** @type {Sweep} */ { amounts, probabilities }, /** @type {number} */ answer) =>
    pathOf(probabilities.map((each, i) => [xOf(amounts[i]), HIGH * (1 - each[answer])]));

  /**
   * @param {Sweep | null} sweep
   * @param {Sweep | null} laidOver
   * @returns {{breaks: number[], words: string}}
   */
  function show(sweep, laidOver) {
    if (sweep === null) {
      for (const curve of [line, other]) curve.setAttribute("d", "");
      lostPart.innerHTML = breaksPart.innerHTML = "";
      return { breaks: [], words: "" };
    }
    const { amounts } = sweep;
    const { answer, lost, breaks } = findBreaks(sweep, perturbation.neutral);
    line.setAttribute("d", curveOf(sweep, answer));
    other.setAttribute("d", laidOver ? curveOf(laidOver, answer) : "");
    const width = WIDE / (lost.length - 1);
    const shade = (/** @type {number} */ i) =>
      `<rect x="${Math.max(0, xOf(amounts[i]) - width / 2)}" width="${width}" height="${HIGH}"/>`;
    lostPart.innerHTML = lost.map((isLost, i) => (isLost ? shade(i) : "")).join("");
    breaksPart.innerHTML = breaks.map((i) => `<path d="${uprightAt(xOf(amounts[i]))}"/>`).join("");
    return { breaks: breaks.map((i) => amounts[i]), words: breakWords(perturbation, sweep, breaks) };
  }

  return { chart, show, mark: (/** @type {number} */ amount) => now.setAttribute("d", uprightAt(xOf(amount))) };
}

/** @param {Perturbation} perturbation */
function claimBand(perturbation) {
  if (perturbation.claim === null) return "";
  const [from, to] = perturbation.claim.map((amount) =>
    Math.max(0, Math.min(WIDE, WIDE * placeOf(perturbation, amount))),
  );
  return `<rect class="claim" x="${from}" width="${to - from}" height="${HIGH}"/>`;
}

/**
 * @param {Perturbation} perturbation
 * @param {Sweep} sweep
 * @param {number[]} breaks   indices of the sweep
 */
function breakWords(perturbation, { amounts, probabilities, rejected }, breaks) {
  if (breaks.length === 0) return "holds from end to end";
  const words = breaks.map((i) => {
    const becomes = rejected[i] ? "is refused" : `reads ${best(probabilities[i])}`;
    return `${amountWords(perturbation, amounts[i])} ${becomes}`;
  });
  return words.join(", ");
}
