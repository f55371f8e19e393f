// The arithmetic of a distance: F6 as it stands, the class's target code, and the squared differences of the two.

import { make } from "../../controls/find.js";
import { STANDING } from "../../paint/grid.js";
import { equationOf, termsOf } from "./arithmetic.js";
import { buildCells, mapColours } from "./cells.js";
import { makeTabStop } from "./lighting.js";

/** @import {Term} from "./arithmetic.js" */
/** @import {Figures} from "./dock.js" */

/** @type {[title: string, more: string]} */
const SQUARES = ["Squared differences", ""];

/**
 * Build the figures of a unit of an OUTPUT of codes.
 * @returns {Figures}
 */
export function buildCodes() {
  const [f6, code, squares] = [false, false, true].map((isMain) => buildCells(STANDING.F6, isMain));
  makeTabStop(squares.element);
  const operator = (/** @type {string} */ sign) => make("span", { className: "operator", textContent: sign });
  const equation = (/** @type {Term} */ term) => equationOf(term, true);
  return {
    element: make(
      "div",
      { className: "codes grids" },
      f6.element,
      operator("−"),
      code.element,
      operator("→"),
      squares.element,
    ),
    show({ unit: [, map], parts }, { below, theme }) {
      const terms = parts.flatMap((part) => termsOf(part, below.name, true));
      const values = terms.map(({ value }) => value);
      const weights = terms.map(({ weight }) => weight);
      const results = terms.map(({ product }) => product);
      f6.show("F6", ", its 84 units", { values, colour: mapColours(theme, values), decimals: 1 });
      code.show("Target code", ` of ${map}`, { values: weights, colour: mapColours(theme, weights), decimals: 0 });
      squares.show(...SQUARES, { values: results, colour: mapColours(theme, results), decimals: 2 });
      squares.describe(terms.map(equation));
      return terms;
    },
    light: (term) => (term ? squares.head(equation(term), "") : squares.head(...SQUARES)),
  };
}
