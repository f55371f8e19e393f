// One signed colour scale: zero is the tile's own colour, both arms equally strong.

/** @import {Colour} from "../types.js" */

export const LEVELS = 255; // steps of each arm in a table of colours

/**
 * Read "#15171C", as the tokens are written, as [21, 23, 28].
 * @param {string} hex
 * @returns {Colour}
 */
export function rgb(hex) {
  const number = Number.parseInt(hex.trim().slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/**
 * Make a scale of two arms, each "#rrggbb, #rrggbb, ..." from zero out: it gives the colour of a value from -1 to
 * 1, clamped, linear between the stops.
 * @param {string} positive
 * @param {string} negative
 * @returns {(value: number) => Colour}
 */
export function signedScale(positive, negative) {
  const arms = [positive, negative].map((list) => list.split(",").map(rgb));
  return (value) => {
    const stops = arms[value < 0 ? 1 : 0];
    const place = Math.min(1, Math.abs(value)) * (stops.length - 1);
    const below = Math.min(Math.floor(place), stops.length - 2);
    const mix = (/** @type {0 | 1 | 2} */ c) =>
      stops[below][c] + (stops[below + 1][c] - stops[below][c]) * (place - below);
    return [mix(0), mix(1), mix(2)];
  };
}

/**
 * Write a scale as a table: byte triples for values from -1 to 1, 2 x LEVELS + 1 of them.
 * @param {(value: number) => Colour} scale
 */
export function tableOf(scale) {
  const table = new Uint8ClampedArray(3 * (2 * LEVELS + 1));
  for (let level = -LEVELS; level <= LEVELS; level++) table.set(scale(level / LEVELS), 3 * (level + LEVELS));
  return table;
}

/**
 * Look a value from -1 to 1 up in a table.
 * @param {Uint8ClampedArray} table
 * @param {number} value
 * @returns {Colour}
 */
export function colourAt(table, value) {
  const level = Math.round(Math.max(-1, Math.min(1, value)) * LEVELS) + LEVELS;
  const [red, green, blue] = table.subarray(3 * level, 3 * level + 3);
  return [red, green, blue];
}

/**
 * Look a value from -1 to 1 up in a table, as CSS writes colours.
 * @param {Uint8ClampedArray} table
 * @param {number} value
 */
export const cssColour = (table, value) => `rgb(${colourAt(table, value).join(" ")})`;

/**
 * Choose black or white, whichever is read more easily on a colour: of the two, one always has a contrast of 4.5.
 * @param {Colour} colour
 */
export const inkOn = (colour) => (luminance(colour) > EVEN ? "#000" : "#fff");

const EVEN = Math.sqrt(0.05 * 1.05) - 0.05; // the luminance at which black and white have the same contrast

/** @param {Colour} colour   its relative luminance, by WCAG */
function luminance(colour) {
  const [red, green, blue] = colour
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
