// Where the sliders of settings that span decades can stand.

const STEPS = [1, 1.5, 2, 3, 5, 7]; // of each power of ten: about equal ratios apart

/**
 * List round numbers from the least to the largest, both among them.
 * @param {number} least   above 0
 * @param {number} largest
 */
export function stopsBetween(least, largest) {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(largest))];
  const powers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const all = powers.flatMap((power) => STEPS.map((step) => Number(`${step}e${power}`)));
  return [least, ...all.filter((each) => each > least && each < largest), largest];
}

/**
 * Find the stop that is nearest to a value, by their ratio.
 * @param {number[]} stops
 * @param {number} value
 */
export function nearestStop(stops, value) {
  const distance = (/** @type {number} */ stop) => Math.abs(Math.log(stop / value));
  return stops.reduce((best, stop, at) => (distance(stop) < distance(stops[best]) ? at : best), 0);
}
