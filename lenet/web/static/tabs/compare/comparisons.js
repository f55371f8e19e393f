// How it got here: the ladder from 1998 to today, what convolution is worth, and how many digits a network needs.

import { buildChart } from "../../charts/chart.js";
import { curveSample, keyOf } from "../../charts/key.js";
import { buildPointer } from "../../charts/pointer.js";
import { buildSaving } from "../../charts/saving.js";
import { make } from "../../controls/find.js";
import { digitsPlot, rowsPlot } from "./plots.js";

/** @import {KeyLine} from "../../charts/key.js" */
/** @import {Comparisons, Rung} from "../../types.js" */
/** @import {Plot} from "./plots.js" */

/**
 * Build the section.
 * @param {Comparisons} comparisons
 */
export function buildComparisons({ seeds, ladder, convolution, digits }) {
  /** @type {KeyLine} */
  const interval = {
    drawn: `<path class="interval" d="M2 6H26"/>`,
    words: `95 % interval of the mean over ${seeds} seeds`,
  };
  /** @type {KeyLine} */
  const mean = { drawn: `<circle cx="14" cy="6"/>`, words: "test error, mean" };
  const parts = [];
  /** @param {Rung[]} rows @param {string} title @param {string} words */
  const addRows = (rows, title, words) => {
    if (rows.length === 0) return;
    const chart = chartOf(rowsPlot(rows), title, "test error, %", [mean, interval]);
    chart.classList.add("rungs");
    chart.style.setProperty("--rows", String(rows.length));
    parts.push(make("div", {}, chart, make("p", { className: "note", textContent: words }), changesOf(rows)));
  };
  addRows(
    ladder,
    "From 1998 to today",
    "Each row changes one part, and what belongs to it, in the row above; a row with an arrow is a side step.",
  );
  addRows(
    convolution,
    "Why convolution?",
    "Shuffled: all pixels in one fixed random order, so that what a kernel sees are no neighbours.",
  );
  if (digits.length > 1) {
    const training = { drawn: curveSample("training"), words: "training error; none at all lies at the foot" };
    const key = [{ ...mean, drawn: `${curveSample("test")}${mean.drawn}` }, interval, training];
    parts.push(make("div", {}, chartOf(digitsPlot(digits), "Error by training digits", "training digits", key)));
  }
  const plots = make("div", { className: "plots" }, ...parts);
  return make("section", { className: "got-here" }, make("h2", { textContent: "How it got here" }), plots);
}

/**
 * @param {Plot} plot
 * @param {string} title
 * @param {string} axis
 * @param {KeyLine[]} lines   of its key
 */
function chartOf({ finding, table, steps, ...drawn }, title, axis, lines) {
  const chart = buildChart({ title, axis, ...drawn });
  chart.describe(finding);
  chart.element.append(keyOf(lines));
  buildSaving(chart, { name: title, table: () => table });
  buildPointer(chart, () => steps);
  return chart.element;
}

/**
 * Say what each row is, for those who ask.
 * @param {Rung[]} rows
 */
function changesOf(rows) {
  const list = rows.flatMap(({ name, what }) => [make("dt", { textContent: name }), make("dd", { textContent: what })]);
  return make("details", {}, make("summary", { textContent: "What each row is" }), make("dl", {}, ...list));
}
