// The axes of the comparisons' charts: where they end, where their numbers stand, and where a value lies on them.

/**
 * An axis: place(value) is from 0 at its beginning to 1 at its end; what lies beyond is drawn at the end.
 * @typedef {{ticks: number[], place: (value: number) => number}} Axis
 */

/** @param {number} place */
const within = (place) => Math.min(1, Math.max(0, place));

/**
 * Make an even axis from 0 to the first round number that is not below the largest value.
 * @param {number} largest   above 0
 * @returns {Axis}
 */
export function evenAxis(largest) {
  const step = roundSteps(largest / 5, largest).find((each) => each * 5 >= largest) ?? largest;
  const count = Math.ceil(largest / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
  return { ticks, place: (value) => within(value / ticks[count]) };
}

/**
 * Make a logarithmic axis between two values, with a number at 1, 2 and 5 of each power of ten, or at the powers alone.
 * @param {number} least   above 0
 * @param {number} largest   above the least
 * @returns {Axis}
 */
export function logAxis(least, largest, powersAlone = false) {
  const all = roundSteps(least, largest).filter((each) => !powersAlone || Number.isInteger(Math.log10(each)));
  const ticks = all.filter((each) => each >= least && each <= largest);
  return { ticks, place: (value) => within(Math.log(value / least) / Math.log(largest / least)) };
}

/**
 * Find the nearest round numbers around two values: no larger than the least, no smaller than the largest.
 * @param {number} least   above 0
 * @param {number} largest   above the least
 * @returns {[number, number]}
 */
export function roundEnds(least, largest) {
  const steps = roundSteps(least, largest);
  return [steps.findLast((each) => each <= least) ?? least, steps.find((each) => each >= largest) ?? largest];
}

/**
 * List 1, 2 and 5 of each power of ten, from below the least to above the largest.
 * @param {number} least
 * @param {number} largest
 */
function roundSteps(least, largest) {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(largest))];
  const powers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return powers.flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
}
