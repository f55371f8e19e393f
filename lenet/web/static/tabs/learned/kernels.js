// C3's kernels as a table, with holes where a map does not read another; OUTPUT's rows as F6 stands.

import { make } from "../../controls/find.js";
import { STANDING } from "../../paint/grid.js";
import { kernelFigure } from "../kernel.js";

/** @import {Layer} from "../../types.js" */
/** @import {Painted} from "./learned.js" */

/**
 * Make the table of C3's kernels: a row for each map of S2, a column for each of its own.
 * @param {number[]} shape   (maps, maps of S2, 5, 5)
 * @param {Layer["reads"]} reads
 * @param {Painted} painted
 */
export function c3Table([maps, inputs], reads, painted) {
  const numbers = [...Array(maps).keys()];
  const heading = (/** @type {number} */ number) => make("small", { textContent: String(number) });
  const cell = (/** @type {number} */ map, /** @type {number} */ from) => {
    if (reads && !reads[map].includes(from)) return make("span", { className: "hole" });
    const kernel = { label: `C3 map ${map} reads S2 map ${from}`, size: /** @type {[number, number]} */ ([5, 5]) };
    return kernelFigure(kernel, painted, (map * inputs + from) * 25);
  };
  const rows = [...Array(inputs).keys()].map((from) => [heading(from), ...numbers.map((map) => cell(map, from))]);
  return make("div", { className: "c3-kernels" }, make("span"), ...numbers.map(heading), ...rows.flat());
}

/**
 * Make the figures of OUTPUT's rows, one a digit.
 * @param {Painted} painted
 */
export function outputFigures(painted) {
  const figures = Array.from({ length: 10 }, (_, digit) =>
    kernelFigure({ label: `Output weights of ${digit}`, size: STANDING.F6, number: digit }, painted, digit * 84),
  );
  return make("div", { className: "output-rows" }, ...figures);
}
