// What several tests need: strokes in one line, a canvas without a page, chance that repeats itself, and patience.

/** @import {Stroke} from "../../lenet/web/static/types.js" */

/**
 * Read strokes as tests write them: "10,20 30,20.5 / 1,2" are two, of two points and one.
 * @param {string} text
 * @returns {Stroke[]}
 */
export const strokesOf = (text) =>
  text
    .split(" / ")
    .map((stroke) => stroke.split(" ").map((point) => /** @type {any} */ (point.split(",").map(Number))));

/**
 * Make a source of numbers from 0 to 1, the same ones for the same seed (mulberry32).
 * @param {number} seed
 */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Wait until every promise that can be settled now has been. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Make what stands for a canvas: of so many pixels, shown in such a box; pixels() are "red green blue alpha".
 * @param {number} width
 * @param {number} height
 */
export function canvasOf(width, height, box = { left: 0, top: 0, width, height }) {
  const data = new Uint8ClampedArray(4 * width * height);
  const context = {
    createImageData: (/** @type {number} */ wide, /** @type {number} */ high) => ({
      data: new Uint8ClampedArray(4 * wide * high),
    }),
    putImageData: (/** @type {ImageData} */ picture) => data.set(picture.data),
  };
  const canvas = {
    width,
    height,
    getContext: (/** @type {string} */ kind) => (kind === "2d" ? context : null),
    getBoundingClientRect: () => box,
    pixels: () => Array.from({ length: width * height }, (_, at) => data.slice(4 * at, 4 * at + 4).join(" ")),
  };
  return /** @type {HTMLCanvasElement & typeof canvas} */ (/** @type {unknown} */ (canvas));
}
