// What a unit adds up, in figures: patches with their kernels, the strongest terms, or F6 against a class's code.

import { make } from "../controls/find.js";
import { gridOf, paintGrid, STANDING } from "../paint/grid.js";
import { isOfCodes } from "../state/networks.js";
import { largest, signed, withSign } from "../state/numbers.js";
import { STRONGEST } from "./sentences.js";

/** @import {Arithmetic, Layer, Part, Theme} from "../types.js" */

/**
 * Make the figures of the parts, of the strongest where there are many.
 * @param {Arithmetic} arithmetic
 * @param {Layer} layer
 * @param {Layer} below   the layer that it reads
 * @param {Theme["table"]} table
 * @returns {HTMLElement[]}
 */
export function figuresOf({ parts }, layer, below, table) {
  if (isOfCodes(layer)) return codeFigures(parts, below, table);
  const strongest = parts.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum)).slice(0, STRONGEST);
  if (parts[0].patch.length === 1) return termLists(strongest, below);
  const steepest = largest(parts.flatMap(({ kernel }) => kernel.flat()));
  const shown = parts.length <= STRONGEST ? parts : strongest;
  return shown.map((part) => pairFigure(part, below, steepest, table));
}

/**
 * Show a patch, its kernel, and the sum of their product.
 * @param {Part} part
 * @param {Layer} below
 * @param {number} steepest   |weight| at which a kernel's colours end
 * @param {Theme["table"]} table
 */
function pairFigure({ map, row, column, patch, kernel, sum }, below, steepest, table) {
  const title = `${below.name} map ${map}, from row ${row}, column ${column}`;
  const patchGrid = painted(patch, title, below.limit, table);
  const kernelGrid = painted(kernel, `kernel for ${below.name} map ${map}`, steepest, table);
  const number = make("small", { textContent: below.name === "Input" ? "" : `${map}` });
  const caption = make("figcaption", {}, number, ` ${withSign(sum)}`);
  caption.dataset.sum = String(sum);
  const figure = make("figure", { title }, patchGrid, "×", kernelGrid, caption);
  if (patch.length === 2) {
    patchGrid.title = rounded(patch).join("  ");
    kernelGrid.title = rounded(kernel).join("  ");
    const textContent = `(${rounded(patch).join(" + ")}) × ${signed(kernel[0][0], 2)}`;
    figure.append(make("p", { className: "cells", textContent }));
  }
  return figure;
}

/** @param {number[][]} cells */
const rounded = (cells) => cells.flat().map((value) => signed(value, 2));

/**
 * @param {number[][]} cells
 * @param {string} label
 * @param {number} limit
 * @param {Theme["table"]} table
 */
function painted(cells, label, limit, table) {
  const grid = gridOf(cells.length, cells[0].length, label);
  paintGrid(grid, cells.flat(), limit, table);
  return grid;
}

/**
 * List the strongest terms for and against, one per line: unit, value times weight, product.
 * @param {Part[]} strongest
 * @param {Layer} below
 */
function termLists(strongest, below) {
  const lists = { for: strongest.filter(({ sum }) => sum >= 0), against: strongest.filter(({ sum }) => sum < 0) };
  return Object.entries(lists).map(([heading, parts]) => {
    const lines = parts.map((part) => termLine(part, below));
    if (lines.length === 0) lines.push(make("li", { textContent: "none" }));
    return make("ol", { className: "terms" }, make("li", { className: "heading", textContent: heading }), ...lines);
  });
}

/**
 * @param {Part} part
 * @param {Layer} below
 */
function termLine({ map, patch, kernel, sum }, below) {
  const unit = make("span", { textContent: `${below.name} ${map}` });
  const product = make("span", { textContent: `${signed(patch[0][0], 2)} × ${signed(kernel[0][0], 2)}` });
  const line = make("li", {}, unit, product, make("b", { textContent: withSign(sum) }));
  line.dataset.sum = String(sum);
  return line;
}

/**
 * Show F6 as 7×12, the class's code, and what each cell adds to the distance.
 * @param {Part[]} parts
 * @param {Layer} below
 * @param {Theme["table"]} table
 */
function codeFigures(parts, below, table) {
  const distances = parts.map(({ sum }) => -sum);
  return [
    codeFigure(
      "F6",
      parts.map(({ patch }) => patch[0][0]),
      below.limit,
      table,
    ),
    codeFigure(
      "code",
      parts.map(({ kernel }) => kernel[0][0]),
      1,
      table,
    ),
    codeFigure("squared difference", distances, Math.max(...distances), table),
  ];
}

/**
 * @param {string} words
 * @param {number[]} values
 * @param {number} limit
 * @param {Theme["table"]} table
 */
function codeFigure(words, values, limit, table) {
  const grid = gridOf(...STANDING.F6, words);
  paintGrid(grid, values, limit, table);
  return make("figure", { className: "code" }, grid, make("figcaption", { textContent: words }));
}
