// What there is to say of an answer: the same for the reading and for every network compared.

/** @import {Reading} from "../types.js" */

const SURE = 0.5; // the likeliest class must exceed the second by this margin, or both are shown

/**
 * Tell an answer as one character: the digit, or "?".
 * @param {Pick<Reading, "verdict" | "top3">} reading
 */
export const answerOf = ({ verdict, top3 }) => (verdict === null ? "?" : String(top3[0][0]));

/**
 * Tell what an answer is: nothing drawn, no digit, one of two, or one.
 * @param {Pick<Reading, "verdict" | "top3"> | null | undefined} reading
 * @returns {"empty" | "rejected" | "unsure" | "sure"}
 */
export function stateOf(reading) {
  if (!reading) return "empty";
  if (reading.verdict === null) return "rejected";
  const [[, first], [, second]] = reading.top3;
  return first - second < SURE ? "unsure" : "sure";
}
