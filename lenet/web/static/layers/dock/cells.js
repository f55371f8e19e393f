// A grid of cells with a number in each, on the number's colour.

import { make } from "../../controls/find.js";
import { colourAt, inkOn } from "../../paint/colour.js";
import { largest, signed } from "../../state/numbers.js";

/** @import {Colour, Theme} from "../../types.js" */

/**
 * What a grid shows of terms: `values`, in the colours of `colour`, with so many decimals.
 * @typedef {{values: number[], colour: (value: number) => Colour, decimals?: number}} Shown
 */

/**
 * Make a figure of a grid: a heading, and height x width cells, each of which stands for a term. Where `isMain`, the
 * cells can be walked through by keyboard and are read aloud; other grids are pictures of the same terms.
 * @param {[height: number, width: number]} size
 * @param {boolean} isMain
 */
export function buildCells([height, width], isMain) {
  const heading = make("figcaption");
  const cells = Array.from({ length: height * width }, (_, at) => {
    const cell = make("span", { className: "cell" });
    cell.dataset.term = String(at);
    if (isMain) cell.setAttribute("role", "gridcell");
    return cell;
  });
  const grid = make("div", { className: "cells" });
  grid.setAttribute("role", isMain ? "grid" : "img");
  grid.style.setProperty("--columns", String(width));
  grid.dataset.columns = String(width);
  for (let row = 0; row < height; row++) {
    const line = make("div", { className: "row" }, ...cells.slice(row * width, (row + 1) * width));
    if (isMain) line.setAttribute("role", "row");
    grid.append(line);
  }

  /**
   * @param {string} title
   * @param {string} more
   */
  function head(title, more) {
    heading.replaceChildren(make("b", { textContent: title }), more);
  }

  return {
    element: make("figure", {}, heading, grid),
    head,
    /**
     * @param {string} title
     * @param {string} more
     * @param {Shown} shown
     */
    show(title, more, { values, colour, decimals = 2 }) {
      head(title, more);
      grid.setAttribute("aria-label", `${title}${more}`);
      for (const [at, cell] of cells.entries()) {
        const ground = colour(values[at]);
        const words = values[at] === 0 ? "0" : signed(values[at], decimals);
        if (cell.textContent !== words) cell.textContent = words;
        cell.style.background = `rgb(${ground.join(" ")})`;
        cell.style.color = inkOn(ground);
      }
    },
    /** @param {string[]} words   what is read aloud of each cell */
    describe(words) {
      for (const [at, cell] of cells.entries()) cell.ariaLabel = words[at];
    },
    /** @param {boolean[]} outside   whether each cell lies in the padding */
    markPadding(outside) {
      for (const [at, cell] of cells.entries()) cell.classList.toggle("padding", outside[at]);
    },
  };
}

/**
 * Make the colours of the maps, ending at a limit, or at these values' own largest.
 * @param {Theme} theme
 * @param {number[]} values
 */
export function mapColours({ table }, values, limit = largest(values, 1e-6)) {
  return (/** @type {number} */ value) => colourAt(table, value / limit);
}

/**
 * Make the greys of the input, from paper to ink.
 * @param {Theme} theme
 * @returns {(value: number) => Colour}
 */
export function inkColours({ paper, ink }) {
  return (value) => {
    const share = Math.max(0, Math.min(1, value));
    const mix = (/** @type {0 | 1 | 2} */ c) => Math.round(paper[c] + (ink[c] - paper[c]) * share);
    return [mix(0), mix(1), mix(2)];
  };
}
