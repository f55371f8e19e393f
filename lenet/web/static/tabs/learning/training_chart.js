// The training's chart: the held-out error at each checkpoint, and the ten probabilities of the current drawing.

import { find } from "../../controls/find.js";
import { best } from "../../state/numbers.js";
import { chartOf, classCurves, HIGH, pathOf, uprightAt, WIDE } from "../chart.js";

/** @import {Checkpoint} from "../../types.js" */

const HEIGHT = 2 * HIGH;

/**
 * Get the share of the held-out digits that a checkpoint misreads, in per cent.
 * @param {Checkpoint} checkpoint
 */
export const errorOf = ({ errors }) => errors["MNIST error"];

/**
 * Build the chart. mark(at) shows which checkpoint is chosen; show(readings), one reading a checkpoint or null,
 * draws the curves and returns what each of them reads.
 * @param {Checkpoint[]} checkpoints
 */
export function buildTrainingChart(checkpoints) {
  const xOf = (/** @type {number} */ at) => (WIDE * at) / (checkpoints.length - 1);
  const errors = pathOf(checkpoints.map((each, at) => [xOf(at), heightOf(errorOf(each))]));
  const element = chartOf(
    "Error and probabilities at each moment",
    `<g class="classes"></g><path class="error" d="${errors}"/><path class="now"/>`,
    HEIGHT,
  );
  const [classes, now] = [".classes", ".now"].map((part) => find(element, part, SVGElement));

  return {
    element,
    mark: (/** @type {number} */ at) => now.setAttribute("d", uprightAt(xOf(at), HEIGHT)),
    show(/** @type {{probabilities: number[]}[] | null} */ readings) {
      const steps = readings?.map(({ probabilities }) => probabilities) ?? [];
      const answers = steps.map(best);
      const final = answers.at(-1);
      classes.innerHTML = readings ? classCurves(steps, (digit) => (digit === final ? "final" : ""), HEIGHT) : "";
      return answers;
    },
  };
}

/** Lay an error out logarithmically, from 100 % at the top to 0.1 %. @param {number} error */
const heightOf = (error) => (HEIGHT * (2 - Math.log10(Math.max(error, 0.1)))) / 3;
