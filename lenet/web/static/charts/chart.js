// A chart: a heading, and a frame with numbered axes; curves, words and dots are drawn into it.

import { find, make } from "../controls/find.js";
import { escaped } from "../state/numbers.js";
import { axesOf, frameOf } from "./drawing.js";

/** @import {Axis} from "./drawing.js" */

/**
 * @typedef {object} Chart
 * @property {HTMLElement} element   the figure
 * @property {HTMLElement} head      its heading's line
 * @property {HTMLElement} plot      exactly as large as the frame
 * @property {SVGSVGElement} drawing
 * @property {string} title
 * @property {(finding: string) => void} describe   for those who do not see it
 */

/**
 * Build a chart.
 * @param {object} options
 * @param {string} options.title
 * @param {string} [options.unit]    stands beside the title
 * @param {Axis} options.x
 * @param {Axis} options.y
 * @param {string} [options.axis]    what lies along x
 * @param {string} [options.under]   SVG that the frame stretches and cuts off, behind its lines
 * @param {string} [options.inside]  the same, before them
 * @param {string} [options.over]    SVG over it: words, dots
 * @returns {Chart}
 */
export function buildChart({ title, unit = "", x, y, axis = "", under = "", inside = "", over = "" }) {
  const element = make("figure", {
    className: "chart",
    innerHTML: `<div class="chart-head"><h3>${escaped(title)}</h3> <small class="unit">${escaped(unit)}</small></div>
      <div class="plot"><svg role="img"><rect class="ground" width="100%" height="100%"/>${frameOf(under)}${axesOf(x, y)}${frameOf(inside)}<g class="over">${over}</g></svg></div>
      ${axis && `<p class="axis-words">${escaped(axis)}</p>`}`,
  });
  const drawing = find(element, "svg", SVGSVGElement);
  drawing.ariaLabel = title;
  return {
    element,
    head: find(element, ".chart-head", HTMLElement),
    plot: find(element, ".plot", HTMLElement),
    drawing,
    title,
    describe(finding) {
      drawing.ariaLabel = `${title}. ${finding}`;
    },
  };
}
