// Subsampling's arithmetic: a block of cells, large, and what is made of it.

import { make } from "../../controls/find.js";
import { signed } from "../../state/numbers.js";
import { productSign, sumOf, sumSign, termsOf } from "./arithmetic.js";
import { buildCells, mapColours } from "./cells.js";
import { makeTabStop } from "./lighting.js";

/** @import {Figures} from "./dock.js" */

/**
 * Build the figures of a unit of S2 or S4.
 * @param {[height: number, width: number]} size   of the block
 * @returns {Figures}
 */
export function buildBlock(size) {
  const block = buildCells(size, true);
  makeTabStop(block.element);
  const sum = make("p", { className: "formula" });
  return {
    element: make("div", { className: "block" }, block.element, sum),
    show({ parts: [part], bias }, { below, theme }) {
      const terms = termsOf(part, below.name);
      const values = terms.map(({ value }) => value);
      block.show(`${size.join("×")} block`, ` of ${below.name} map ${part.map}`, {
        values,
        colour: mapColours(theme, values),
      });
      block.describe(values.map((value) => signed(value, 2)));
      const total = sumOf(values);
      const written = values.map((value) => signed(value, 2)).join(" + ");
      sum.replaceChildren(written, make("b", { textContent: ` ${sumSign(values, total)} ${signed(total, 2)}` }));
      if (bias === null) {
        const mean = total / values.length;
        const words = ` ÷ ${values.length} ${productSign(total, 1 / values.length, mean)} ${signed(mean, 2)}`;
        sum.append(make("br"), signed(total, 2), make("b", { textContent: words }));
      }
      return terms;
    },
  };
}
