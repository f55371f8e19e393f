// Where a digit's ink lies in its pixels.

import { BOX, CENTRE, SIDE } from "../constants.js";

/** @import {Point} from "../types.js" */

/**
 * Where a digit's ink lies, in pixels.
 * @typedef {object} Place
 * @property {Point} mass     its centre
 * @property {Point} corner   the upper left one of its box of 20x20
 * @property {number} off     how far its centre of mass lies from where MNIST has it
 */

/**
 * Measure a digit: everything follows from its pixels.
 * @param {Uint8Array} ink   28 x 28
 * @returns {Place | null}   null: there is none
 */
export function placeOf(ink) {
  let [mass, x, y] = [0, 0, 0];
  const darkest = { row: new Array(SIDE).fill(0), column: new Array(SIDE).fill(0) };
  ink.forEach((value, index) => {
    if (value === 0) return;
    const [row, column] = [Math.floor(index / SIDE), index % SIDE];
    mass += value;
    x += value * column;
    y += value * row;
    darkest.row[row] = Math.max(darkest.row[row], value / 255);
    darkest.column[column] = Math.max(darkest.column[column], value / 255);
  });
  if (mass === 0) return null;
  return {
    mass: [x / mass, y / mass],
    corner: [middleOf(darkest.column) - BOX / 2, middleOf(darkest.row) - BOX / 2],
    off: Math.hypot(x / mass - CENTRE, y / mass - CENTRE),
  };
}

/**
 * Find the middle between the first and the last ink, grey edges counted by how dark they are.
 * @param {number[]} darkest
 */
function middleOf(darkest) {
  const first = darkest.findIndex((share) => share > 0);
  const last = darkest.findLastIndex((share) => share > 0);
  return (first + 1 - darkest[first] + last + darkest[last]) / 2;
}
