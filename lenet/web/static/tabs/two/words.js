// What lies between two drawings, in words.

import { isPicture } from "../../state/drawing.js";
import { best } from "../../state/numbers.js";

/** @import {Between, Comparison} from "./comparison.js" */

/** @typedef {{label: string, from: number, to: number}} Run   steps in a row with one answer: a digit, or "?" */

const MOST_ANSWERS = 5; // along a way that are told one by one
const NUMBERS = ["no", "one", "two", "three", "four", "five", "six"];

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
 * Write "Morphing from the kept drawing to this one, the answer flips from 3 to 8 at 44 %.", as HTML; an answer changes
 * midway between two steps.
 * @param {Run[]} runs
 * @param {number} last   step
 */
export function morphWords(runs, last) {
  const name = (/** @type {Run} */ { label }) => (label === "?" ? "“not a digit”" : `<b>${label}</b>`);
  const [first, final] = [runs[0], runs[runs.length - 1]];
  const flips = runs.slice(1).map((run, at) => `to ${name(run)} at ${shareOf(runs[at].to + 0.5, last)}`);
  const becomes = () => {
    if (flips.length === 0) return `stays ${name(first)} throughout`;
    if (runs.length > MOST_ANSWERS) return `flips ${flips.length} times, from ${name(first)} to ${name(final)}`;
    return `flips from ${name(first)} ${flips.join(", ")}`;
  };
  return `Morphing from the kept drawing to this one, the answer ${becomes()}.`;
}

/**
 * Write how the digits between are made.
 * @param {Pick<Comparison, "question" | "kept" | "between">} comparison
 */
export function howWords({ question: { drawing }, kept, between }) {
  const [before, now] = [kept.strokes.length, drawing.strokes.length];
  const strokes = (/** @type {number} */ count) => `${NUMBERS[count] ?? count} stroke${count === 1 ? "" : "s"}`;
  if (between.way === "strokes") {
    return `Both drawings have ${strokes(now)}, so the morph moves each point in a straight line; every step goes through the normal preprocessing.`;
  }
  const unlike =
    before === now
      ? "the drawings have too many points"
      : `one drawing has ${strokes(before)} and the other ${strokes(now)}`;
  const why = isPicture(kept) || isPicture(drawing) ? "a photo has no strokes" : unlike;
  return `The ink of the two preprocessed digits is blended in proportion, because ${why}.`;
}
