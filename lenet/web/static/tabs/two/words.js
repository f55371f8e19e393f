// What lies between two drawings, in words.

import { isPicture } from "../../state/drawing.js";
import { best } from "../../state/numbers.js";

/** @import {Between, Comparison} from "./comparison.js" */

/** @typedef {{label: string, from: number, to: number}} Run   steps in a row with one answer: a digit, or "?" */

const MOST_ANSWERS = 5; // along a way that are told one by one

/**
 * Write how far along the way a step is.
 * @param {number} step
 * @param {number} last
 */
export const shareOf = (step, last) => `${Math.round((100 * step) / last)} %`;

/**
 * Find the answers along the way.
 * @param {Pick<Between, "probabilities" | "rejected">} between
 */
export function runsOf({ probabilities, rejected }) {
  /** @type {Run[]} */
  const runs = [];
  probabilities.forEach((each, step) => {
    const label = rejected[step] ? "?" : String(best(each));
    const run = runs[runs.length - 1];
    if (run?.label === label) run.to = step;
    else runs.push({ label, from: step, to: step });
  });
  return runs;
}

/**
 * Write "reads 3 until 44 %, then 8", as HTML; an answer changes midway between two steps.
 * @param {Run[]} runs
 * @param {number} last   step
 */
export function wayWords(runs, last) {
  const name = (/** @type {Run} */ { label }) => (label === "?" ? "“not a digit”" : `<b>${label}</b>`);
  const [first, final] = [runs[0], runs[runs.length - 1]];
  if (runs.length === 1) return `reads ${name(first)} all the way`;
  if (runs.length > MOST_ANSWERS)
    return `changes its answer ${runs.length - 1} times, from ${name(first)} to ${name(final)}`;
  const parts = runs.slice(0, -1).map((run) => `${name(run)} until ${shareOf(run.to + 0.5, last)}`);
  return `reads ${parts.join(", ")}, then ${name(final)}`;
}

/**
 * Write how the digits between are made.
 * @param {Pick<Comparison, "question" | "kept" | "between">} comparison
 */
export function howWords({ question: { drawing }, kept, between }) {
  const [before, now] = [kept.strokes.length, drawing.strokes.length];
  const strokes = (/** @type {number} */ count) => `${count} stroke${count === 1 ? "" : "s"}`;
  if (between.way === "strokes") {
    return `Between: both have ${strokes(now)}, so points move in straight lines, stroke by stroke as they were drawn; each step is placed and inked like any drawing.`;
  }
  const unlike = before === now ? "for so many points" : `as one has ${strokes(before)} and the other ${strokes(now)}`;
  const why = isPicture(kept) || isPicture(drawing) ? "as a picture has no strokes" : unlike;
  return `Between: the two placed digits’ ink is mixed in proportion, ${why}.`;
}

/**
 * Write which curves are which.
 * @param {string} first   answer along the way
 * @param {string} final
 */
export function curveWords(first, final) {
  const named = [...new Set([first, final])].filter((label) => label !== "?");
  return named.length
    ? `Thick: the probability of ${named.join(" and of ")}; thin: of the other classes.`
    : "Lines: the probabilities of the ten classes.";
}
