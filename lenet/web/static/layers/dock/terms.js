// The arithmetic of a unit that reads a whole layer: its largest terms, a row each, and all the others together.

import { make } from "../../controls/find.js";
import { STANDING } from "../../paint/grid.js";
import { largest, signed, withSign } from "../../state/numbers.js";
import { largestOf, productSign, SHOWN, termsOf } from "./arithmetic.js";
import { makeTabStop } from "./lighting.js";

/** @import {Term} from "./arithmetic.js" */
/** @import {Figures} from "./dock.js" */

/**
 * Build the figures of a unit of C5, F6 or a linear OUTPUT.
 * @returns {Figures}
 */
export function buildTerms() {
  const heading = make("figcaption");
  const rows = Array.from({ length: SHOWN }, (_, at) => buildRow(at));
  const others = buildRow(null);
  const list = make("ol", { className: "term-rows" }, ...[...rows, others].map(({ element }) => element));
  list.dataset.columns = "1";
  makeTabStop(list);
  return {
    element: make("figure", { className: "terms" }, heading, list),
    show({ parts }, { below }) {
      const terms = parts.flatMap((part) => termsOf(part, below.name));
      const { shown, others: rest } = largestOf(terms);
      const scale = largest(
        shown.map(({ product }) => product),
        1e-6,
      );
      heading.replaceChildren(make("b", { textContent: "Largest terms" }), ` of ${terms.length}: value × weight`);
      for (const [at, term] of shown.entries()) rows[at].show(nameOf(term), factorsOf(term), term.product, scale);
      others.show(`all ${rest.count} others`, "", rest.sum, scale);
      return shown;
    },
  };
}

/** @param {number | null} term   null: of all the others */
function buildRow(term) {
  const [name, factors, bar] = ["name", "factors", "bar"].map((className) => make("span", { className }));
  const product = make("b");
  const filled = make("i");
  bar.append(filled);
  const element = make("li", {}, name, factors, product, bar);
  if (term === null) element.className = "others";
  else element.dataset.term = String(term);
  return {
    element,
    /**
     * @param {string} unit
     * @param {string} equation
     * @param {number} value
     * @param {number} scale   the |value| with the longest bar
     */
    show(unit, equation, value, scale) {
      name.textContent = unit;
      factors.textContent = equation;
      product.textContent = withSign(value);
      product.dataset.sum = String(value);
      filled.className = value < 0 ? "negative" : "positive";
      filled.style.setProperty("--share", String(Math.abs(value) / scale));
    },
  };
}

/** @param {Term} term */
const nameOf = ({ unit: [name, map, row, column] }) =>
  STANDING[name] ? `${name} unit ${map}` : `${name} map ${map} (${row}, ${column})`;

/** @param {Term} term */
const factorsOf = ({ value, weight, product }) =>
  `${signed(value, 2)} × ${signed(weight, 2)} ${productSign(value, weight, product)}`;
