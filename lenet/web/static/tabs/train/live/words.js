// How it stands with live training, in a sentence that says what to do next; and numbers as they are written there.

import { countOf } from "../../../state/numbers.js";

/** @import {Lab, Status} from "../types.js" */

/** Where the server, or the connection, has said nothing. @type {Partial<Record<Status["phase"], (status: Status) => string>>} */
const SENTENCES = {
  missing: ({ bytes = 0 }) =>
    `MNIST is not on this server yet. Fetch it once (${megabytes(bytes)}), best the evening before a lesson; after that, training needs no internet.`,
  fetching: ({ done = 0, of = 0 }) => `Fetching MNIST: ${megabytes(done)} of ${megabytes(of)}.`,
  preparing: () => "Preparing the training digits, once. A run you start now begins when they are ready.",
  ready: () => "Draw a digit, press Start, and watch the answer find itself.",
  training: ({ seconds }) =>
    `Training${seconds === undefined ? "" : `, for ${timeWords(seconds)} at most`}. Draw, and see what it makes of it.`,
  paused: () => "Paused. Resume, train one batch, or save the weights.",
  finished: () => "Finished. Save the weights, or start another run: these curves stay.",
  watching: ({ over }) =>
    over
      ? "The run you were watching is over. You can start your own."
      : "You are watching someone else’s run, with your own drawing.",
  failed: () => "The training failed. Press Start to try again.",
};

/** What can be done where one cannot train. @param {Status} status */
const nextWords = ({ phase, here }) => {
  if (phase === "off") return " Below, a recording shows how the shipped network learned.";
  if (phase !== "busy") return "";
  return here ? " Watch it with your own drawing, or start yours when it ends." : " Start yours when it ends.";
};

/**
 * Say how it stands: first what was refused, then what to look for in an experiment, then what the server says.
 * @param {Lab} lab
 */
export function sentenceOf({ refusal, trial, status }) {
  if (refusal) return refusal;
  const isUnderWay = ["ready", "training", "paused", "finished"].includes(status.phase);
  if (trial && isUnderWay) return trial.experiment.sentence;
  return (status.sentence || (SENTENCES[status.phase]?.(status) ?? "")) + nextWords(status);
}

/** Write a size. @param {number} bytes */
export const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

/** Write how long something takes. @param {number} seconds */
const timeWords = (seconds) => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`);

/**
 * Write how far the training has come.
 * @param {Lab} lab
 */
export const seenWords = ({ training }) =>
  training ? `${countOf(training.seen ?? 0)} examples, ${countOf(Math.round(training.rate ?? 0))} batches/s` : "";

/** Write an error in per cent, or that there is none yet. @param {number | null | undefined} error */
export const errorOf = (error) => (error == null ? "" : `${error.toFixed(error < 10 ? 1 : 0)} %`);
