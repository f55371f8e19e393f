// The numbers of a sweep: at the pointer, at the slider, and as a table.

import { inPercent } from "../../charts/csv.js";
import { best, escaped, percent } from "../../state/numbers.js";
import { amountWords, MEASURES } from "./measures.js";
import { placeOf } from "./scale.js";

/** @import {Table} from "../../charts/csv.js" */
/** @import {Step} from "../../charts/pointer.js" */
/** @import {Perturbation} from "../../types.js" */
/** @import {Sweep} from "./sweep.js" */

/** What a chart shows: a sweep, the answer that it begins with, and another network's. @typedef {{sweep: Sweep, answer: number, overlaid: Sweep | null}} Shown */

/**
 * Write what is read at one of a sweep's amounts: the verdict, and the shares that the curves show.
 * @param {Shown} shown
 * @param {number} at
 */
export function readWords({ sweep: { probabilities, rubbish, rejected }, answer }, at) {
  const now = best(probabilities[at]);
  const other = now === answer ? "" : ` (${percent(probabilities[at][now])})`;
  return {
    verdict: rejected[at] ? "not a digit" : `reads ${now}${other}`,
    shares: `${answer}: ${percent(probabilities[at][answer])}, not a digit: ${percent(rubbish[at])}`,
  };
}

/**
 * Write what is read at the sweep's amount that is nearest to one.
 * @param {Perturbation} perturbation
 * @param {Shown} shown
 * @param {number} amount
 */
export function nearestWords(perturbation, shown, amount) {
  const place = placeOf(perturbation, amount);
  const nearness = shown.sweep.amounts.map((each) => -Math.abs(placeOf(perturbation, each) - place));
  const { verdict, shares } = readWords(shown, best(nearness));
  return `${verdict}, ${shares}`;
}

/**
 * Give what the pointer tells.
 * @param {Perturbation} perturbation
 * @param {Shown} shown
 * @returns {Step[]}
 */
export function stepsOf(perturbation, shown) {
  const { sweep, answer } = shown;
  return sweep.amounts.map((amount, at) => {
    const { verdict, shares } = readWords(shown, at);
    return {
      x: placeOf(perturbation, amount),
      heights: [sweep.probabilities[at][answer]],
      words: `<b>${amountWords(perturbation, amount)}</b> ${escaped(verdict)}<br>${escaped(shares)}`,
    };
  });
}

/**
 * Give the curves' numbers.
 * @param {Perturbation} perturbation
 * @param {Shown} shown
 * @returns {Table}
 */
export function tableOf({ name }, { sweep, answer, overlaid }) {
  const { title, words } = MEASURES[name];
  const of = `probability of ${answer}`;
  const columns = [`${title} (${words})`, `${of} (%)`, "not a digit (%)", "prediction"];
  const rows = sweep.amounts.map((amount, at) => [
    amount,
    inPercent(sweep.probabilities[at][answer]),
    inPercent(sweep.rubbish[at]),
    sweep.rejected[at] ? "not a digit" : best(sweep.probabilities[at]),
  ]);
  if (overlaid === null) return { columns, rows };
  return {
    columns: [...columns, `${of} by the overlaid network (%)`],
    rows: rows.map((row, at) => [...row, inPercent(overlaid.probabilities[at][answer])]),
  };
}
