// Checkpoints of training in words.

import { countOf } from "../../../state/numbers.js";

/** @import {Checkpoint} from "../../../types.js" */

export const EXAMPLES = "training examples";
export const COUNTED = `${EXAMPLES} (in whole batches)`; // a little more: the last batch of an epoch is smaller

/**
 * Get a checkpoint's validation error, in per cent.
 * @param {Checkpoint} checkpoint
 */
export const errorOf = ({ errors }) => errors["MNIST error"];

/** Write an error. @param {number} error   in per cent */
export const errorWords = (error) => `${error.toFixed(error < 10 ? 2 : 0)} %`;

/**
 * Write "about 2,500,000".
 * @param {Checkpoint} checkpoint
 */
export const seen = ({ digits }) => (digits === 0 ? "0" : `about ${countOf(Number(digits.toPrecision(2)))}`);

/**
 * Write "after about 2,500,000 training examples".
 * @param {Checkpoint} checkpoint
 */
export const seenWords = (checkpoint) =>
  checkpoint.digits === 0 ? "before training" : `after ${seen(checkpoint)} ${EXAMPLES}`;

/**
 * Write from which checkpoint on the answer stays the final one.
 * @param {Checkpoint[]} checkpoints
 * @param {number[]} answers
 */
export function sinceWords(checkpoints, answers) {
  const final = answers[answers.length - 1];
  const at = answers.findLastIndex((answer) => answer !== final) + 1;
  return at === 0 ? "the untrained network" : `${seen(checkpoints[at])} ${EXAMPLES}`;
}
