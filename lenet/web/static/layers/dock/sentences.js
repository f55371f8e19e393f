// Words about units: which one it is, what it reads, and how its value comes about.

import { STANDING } from "../../paint/grid.js";
import { isOfCodes } from "../../state/networks.js";
import { fieldsOf, sizeOf } from "../../state/receptive_fields.js";

/** @import {Arithmetic, Layer, Unit} from "../../types.js" */

/**
 * Write a layer's name as the page has it.
 * @param {string} name
 */
export const titleOf = (name) => (name === "OUTPUT" ? "Output" : name);

/**
 * Write which map a unit is in, or which unit of its layer it is, and where in its map it stands.
 * @param {Unit} unit
 * @returns {[title: string, place: string]}
 */
export function unitWords([name, map, row, column]) {
  if (STANDING[name]) return [`${titleOf(name)}, ${name === "OUTPUT" ? "class" : "unit"} ${map}`, ""];
  return [`${titleOf(name)}, map ${map}`, `row ${row}, column ${column}`];
}

/**
 * Write which unit this is, in one line.
 * @param {Unit} unit
 */
export function unitTitle(unit) {
  const [title, place] = unitWords(unit);
  return [title.replace(",", ""), place].filter(Boolean).join(", ");
}

/**
 * Write what a unit reads and does with it, a sentence each.
 * @param {Arithmetic} arithmetic
 * @param {Layer[]} layers   from the input on
 * @returns {string[]}
 */
export function whatWords({ unit, parts }, layers) {
  const [name, map] = unit;
  const depth = layers.findIndex((each) => each.name === name);
  const [layer, below] = [layers[depth], layers[depth - 1]];
  if (isOfCodes(layer)) {
    return [`Minus the squared distance between ${below.name} and the target code of ${map}. Nothing here is learned.`];
  }
  return [fieldWords(layers, unit), doesWords(layer, below, map, parts.length)].filter(Boolean);
}

/**
 * @param {Layer[]} layers   from the input on
 * @param {Unit} unit
 */
function fieldWords(layers, unit) {
  const [{ top, left, bottom, right }] = fieldsOf(layers, unit);
  const [height, width] = sizeOf(layers[0]);
  if (bottom - top === height && right - left === width) return "Receptive field: the whole input.";
  return `Receptive field: ${bottom - top}×${right - left} pixels.`;
}

/**
 * @param {Layer} layer
 * @param {Layer} below
 * @param {number} map
 * @param {number} count   of the parts
 */
function doesWords({ shape, window, parameters }, below, map, count) {
  if (window === null) return `The ${count} units of ${below.name}, each times its own weight.`;
  const [kernel, stride] = window;
  if (stride > 1) {
    const cells = `${kernel}×${kernel} cells of ${below.name} map ${map}`;
    if (parameters === 0) return `The mean of ${cells}: nothing to learn.`;
    return `${cells}, summed, times a trainable coefficient.`;
  }
  const [height] = sizeOf({ shape });
  if (height === 1)
    return `All of ${below.name}, each cell times its own weight: ${count} maps of ${kernel}×${kernel}.`;
  if (count === 1) return `The same ${kernel * kernel} weights are used at every position of this map: weight sharing.`;
  return `${spelled(count)} ${kernel}×${kernel} patches of ${below.name}, each multiplied by its kernel.`;
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six"];

/** @param {number} count */
const spelled = (count) => NUMBERS[count] ?? String(count);
