// Scales of a chart's axes: where they end, where their numbers stand, and where a value lies on them.

/**
 * A scale: place(value) is from 0 at its beginning to 1 at its end; what lies beyond is drawn at the end.
 * @typedef {{ticks: number[], place: (value: number) => number}} Scale
 */

/** @param {number} place */
const within = (place) => Math.min(1, Math.max(0, place));

/** Probabilities, from 0 to 1. @type {Scale} */
export const SHARES = { ticks: [0, 0.5, 1], place: within };

/**
 * Make an even scale between two values, with numbers at multiples of a step.
 * @param {number} from
 * @param {number} to
 * @returns {Scale}
 */
export function evenScale(from, to, step = roundStep((to - from) / 5)) {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return {
    ticks: Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12))),
    place: (value) => within((value - from) / (to - from)),
  };
}

/**
 * Make an even scale from 0 to the first round number that is not below the largest value.
 * @param {number} largest   above 0
 */
export function scaleFromZero(largest) {
  const step = roundStep(largest / 5);
  return evenScale(0, Math.ceil(largest / step - 1e-9) * step, step);
}

/**
 * Make a logarithmic scale between two values, with a number at 1, 2 and 5 of each power of ten, or at the powers alone.
 * @param {number} least   above 0
 * @param {number} largest   above the least
 * @returns {Scale}
 */
export function logScale(least, largest, powersAlone = false) {
  const all = roundNumbers(least, largest).filter((each) => !powersAlone || Number.isInteger(Math.log10(each)));
  const ticks = all.filter((each) => each >= least && each <= largest);
  return { ticks, place: (value) => within(Math.log(value / least) / Math.log(largest / least)) };
}

/**
 * Make a scale on which some values lie equally far from each other, and between two of them equal ratios do; the
 * first may be 0, and has no ratio to the second. Numbers stand at the ends' powers of ten, and at the first value.
 * @param {number[]} stops   in ascending order
 * @returns {Scale}
 */
export function scaleThrough(stops) {
  const last = stops.length - 1;
  const powers = logScale(stops[1], stops[last], true).ticks;
  return {
    ticks: [stops[0], ...powers],
    place(value) {
      const next = stops.findIndex((stop) => stop >= value);
      if (next <= 0) return next === 0 ? 0 : 1;
      const [low, high] = [stops[next - 1], stops[next]];
      const share = low > 0 ? Math.log(value / low) / Math.log(high / low) : value / high;
      return (next - 1 + share) / last;
    },
  };
}

/**
 * Find the nearest round numbers around two values: no larger than the least, no smaller than the largest.
 * @param {number} least   above 0
 * @param {number} largest   above the least
 * @returns {[number, number]}
 */
export function roundEnds(least, largest) {
  const steps = roundNumbers(least, largest);
  return [steps.findLast((each) => each <= least) ?? least, steps.find((each) => each >= largest) ?? largest];
}

/** Find the smallest round step that is not below a number above 0. @param {number} least */
const roundStep = (least) => roundNumbers(least, least).find((each) => each >= least * (1 - 1e-9)) ?? least;

/**
 * List 1, 2 and 5 of each power of ten, from below the least to above the largest.
 * @param {number} least
 * @param {number} largest
 */
function roundNumbers(least, largest) {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(largest))];
  const powers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return powers.flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
}
