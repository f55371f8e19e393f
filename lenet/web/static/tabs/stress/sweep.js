// What a sweep along one perturbation tells: from which amounts on the answer is lost.

import { best } from "../../state/numbers.js";

/**
 * A network's answers along a perturbation, from end to end.
 * @typedef {{amounts: number[], probabilities: number[][], rejected: boolean[]}} Sweep
 */

/**
 * Find the answer where nothing is changed, where another one wins, and the first such amounts on either side.
 * @param {Sweep} sweep
 * @param {number} neutral
 */
export function findBreaks({ amounts, probabilities, rejected }, neutral) {
  const at = amounts.indexOf(neutral);
  const answer = best(probabilities[at]);
  const lost = probabilities.map((each, i) => best(each) !== answer || rejected[i]);
  const breaks = [lost.lastIndexOf(true, at), lost.indexOf(true, at)].filter((i) => i >= 0 && i !== at);
  return { answer, lost, breaks };
}
