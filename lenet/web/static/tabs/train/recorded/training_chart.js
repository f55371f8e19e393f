// The training's charts, one over the other: the validation error at each checkpoint, and what each makes of the drawing.

import { buildChart } from "../../../charts/chart.js";
import { markAt, pathOf } from "../../../charts/drawing.js";
import { buildPointer } from "../../../charts/pointer.js";
import { buildSaving } from "../../../charts/saving.js";
import { logScale, scaleThrough } from "../../../charts/scales.js";
import { find } from "../../../controls/find.js";
import { countOf } from "../../../state/numbers.js";
import { buildClassesChart } from "./classes_chart.js";
import { COUNTED, errorOf, errorWords, seen, seenWords } from "./words.js";

/** @import {Axis} from "../../../charts/drawing.js" */
/** @import {Checkpoint} from "../../../types.js" */

/**
 * Build the charts and the slider on the axis that they share. mark(at) shows which checkpoint is chosen; show(readings),
 * one reading a checkpoint or null, draws what each makes of the drawing and returns what it reads.
 * @param {Checkpoint[]} checkpoints
 */
export function buildTrainingCharts(checkpoints) {
  const x = { scale: scaleThrough(checkpoints.map(({ digits }) => digits)), write: countOf };
  const places = checkpoints.map(({ digits }) => x.scale.place(digits));
  const error = buildErrorChart(checkpoints, x, places);
  const classes = buildClassesChart(checkpoints, x, places);
  return {
    elements: [error.element, classes.element],
    slider: classes.slider,
    playButton: classes.playButton,
    show: classes.show,
    mark(/** @type {number} */ at) {
      error.mark(at);
      classes.mark(at);
    },
  };
}

/**
 * @param {Checkpoint[]} checkpoints
 * @param {Axis} x
 * @param {number[]} places
 */
function buildErrorChart(checkpoints, x, places) {
  const errors = checkpoints.map(errorOf);
  const least = 10 ** Math.floor(Math.log10(Math.min(...errors)));
  const scale = logScale(least, 100, true);
  const heights = errors.map(scale.place);
  const chart = buildChart({
    title: "Validation error",
    unit: "on MNIST digits held out from training, by training examples",
    x,
    y: { scale, write: (tick) => `${tick} %` },
    inside: `<path class="error" d="${pathOf(places.map((place, at) => [place, heights[at]]))}"/>`,
    over: `<g class="now"></g>`,
  });
  const now = find(chart.drawing, ".now", SVGElement);
  const last = checkpoints.length - 1;
  chart.element.classList.add("error-chart");
  chart.describe(
    `It falls from ${errorWords(errors[0])} before training to ${errorWords(errors[last])} ${seenWords(checkpoints[last])}.`,
  );
  buildSaving(chart, {
    name: "training validation error",
    table: () => ({
      columns: [COUNTED, "validation error (%)"],
      rows: checkpoints.map(({ digits }, at) => [digits, errors[at]]),
    }),
  });
  buildPointer(chart, () =>
    checkpoints.map((checkpoint, at) => ({
      x: places[at],
      heights: [heights[at]],
      words: `<b>${errorWords(errors[at])}</b> after ${seen(checkpoint)}`,
    })),
  );
  return {
    element: chart.element,
    mark: (/** @type {number} */ at) => {
      now.innerHTML = markAt(places[at], [heights[at]]);
    },
  };
}
