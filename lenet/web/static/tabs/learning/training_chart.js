// The training's charts, one over the other: the validation error at each checkpoint, and what each makes of the drawing.

import { buildChart } from "../../charts/chart.js";
import { COLUMNS, cellsOf, classCurves, likeliestTwo, PROBABILITY } from "../../charts/class_probabilities.js";
import { across, dotAt, down, pathOf } from "../../charts/drawing.js";
import { curveSample, keyOf } from "../../charts/key.js";
import { buildPointer } from "../../charts/pointer.js";
import { buildSaving } from "../../charts/saving.js";
import { logScale, scaleThrough } from "../../charts/scales.js";
import { buildAxisSlider } from "../../charts/slider.js";
import { find, make } from "../../controls/find.js";
import { best } from "../../state/numbers.js";

/** @import {Checkpoint} from "../../types.js" */

const EXAMPLES = "training examples";

/**
 * Get a checkpoint's validation error, in per cent.
 * @param {Checkpoint} checkpoint
 */
export const errorOf = ({ errors }) => errors["MNIST error"];

/** Write a count of training examples. @param {number} count */
export const countOf = (count) => count.toLocaleString("en");

/** Write an error. @param {number} error   in per cent */
export const errorWords = (error) => `${error.toFixed(error < 10 ? 2 : 0)} %`;

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
    show: classes.show,
    mark(/** @type {number} */ at) {
      error.mark(at);
      classes.mark(at);
    },
  };
}

/**
 * @param {Checkpoint[]} checkpoints
 * @param {import("../../charts/drawing.js").Axis} x
 * @param {number[]} places
 */
function buildErrorChart(checkpoints, x, places) {
  const errors = checkpoints.map(errorOf);
  const least = 10 ** Math.floor(Math.log10(Math.min(...errors)));
  const scale = logScale(least, 100, true);
  const heights = errors.map(scale.place);
  const chart = buildChart({
    title: "Validation error",
    unit: "MNIST digits held out from training, logarithmic",
    x,
    y: { scale, write: (tick) => `${tick} %` },
    inside: `<path class="error" d="${pathOf(places.map((place, at) => [place, heights[at]]))}"/>`,
    over: `<g class="now"></g>`,
  });
  const now = find(chart.drawing, ".now", SVGElement);
  const last = checkpoints.length - 1;
  chart.element.classList.add("error-chart");
  chart.describe(
    `It falls from ${errorWords(errors[0])} before training to ${errorWords(errors[last])} after ${countOf(checkpoints[last].digits)} ${EXAMPLES}.`,
  );
  buildSaving(chart, {
    name: "training validation error",
    table: () => ({
      columns: [EXAMPLES, "validation error (%)"],
      rows: checkpoints.map(({ digits }, at) => [digits, errors[at]]),
    }),
  });
  buildPointer(chart, () =>
    checkpoints.map(({ digits }, at) => ({
      x: places[at],
      heights: [heights[at]],
      words: `<b>${errorWords(errors[at])}</b> after ${countOf(digits)}`,
    })),
  );
  return { element: chart.element, mark: (/** @type {number} */ at) => mark(now, places[at], heights[at]) };
}

/**
 * @param {Checkpoint[]} checkpoints
 * @param {import("../../charts/drawing.js").Axis} x
 * @param {number[]} places
 */
function buildClassesChart(checkpoints, x, places) {
  const chart = buildChart({
    title: "Class probabilities",
    unit: "for your digit",
    x,
    y: PROBABILITY,
    axis: `${EXAMPLES} (logarithmic)`,
    inside: `<g class="classes"></g>`,
    over: `<g class="ends"></g><g class="now"></g>`,
  });
  const [classes, ends, now] = [".classes", ".ends", ".now"].map((part) => find(chart.drawing, part, SVGElement));
  /** @type {number[][]} */
  let steps = [];
  let shownAt = 0;
  const key = keyOf([
    { drawn: curveSample("final"), words: "the final answer" },
    { drawn: curveSample("other"), words: "the other nine classes" },
  ]);
  chart.head.append(key);
  const { slider, stand } = buildAxisSlider(chart, {
    max: String(checkpoints.length - 1),
    step: "1",
    label: "Checkpoint of training",
  });
  chart.element.append(
    make("button", { type: "button", className: "play", textContent: "▶", ariaLabel: "Play the training" }),
  );
  const saving = buildSaving(chart, {
    name: "training class probabilities",
    table: () => ({
      columns: [EXAMPLES, ...COLUMNS],
      rows: steps.map((each, at) => [checkpoints[at].digits, ...cellsOf(each)]),
    }),
  });
  buildPointer(chart, stepsOf, slider);

  function stepsOf() {
    return steps.map((each, at) => {
      const { heights, words } = likeliestTwo(each);
      return { x: places[at], heights, words: `${words} after ${countOf(checkpoints[at].digits)}` };
    });
  }

  /** @param {number} at */
  function markAt(at) {
    shownAt = at;
    const final = steps.at(-1);
    stand(at);
    mark(now, places[at], final ? steps[at][best(final)] : null);
  }

  return {
    element: chart.element,
    slider,
    mark: markAt,
    show(/** @type {{probabilities: number[]}[] | null} */ readings) {
      steps = readings?.map(({ probabilities }) => probabilities) ?? [];
      const answers = steps.map(best);
      const final = answers.at(-1);
      classes.innerHTML = readings ? classCurves(steps, (digit) => (digit === final ? "final" : "other")) : "";
      ends.innerHTML =
        final === undefined
          ? ""
          : `<text x="100%" dx=".5em" y="${down(steps.at(-1)?.[final] ?? 0)}" dy=".36em">${final}</text>`;
      chart.describe(
        final === undefined
          ? ""
          : `The final answer is ${final}; it is the likeliest class from ${sinceWords(checkpoints, answers)} on.`,
      );
      saving.enable(readings !== null);
      markAt(shownAt);
      return answers;
    },
  };
}

/**
 * Mark the checkpoint that is chosen.
 * @param {SVGElement} now
 * @param {number} place
 * @param {number | null} height   of the curve there
 */
function mark(now, place, height) {
  const at = across(place);
  now.innerHTML = `<line x1="${at}" x2="${at}" y2="100%"/>${height === null ? "" : dotAt(place, height)}`;
}

/**
 * Write from which checkpoint on the answer stays the final one.
 * @param {Checkpoint[]} checkpoints
 * @param {number[]} answers
 */
function sinceWords(checkpoints, answers) {
  const final = answers[answers.length - 1];
  const at = answers.findLastIndex((answer) => answer !== final) + 1;
  return at === 0 ? "the untrained network" : `${countOf(checkpoints[at].digits)} ${EXAMPLES}`;
}
