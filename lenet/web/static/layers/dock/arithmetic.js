// A unit's terms, and whether numbers add up as they are displayed.

import { signed } from "../../state/numbers.js";

/** @import {Part, Unit} from "../../types.js" */

export const SHOWN = 10; // terms displayed of a unit that reads a whole layer

/**
 * What one unit below adds to the sum. In the padding it is outside its map.
 * @typedef {{unit: Unit, value: number, weight: number, product: number}} Term
 */

/**
 * List a part's terms, row by row; those of a distance to a code are squared differences.
 * @param {Part} part
 * @param {string} below   the name of the layer that the part is of
 * @param {boolean} isDistance
 * @returns {Term[]}
 */
export function termsOf({ map, row, column, patch, kernel }, below, isDistance = false) {
  return patch.flatMap((values, down) =>
    values.map((value, right) => {
      const weight = kernel[down][right];
      const product = isDistance ? (value - weight) ** 2 : value * weight;
      return { unit: /** @type {Unit} */ ([below, map, row + down, column + right]), value, weight, product };
    }),
  );
}

/**
 * Split terms into the largest ones and what all the others add up to.
 * @param {Term[]} terms
 */
export function largestOf(terms) {
  const sorted = terms.toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product));
  const [shown, others] = [sorted.slice(0, SHOWN), sorted.slice(SHOWN)];
  return { shown, others: { count: others.length, sum: sumOf(others.map(({ product }) => product)) } };
}

/**
 * Add numbers.
 * @param {number[]} numbers
 */
export const sumOf = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/**
 * Say whether numbers add up to a total as they are displayed, with two decimals each.
 * @param {number[]} numbers
 * @param {number} total
 */
export const sumSign = (numbers, total) => (sumOf(numbers.map(hundredths)) === hundredths(total) ? "=" : "≈");

/**
 * Say whether two numbers have a product as all three are displayed, with two decimals each.
 * @param {number} one
 * @param {number} other
 * @param {number} product
 */
export const productSign = (one, other, product) =>
  Math.round((hundredths(one) * hundredths(other)) / 100) === hundredths(product) ? "=" : "≈";

/**
 * Round a number to hundredths, as it is displayed.
 * @param {number} number
 */
export const hundredths = (number) => Math.round(100 * Number(number.toFixed(2)));

/**
 * Write a term as an equation.
 * @param {Term} term
 * @param {boolean} isDistance
 */
export function equationOf({ value, weight, product }, isDistance = false) {
  const [one, other, result] = [value, weight, product].map((number) => signed(number, 2));
  if (isDistance) {
    const difference = (hundredths(value) - hundredths(weight)) / 100;
    return `(${one} − ${bracketed(other)})² ${productSign(difference, difference, product)} ${result}`;
  }
  return `${one} × ${other} ${productSign(value, weight, product)} ${result}`;
}

/** @param {string} number */
const bracketed = (number) => (number.startsWith("−") ? `(${number})` : number);
