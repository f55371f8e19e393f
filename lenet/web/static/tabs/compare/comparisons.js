// How it got here: the ladder from 1998 to today, and how many digits a network needs.

import { make } from "../../controls/find.js";
import { digitsPlot, ladderPlot } from "./plots.js";

/** @import {Comparisons, Rung} from "../../types.js" */

/**
 * Build the section.
 * @param {Comparisons} comparisons
 */
export function buildComparisons({ seeds, ladder, digits }) {
  const bars = `Bars are 95 % intervals of the mean over ${seeds} seeds.`;
  const parts = [];
  if (ladder.length > 0) {
    const words = `Each row changes one thing in the row above; the indented one is a side step. ${bars}`;
    parts.push(plotOf("From 1998 to today, error in %", ladderPlot(ladder), words, changesOf(ladder)));
  }
  if (digits.length > 1) {
    const words = `Solid: test digits. Dashed: the digits it learned from; no error at all lies at the foot. ${bars}`;
    parts.push(plotOf("Error in % by training digits", digitsPlot(digits), words));
  }
  const plots = make("div", { className: "plots" }, ...parts);
  return make("section", { className: "got-here" }, make("h2", { textContent: "How it got here" }), plots);
}

/**
 * @param {string} title
 * @param {string} innerHTML   the plot
 * @param {string} words
 * @param {...HTMLElement} more
 */
function plotOf(title, innerHTML, words, ...more) {
  const [heading, note] = [make("h3", { textContent: title }), make("p", { className: "note", textContent: words })];
  return make("div", {}, heading, make("div", { innerHTML }), note, ...more);
}

/**
 * Say what each rung changes, for those who ask.
 * @param {Rung[]} ladder
 */
function changesOf(ladder) {
  const list = ladder.flatMap(({ name, what }) => [
    make("dt", { textContent: name }),
    make("dd", { textContent: what }),
  ]);
  return make("details", {}, make("summary", { textContent: "What each row changes" }), make("dl", {}, ...list));
}
