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
 * Write "the answer flips from 3 to 8 at 44 %", as HTML; an answer changes midway between two steps.
 * @param {Run[]} runs
 * @param {number} last   step
 */
export function wayWords(runs, last) {
  const name = (/** @type {Run} */ { label }) => (label === "?" ? "“not a digit”" : `<b>${label}</b>`);
  const [first, final] = [runs[0], runs[runs.length - 1]];
  if (runs.length === 1) return `the answer stays ${name(first)}`;
  if (runs.length > MOST_ANSWERS)
    return `the answer changes ${runs.length - 1} times, from ${name(first)} to ${name(final)}`;
  const flips = runs.slice(1).map((run, at) => `to ${name(run)} at ${shareOf(runs[at].to + 0.5, last)}`);
  return `the answer flips from ${name(first)} ${flips.join(", then ")}`;
}

/**
 * Write how the digits between are made.
 * @param {Pick<Comparison, "question" | "kept" | "between">} comparison
 */
export function howWords({ question: { drawing }, kept, between }) {
  const [before, now] = [kept.strokes.length, drawing.strokes.length];
  const strokes = (/** @type {number} */ count) => (count === 1 ? "one stroke" : `${count} strokes`);
  if (between.way === "strokes") {
    return `Both drawings have ${strokes(now)}, so the morph moves each point in a straight line; every step goes through the normal preprocessing.`;
  }
  const unlike =
    before === now
      ? "The drawings have too many points to move"
      : `One drawing has ${strokes(before)}, the other ${strokes(now)}`;
  const why = isPicture(kept) || isPicture(drawing) ? "A photo has no strokes" : unlike;
  return `${why}, so the morph fades the pixels of one into the other.`;
}

/**
 * Write which curves are which.
 * @param {string} first   answer along the way
 * @param {string} final
 */
export function curveWords(first, final) {
  const named = [...new Set([first, final])].filter((label) => label !== "?");
  return named.length ? `Thick lines: ${named.join(" and ")}; thin: the other classes.` : "Lines: the ten classes.";
}
