// Error, or loss, of every run that is shown: on validation digits and on those it learns from.

import { buildChart } from "../../../charts/chart.js";
import { across, axesOf, dotAt, down, pathOf } from "../../../charts/drawing.js";
import { curveSample, keyOf } from "../../../charts/key.js";
import { buildPointer } from "../../../charts/pointer.js";
import { buildSaving } from "../../../charts/saving.js";
import { logScale } from "../../../charts/scales.js";
import { find, make } from "../../../controls/find.js";
import { buildSwitch } from "../../../controls/switch.js";
import { countOf } from "../../../state/numbers.js";
import { apart, axisOf, thinned } from "./curves.js";
import { labelsOf } from "./runs.js";
import { errorOf } from "./words.js";

/** @import {Axis} from "../../../charts/drawing.js" */
/** @import {CurvePoint, LabStore, Run} from "../types.js" */

/**
 * What a curve is of.
 * @typedef {object} Measure
 * @property {string} title
 * @property {Axis} y
 * @property {1 | 2} training       where a point has it
 * @property {3 | 4} heldOut
 * @property {(value: number | null | undefined) => string} write
 */

const LABEL = 0.09; // of the frame's height: a run's number
const LEAST = { error: 0.2, loss: 0.01 }; // at the foot of the axes, which what is smaller does not leave
const atFoot = (/** @type {number} */ least) => (/** @type {number} */ tick) => `${tick === least ? "≤ " : ""}${tick}`;

/** @type {Record<"error" | "loss", Measure>} */
// biome-ignore format: a table
const MEASURES = {
  error: { title: "Error, %", y: { scale: logScale(LEAST.error, 100), write: atFoot(LEAST.error) }, training: 2, heldOut: 4, write: errorOf },
  loss: { title: "Loss", y: { scale: logScale(LEAST.loss, 10, true), write: atFoot(LEAST.loss) }, training: 1, heldOut: 3, write: (value) => value?.toFixed(3) ?? "" },
};

const SWITCH = `<label><input type="radio" name="measure" value="error" checked>Error</label><label><input type="radio" name="measure" value="loss">Loss</label>`;

const KEY = [
  { drawn: curveSample("held-out"), words: "validation" },
  { drawn: curveSample("training"), words: "training" },
];

/**
 * Build the chart.
 * @param {LabStore} lab
 * @param {HTMLElement} list   of the runs, which is its key
 */
export function buildErrorChart(lab, list) {
  let measure = MEASURES.error;
  const chart = buildChart({
    title: measure.title,
    unit: "by examples",
    x: axisOf([]),
    y: measure.y,
    inside: `<g class="curves"></g>`,
    over: `<g class="ends"></g>`,
  });
  chart.element.classList.add("error-chart");
  const [curves, ends] = [".curves", ".ends"].map((part) => find(chart.drawing, part, SVGElement));
  const title = find(chart.head, "h3", HTMLElement);
  const choice = make("span", { className: "switch", role: "radiogroup", ariaLabel: "Curves", innerHTML: SWITCH });
  chart.head.append(choice, keyOf(KEY));
  buildSwitch(choice, (value) => {
    measure = value === "loss" ? MEASURES.loss : MEASURES.error;
    show();
  });
  const saving = buildSaving(chart, { name: "training curves", key: list, table: () => tableOf(lab.now().runs) });
  buildPointer(chart, () => stepsOf(shownOf(lab).at(-1), axisOf(shownOf(lab)), measure));

  function show() {
    const runs = shownOf(lab);
    const x = axisOf(runs);
    title.textContent = measure.title;
    find(chart.drawing, ".axes", SVGElement).outerHTML = axesOf(x, measure.y);
    curves.innerHTML = runs.map((run) => curvesOf(run, x, measure)).join("");
    ends.innerHTML = endsOf(runs, x, measure);
    const newest = runs.at(-1);
    chart.describe(newest ? findingOf(newest, measure) : "No run yet.");
    saving.enable(lab.now().runs.length > 0);
  }

  show();
  return { element: chart.element, show };
}

/** @param {LabStore} lab */
const shownOf = (lab) => lab.now().runs.filter(({ isShown }) => isShown);

/**
 * List where a run's curve goes, of the points at which it was measured.
 * @param {Run} run
 * @param {Axis} x
 * @param {Measure} measure
 * @param {1 | 2 | 3 | 4} at   of a point
 */
function placesOf({ points }, x, { y }, at) {
  const measured = points.filter((point) => point[at] !== null);
  return thinned(measured).map(
    (point) => /** @type {[number, number]} */ ([x.scale.place(point[0]), y.scale.place(point[at] ?? 0)]),
  );
}

/**
 * @param {Run} run
 * @param {Axis} x
 * @param {Measure} measure
 */
function curvesOf(run, x, measure) {
  const curve = (/** @type {"training" | "heldOut"} */ kind) =>
    `<path class="${kind === "training" ? "training" : "held-out"}" d="${pathOf(placesOf(run, x, measure, measure[kind]))}"/>`;
  return `<g class="run-${run.colour}" data-run="${run.number}">${curve("training")}${curve("heldOut")}</g>`;
}

/**
 * Mark where the runs' curves end, with their numbers.
 * @param {Run[]} runs
 * @param {Axis} x
 * @param {Measure} measure
 */
function endsOf(runs, x, measure) {
  const measured = runs.flatMap((run) => {
    const end = placesOf(run, x, measure, measure.heldOut).at(-1);
    return end ? [{ run, end }] : [];
  });
  const heights = apart(
    measured.map(({ end }) => end),
    LABEL,
  );
  const endOf = (/** @type {typeof measured[number]} */ { run, end }, /** @type {number} */ at) =>
    `<g class="run-${run.colour}">${dotAt(...end)}<text x="${across(end[0])}" y="${down(heights[at])}" dx=".6em" dy=".36em">${run.number}</text></g>`;
  return measured.map(endOf).join("");
}

/**
 * @param {Run | undefined} run
 * @param {Axis} x
 * @param {Measure} measure
 */
function stepsOf(run, x, measure) {
  const { y, heldOut, training, write } = measure;
  const measured = (run?.points ?? []).filter((point) => point[heldOut] !== null);
  return thinned(measured).map((point) => ({
    x: x.scale.place(point[0]),
    heights: [y.scale.place(point[heldOut] ?? 0)],
    words: `<b>${write(point[heldOut])}</b> validation, ${write(point[training])} training, after ${countOf(point[0])} examples`,
  }));
}

/**
 * @param {Run} run
 * @param {Measure} measure
 */
function findingOf({ number, points }, { heldOut, training, write }) {
  const last = points.findLast((point) => point[heldOut] !== null);
  if (last === undefined) return `Run ${number}.`;
  return `Run ${number}: ${write(last[heldOut])} validation, ${write(last[training])} training, after ${countOf(last[0])} examples.`;
}

/**
 * Write all runs' points, a row each.
 * @param {Run[]} runs
 */
function tableOf(runs) {
  const labels = labelsOf(runs);
  const row = (/** @type {Run} */ { number }, /** @type {number} */ at, /** @type {CurvePoint} */ point) => [
    number,
    labels[at],
    ...point.map((value) => value ?? ""),
  ];
  return {
    columns: [
      "run",
      "settings",
      "training examples",
      "training loss",
      "training error (%)",
      "validation loss",
      "validation error (%)",
    ],
    rows: runs.flatMap((run, at) => run.points.map((point) => row(run, at, point))),
  };
}
