// What the newest run has made of the drawing, along the same axis as its error: the ten probabilities and the reject class.

import { buildChart } from "../../../charts/chart.js";
import { COLUMNS, cellsOf, likeliestTwo, PROBABILITY } from "../../../charts/class_probabilities.js";
import { inPercent } from "../../../charts/csv.js";
import { across, axesOf, down, pathOf } from "../../../charts/drawing.js";
import { buildPointer } from "../../../charts/pointer.js";
import { buildSaving } from "../../../charts/saving.js";
import { find } from "../../../controls/find.js";
import { best, countOf, escaped, percent } from "../../../state/numbers.js";
import { axisOf, thinned } from "./curves.js";

/** @import {Axis} from "../../../charts/drawing.js" */
/** @import {LabStore, Traced} from "../types.js" */

/**
 * Build the chart.
 * @param {LabStore} lab
 */
export function buildTraceChart(lab) {
  const chart = buildChart({
    title: "Your drawing",
    unit: "probabilities by examples (dashed: not a digit)",
    x: axisOf([]),
    y: PROBABILITY,
    inside: `<g class="curves"></g>`,
    over: `<g class="ends"></g>`,
  });
  chart.element.classList.add("trace-chart");
  const [curves, ends] = [".curves", ".ends"].map((part) => find(chart.drawing, part, SVGElement));
  const traceOf = () => lab.now().runs.at(-1)?.trace ?? [];
  const axis = () => axisOf(lab.now().runs.filter(({ isShown }, at, all) => isShown || at === all.length - 1));
  const saving = buildSaving(chart, {
    name: "training probabilities",
    table: () => ({
      columns: ["training examples", ...COLUMNS, "not a digit (%)"],
      rows: traceOf().map(({ seen, probabilities, rubbish }) => [seen, ...cellsOf(probabilities), inPercent(rubbish)]),
    }),
  });
  buildPointer(chart, () => {
    const x = axis();
    return thinned(traceOf()).map(({ seen, probabilities }) => {
      const { heights, words } = likeliestTwo(probabilities);
      return { x: x.scale.place(seen), heights, words: `${words} after ${countOf(seen)}` };
    });
  });

  function show() {
    const x = axis();
    const trace = thinned(traceOf());
    const last = trace.at(-1);
    find(chart.drawing, ".axes", SVGElement).outerHTML = axesOf(x, PROBABILITY);
    curves.innerHTML = last ? curvesOf(trace, x, best(last.probabilities)) : "";
    ends.innerHTML = last ? endOf(last, x) : "";
    chart.describe(last ? `It reads ${best(last.probabilities)}.` : "Nothing is read yet.");
    saving.enable(last !== undefined);
  }

  return { element: chart.element, show };
}

/**
 * @param {Traced[]} trace
 * @param {Axis} x
 * @param {number} answer   whose curve stands out
 */
function curvesOf(trace, x, answer) {
  const curve = (/** @type {string} */ kind, /** @type {(traced: Traced) => number} */ shareOf) =>
    `<path class="${kind}" d="${pathOf(trace.map((each) => [x.scale.place(each.seen), shareOf(each)]))}"/>`;
  const classes = Array.from({ length: 10 }, (_, digit) => digit).filter((digit) => digit !== answer);
  return [
    ...classes.map((digit) => curve("other", ({ probabilities }) => probabilities[digit])),
    curve("reject-share", ({ rubbish }) => rubbish),
    curve("answer", ({ probabilities }) => probabilities[answer]),
  ].join("");
}

/**
 * Write what it reads now, where the curve ends.
 * @param {Traced} last
 * @param {Axis} x
 */
function endOf({ seen, probabilities }, x) {
  const answer = best(probabilities);
  const place = x.scale.place(seen);
  const anchor = place > 0.8 ? "end" : "start";
  const words = `${answer}, ${escaped(percent(probabilities[answer]))}`;
  return `<text class="answer ${anchor}" x="${across(place)}" y="${down(probabilities[answer])}" dx="${anchor === "end" ? "-" : ""}.5em" dy="${probabilities[answer] > 0.5 ? 1.1 : -0.4}em">${words}</text>`;
}
