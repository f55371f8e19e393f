// What there is to say of an answer: the same for the reading and for every network compared.

/** @import {Reading} from "../types.js" */

const SURE = 0.5; // the likeliest class must exceed the second by this margin, or both are shown

/**
 * Tell an answer as one character: the digit, or "?".
 * @param {Pick<Reading, "verdict" | "top3">} reading
 */
export const answerOf = ({ verdict, top3 }) => (verdict === null ? "?" : String(top3[0][0]));

const CHANCE = 0.2; // up to which even the likeliest class is hardly likelier than one in ten

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

/**
 * Tell whether all ten classes are about as likely, so that the first ones mean nothing.
 * @param {Pick<Reading, "verdict" | "top3"> | null} reading
 */
export const isNearChance = (reading) => stateOf(reading) === "unsure" && (reading?.top3[0][1] ?? 1) < CHANCE;

/**
 * Say why an answer is no sure digit, or "" where it is one.
 * @param {Pick<Reading, "verdict" | "top3"> | null} packet
 * @param {number} rejectAbove   the network's threshold
 */
export function reasonFor(packet, rejectAbove) {
  const state = stateOf(packet);
  if (packet === null || state === "empty" || state === "sure") return "";
  const [[first], [second]] = packet.top3;
  if (state === "rejected") {
    return `Rejected: “not a digit” is above ${(100 * rejectAbove).toFixed(0)} %.`;
  }
  return isNearChance(packet)
    ? "All ten classes are about equally likely."
    : `${first} leads ${second} by less than ${100 * SURE} points.`;
}
