// Numbers as they travel and as they are written.

/** @import {Packed} from "../types.js" */

/** Write a count: "2,461,440". @param {number} count */
export const countOf = (count) => count.toLocaleString("en");

/**
 * Decode the bytes of base64 text.
 * @param {string} base64
 */
export function bytesOf(base64) {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at); // `from` is many times slower
  return bytes;
}

/**
 * Unpack a half-precision array, in the same order.
 * @param {Packed} packed
 */
export function halvesOf({ data }) {
  const halves = new Uint16Array(bytesOf(data).buffer);
  const numbers = new Float32Array(halves.length);
  for (let at = 0; at < halves.length; at++) numbers[at] = half(halves[at]);
  return numbers;
}

/**
 * Convert 16 bits to the number that they stand for (IEEE 754 binary16; the network has no infinities).
 * @param {number} bits
 */
export function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * POWERS[exponent];
}

const POWERS = Array.from({ length: 32 }, (_, exponent) => 2 ** (exponent - 15)); // `**` takes most of the time

/**
 * Write a probability in per cent with one decimal, never 0 or 100: no network is that sure.
 * @param {number} probability
 */
export function percent(probability) {
  if (probability < 0.001) return "<0.1 %";
  if (probability > 0.999) return ">99.9 %";
  return `${(probability * 100).toFixed(1)} %`;
}

/**
 * Write a number with a real minus sign; what rounds to zero has none.
 * @param {number} number
 * @param {number} decimals
 */
export function signed(number, decimals) {
  const written = number.toFixed(decimals);
  return Number(written) === 0 ? written.replace("-", "") : written.replace("-", "−");
}

/**
 * Write a number with its sign, plus too, and two decimals.
 * @param {number} number
 */
export const withSign = (number) => (number < 0 ? signed(number, 2) : `+${number.toFixed(2)}`);

/**
 * Find the largest |value|, or `least` if that is larger.
 * @param {Iterable<number>} values
 */
export function largest(values, least = 0) {
  let most = least;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/**
 * Find where the colours of weights end: at the 99th percentile of |weights|, so that one outlier leaves the others
 * no paler. Connections that are absent, whose weight is 0, do not count.
 * @param {Float32Array} weights
 */
export function limitOfWeights(weights) {
  const sizes = weights
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort();
  return sizes[Math.ceil(0.99 * sizes.length) - 1];
}

/**
 * Find the index of the largest of some numbers.
 * @param {ArrayLike<number>} values
 */
export const best = (values) => Array.prototype.indexOf.call(values, Math.max(...Array.from(values)));

/**
 * Write text so that HTML shows it as it is.
 * @param {string} text
 */
export const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
