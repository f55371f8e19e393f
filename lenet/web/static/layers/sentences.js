// The band's words: of layers' sizes, of units, and of how a unit's value comes about.

import { STANDING } from "../paint/grid.js";
import { isOfCodes } from "../state/networks.js";
import { escaped, signed } from "../state/numbers.js";
import { fieldsOf } from "../state/receptive_fields.js";

/** @import {Arithmetic, Layer, Unit} from "../types.js" */

export const STRONGEST = 10; // parts shown where there are more

/**
 * Write a layer's name as the page has it.
 * @param {string} name
 */
export const titleOf = (name) => (name === "OUTPUT" ? "Output" : name);

/**
 * Write which unit this is.
 * @param {Unit} unit
 */
export function unitTitle([name, map, row, column]) {
  if (!STANDING[name]) return `${name} map ${map}, row ${row}, column ${column}`;
  return `${titleOf(name)} ${name === "OUTPUT" ? "class" : "unit"} ${map}`;
}

/**
 * Write what a unit reads, and what it does with it.
 * @param {Arithmetic} arithmetic
 * @param {Layer[]} layers   from the input on
 */
export function whatWords({ unit, parts }, layers) {
  const [name, map] = unit;
  const depth = layers.findIndex((each) => each.name === name);
  const [layer, below] = [layers[depth], layers[depth - 1]];
  if (isOfCodes(layer)) return `minus the squared distance of F6’s 84 units to the code of ${map}`;
  const [{ top, left, bottom, right }] = fieldsOf(layers, unit);
  return `${doesWords(layer, below, map, parts.length)} · sees ${bottom - top}×${right - left} px of the input`;
}

/**
 * @param {Layer} layer
 * @param {Layer} below
 * @param {number} map
 * @param {number} count   of the parts
 */
function doesWords({ name, window, parameters }, below, map, count) {
  if (window === null) return `${count} units of ${below.name}, each times its weight`;
  if (name.startsWith("S")) {
    const cells = `four cells of ${below.name} map ${map}`;
    return parameters === 0 ? `the mean of ${cells}` : `${cells}, added, times a coefficient`;
  }
  const [kernel] = window;
  const patches = count === 1 ? "one patch" : `${count} patches`;
  return `${patches} of ${kernel}×${kernel} in ${below.name}, each times its kernel`;
}

/**
 * Write how the parts make the unit's value, as HTML.
 * @param {Arithmetic} arithmetic
 * @param {Layer} below
 */
export function sumWords({ parts, bias, before, after, squash }, below) {
  const sum = parts.reduce((total, part) => total + part.sum, 0);
  const total = (/** @type {number} */ shown) => `<b data-total="${sum}">${signed(shown, 2)}</b>`;
  const result = `<b>${signed(after, 2)}</b>`;
  if (below.name === "F6" && bias === null) return `distance ${total(-sum)}, so the output is ${result}`;
  const all = parts.length > STRONGEST && below.name !== "F6" ? ` <small>(of all ${parts.length})</small>` : "";
  const squashed = `<span data-after="${after}">${squashWords(squash, before, result)}</span>`;
  return `sum ${total(sum)}${all}${bias === null ? "" : biasWords(sum, bias, before)}${squashed}`;
}

/**
 * @param {number} sum
 * @param {number} bias
 * @param {number} before
 */
function biasWords(sum, bias, before) {
  const [first, second, third] = [sum, bias, before].map((value) => Math.round(100 * value));
  const equals = first + second === third ? "=" : "≈"; // rounded numbers need not add up
  return ` + bias <b data-bias="${bias}">${signed(bias, 2)}</b> ${equals} <b data-before="${before}">${signed(before, 2)}</b>`;
}

/**
 * @param {string | null} squash
 * @param {number} before
 * @param {string} result   of the squash
 */
function squashWords(squash, before, result) {
  if (squash === null) return "";
  if (squash === "ReLU") return before > 0 ? "ReLU keeps it" : "ReLU cuts it to 0";
  return `${escaped(squash)} makes it ${result}`;
}
