// What a sweep along one perturbation tells: what is read at its amounts, and from which on the answer is lost.

import { best } from "../../state/numbers.js";
import { amountWords } from "./measures.js";
import { amountAt, placeOf } from "./scale.js";

/** @import {Perturbation} from "../../types.js" */

/**
 * A network's answers along a perturbation, from end to end; rubbish: the reject class's share.
 * @typedef {{amounts: number[], probabilities: number[][], rubbish: number[], rejected: boolean[]}} Sweep
 */

/** A part of the way between the ends, 0 to 1, with one answer: a digit, or "?". @typedef {{label: string, from: number, to: number}} Region */

/**
 * @typedef {object} Finding
 * @property {number} answer      where nothing is changed
 * @property {boolean} isRead     whether it is accepted there
 * @property {Region[]} regions   all of them, from end to end
 * @property {number[]} breaks    the places where it is lost first on either side, midway to the last amount that is read
 * @property {string} words
 */

/**
 * Find what becomes of the answer.
 * @param {Perturbation} perturbation
 * @param {Sweep} sweep
 * @returns {Finding}
 */
export function findingOf(perturbation, { amounts, probabilities, rejected }) {
  const rest = amounts.indexOf(perturbation.neutral);
  const answer = best(probabilities[rest]);
  const labels = probabilities.map((each, at) => (rejected[at] ? "?" : String(best(each))));
  const regions = regionsOf(
    labels,
    amounts.map((amount) => placeOf(perturbation, amount)),
  );
  const isRead = !rejected[rest];
  const home = regions.findIndex(({ to }) => placeOf(perturbation, perturbation.neutral) <= to);
  const [before, after] = isRead ? [regions[home - 1], regions[home + 1]] : [];
  const breaks = [before?.to, after?.from].filter((place) => place !== undefined);
  return {
    answer,
    isRead,
    regions,
    breaks,
    words: isRead ? failures(perturbation, before, after) : "Rejected even undistorted",
  };
}

/**
 * Put equal neighbours together; an answer changes midway between two steps.
 * @param {string[]} labels
 * @param {number[]} places
 */
export function regionsOf(labels, places) {
  /** @type {Region[]} */
  const regions = [];
  labels.forEach((label, at) => {
    const last = regions[regions.length - 1];
    const to = at === labels.length - 1 ? 1 : (places[at] + places[at + 1]) / 2;
    if (last?.label === label) last.to = to;
    else regions.push({ label, from: last?.to ?? 0, to });
  });
  return regions;
}

/**
 * Write "Fails below −46° (reads 1) and above +75° (not a digit)".
 * @param {Perturbation} perturbation
 * @param {Region | undefined} before   what is read below
 * @param {Region | undefined} after    and above
 */
function failures(perturbation, before, after) {
  const amount = (/** @type {number} */ place) => amountWords(perturbation, amountAt(perturbation, place));
  const becomes = ({ label = "" } = {}) => (label === "?" ? "not a digit" : `reads ${label}`);
  if (!before && !after) return "Never fails in this range";
  const below = before && `below ${amount(before.to)}`;
  const above = after && `above ${amount(after.from)}`;
  if (!below || !above) return `Fails ${below ?? above} (${becomes(before ?? after)})`;
  if (before.label === after.label) return `Fails ${below} and ${above} (${becomes(after)})`;
  return `Fails ${below} (${becomes(before)}) and ${above} (${becomes(after)})`;
}
