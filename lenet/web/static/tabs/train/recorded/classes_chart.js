// What each checkpoint of training makes of the drawing: the ten probabilities, with the slider on their axis.

import { buildChart } from "../../../charts/chart.js";
import { COLUMNS, cellsOf, classCurves, likeliestTwo, PROBABILITY } from "../../../charts/class_probabilities.js";
import { down, markAt } from "../../../charts/drawing.js";
import { curveSample, keyOf } from "../../../charts/key.js";
import { makePlayButton } from "../../../charts/play_button.js";
import { buildPointer } from "../../../charts/pointer.js";
import { buildSaving } from "../../../charts/saving.js";
import { buildAxisSlider } from "../../../charts/slider.js";
import { find } from "../../../controls/find.js";
import { best } from "../../../state/numbers.js";
import { COUNTED, EXAMPLES, seen, sinceWords } from "./words.js";

/** @import {Axis} from "../../../charts/drawing.js" */
/** @import {Checkpoint} from "../../../types.js" */

/**
 * Build the chart, and the slider on its axis; show(readings) returns what each of them reads.
 * @param {Checkpoint[]} checkpoints
 * @param {Axis} x
 * @param {number[]} places
 */
export function buildClassesChart(checkpoints, x, places) {
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
  const playButton = makePlayButton("the training");
  chart.element.append(playButton.button);
  const saving = buildSaving(chart, {
    name: "training class probabilities",
    table: () => ({
      columns: [COUNTED, ...COLUMNS],
      rows: steps.map((each, at) => [checkpoints[at].digits, ...cellsOf(each)]),
    }),
  });
  buildPointer(chart, stepsOf, slider);

  function stepsOf() {
    return steps.map((each, at) => {
      const { heights, words } = likeliestTwo(each);
      return { x: places[at], heights, words: `${words} after ${seen(checkpoints[at])}` };
    });
  }

  /** @param {number} at */
  function choose(at) {
    shownAt = at;
    const final = steps.at(-1);
    stand(at);
    now.innerHTML = markAt(places[at], final ? [steps[at][best(final)]] : []);
  }

  return {
    element: chart.element,
    slider,
    playButton,
    mark: choose,
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
      choose(shownAt);
      return answers;
    },
  };
}
