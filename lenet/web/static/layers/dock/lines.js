// How a unit's terms become its value, as lines of words and numbers: sum, bias, activation function.

import { isOfCodes } from "../../state/networks.js";
import { signed } from "../../state/numbers.js";
import { activationName } from "../operations.js";
import { ACTIVATIONS } from "./activation.js";
import { hundredths, largestOf, productSign, sumOf, sumSign, termsOf } from "./arithmetic.js";

/** @import {Arithmetic, Layer, Part} from "../../types.js" */

/**
 * sign: says of a result whether the numbers displayed lead to it, or only those that they are rounded from.
 * @typedef {{name: string, words: string, value: number, sign: "" | "=" | "≈"}} Line
 */

/**
 * Tell whether a layer reads blocks of one map: its window moves by more than one cell.
 * @param {Layer} layer
 */
export const isSubsampling = ({ window }) => window !== null && window[1] > 1;

/**
 * List what leads to the unit's value.
 * @param {Arithmetic} arithmetic
 * @param {Layer} layer
 * @returns {Line[]}
 */
export function linesOf({ parts, bias, before, squash }, layer) {
  const lines = isSubsampling(layer) ? blockLines(parts[0], bias) : [totalLine(parts, layer)];
  if (bias !== null) lines.push({ name: "bias", words: "+ bias", value: bias, sign: "" });
  if (bias !== null && squash !== null) {
    const product = lines.slice(0, -1).reduce((all, { value }) => all * Number(value.toFixed(2)), 1);
    const sign = sumSign([product, bias], before);
    lines.push({ name: "before", words: `before ${activationName(squash)}`, value: before, sign });
  }
  return lines;
}

/**
 * @param {Part} part
 * @param {number | null} bias   null: the block's mean is taken
 * @returns {Line[]}
 */
function blockLines({ patch, kernel }, bias) {
  const cells = patch.flat();
  const sum = sumOf(cells);
  /** @type {Line} */
  const first = { name: "cells", words: `sum of ${cells.length} cells`, value: sum, sign: sumSign(cells, sum) };
  if (bias === null) return [first];
  return [first, { name: "coefficient", words: "× coefficient", value: kernel[0][0], sign: "" }];
}

/**
 * @param {Part[]} parts
 * @param {Layer} layer
 * @returns {Line}
 */
function totalLine(parts, layer) {
  const sums = parts.map(({ sum }) => sum);
  const value = sumOf(sums);
  if (isOfCodes(layer)) return { name: "total", words: "squared distance", value: -value, sign: "" };
  if (layer.shape[1] > 1 && parts.length > 1) {
    return { name: "total", words: `sum of ${parts.length} pairs`, value, sign: sumSign(sums, value) };
  }
  const terms = parts.flatMap((part) => termsOf(part, ""));
  const products = terms.map(({ product }) => product);
  const { shown, others } = largestOf(terms);
  const displayed = parts.length === 1 ? products : [...shown.map(({ product }) => product), others.sum];
  return { name: "total", words: "sum of products", value, sign: sumSign(displayed, value) };
}

/**
 * Say what is done last, and the value that it gives.
 * @param {Arithmetic} arithmetic
 * @param {Layer} layer
 * @returns {Line}
 */
export function resultOf({ parts, bias, before, after, squash }, layer) {
  const result = { name: "after", value: after };
  if (squash !== null) return { ...result, ...squashed(squash, before, after) };
  if (isOfCodes(layer)) return { ...result, words: "minus the distance", sign: "=" };
  if (bias === null) {
    const [patch, kernel] = [parts[0].patch.flat(), parts[0].kernel[0][0]];
    return { ...result, words: `mean: ÷ ${patch.length}`, sign: productSign(sumOf(patch), kernel, after) };
  }
  return { ...result, words: "logit", sign: sumSign([sumOf(parts.map(({ sum }) => sum)), bias], after) };
}

/**
 * @param {string} squash
 * @param {number} before
 * @param {number} after
 * @returns {Pick<Line, "words" | "sign">}
 */
function squashed(squash, before, after) {
  const { of, words } = ACTIVATIONS[squash];
  const value = of(Number(before.toFixed(2)));
  return { words: words(signed(before, 2)), sign: hundredths(value) === hundredths(after) ? "=" : "≈" };
}
