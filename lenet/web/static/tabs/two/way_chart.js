// The morph's chart: the answers in a strip, and under it the ten probabilities, with the slider on its axis.

import { buildChart } from "../../charts/chart.js";
import { COLUMNS, cellsOf, classCurves, likeliestTwo, PROBABILITY } from "../../charts/class_probabilities.js";
import { inPercent } from "../../charts/csv.js";
import { markAt, uprightAt } from "../../charts/drawing.js";
import { curveSample, keyOf } from "../../charts/key.js";
import { makePlayButton } from "../../charts/play_button.js";
import { buildPointer } from "../../charts/pointer.js";
import { buildSaving } from "../../charts/saving.js";
import { evenScale } from "../../charts/scales.js";
import { buildAxisSlider } from "../../charts/slider.js";
import { find, make } from "../../controls/find.js";
import { best } from "../../state/numbers.js";
import { shareOf } from "./words.js";

/** @import {Between} from "./comparison.js" */
/** @import {Run} from "./words.js" */

const WAY = { scale: evenScale(0, 1, 0.25), write: (/** @type {number} */ share) => `${100 * share} %` };

/** Build the chart, its strip, its slider and its play button. */
export function buildWayChart() {
  const chart = buildChart({
    title: "Morph",
    unit: "class probabilities from the kept drawing (0 %) to this one (100 %)",
    x: WAY,
    y: PROBABILITY,
    inside: `<g class="classes"></g><g class="flips"></g>`,
    over: `<g class="now"></g>`,
  });
  const [classes, flips, now] = [".classes", ".flips", ".now"].map((part) => find(chart.drawing, part, SVGElement));
  const strip = make("div", { className: "strip", ariaHidden: "true" });
  const playButton = makePlayButton("the morph");
  /** @type {Between | null} */
  let shown = null;
  let keyed = keyOf([]);
  chart.plot.before(strip);
  chart.element.append(playButton.button);
  chart.head.append(keyed);
  const { slider, stand } = buildAxisSlider(chart, {
    max: "24",
    step: "1",
    label: "Morph from the kept drawing to this one",
  });
  buildSaving(chart, { name: "morph", table: () => tableOf(shown) });
  buildPointer(chart, () => stepsOf(shown), slider);

  return {
    element: chart.element,
    slider,
    playButton,
    /** @param {number} step */
    mark(step) {
      const last = Number(slider.max);
      stand(step);
      now.innerHTML = markAt(step / last, shown ? [Math.max(...shown.probabilities[step])] : []);
    },
    /**
     * @param {Run[]} runs
     * @param {Between} between
     * @param {string} finding   in words
     */
    show(runs, between, finding) {
      shown = between;
      const last = between.probabilities.length - 1;
      slider.max = String(last);
      const [first, final] = [runs[0].label, runs[runs.length - 1].label];
      const kindOf = (/** @type {string} */ label) => (label === first ? "first" : label === final ? "final" : "other");
      const edges = runs.map(({ to }) => Math.min(to + 0.5, last)); // an answer changes midway between two steps
      const spans = runs.map(({ label }, at) => {
        const width = edges[at] - (edges[at - 1] ?? 0);
        return `<span class="${kindOf(label)}" style="flex-grow: ${width}">${label}</span>`;
      });
      strip.innerHTML = spans.join("");
      flips.innerHTML = edges.map((edge) => (edge < last ? `<path d="${uprightAt(edge / last)}"/>` : "")).join("");
      classes.innerHTML = classCurves(between.probabilities, (digit) => kindOf(String(digit)));
      const key = keyFor(first, final);
      keyed.replaceWith(key);
      keyed = key;
      chart.describe(finding);
    },
  };
}

/**
 * Make the key: the two ends' answers, where they are digits, and the other classes.
 * @param {string} first   answer along the way
 * @param {string} final
 */
function keyFor(first, final) {
  const ends = [...new Set([first, final])].filter((label) => label !== "?");
  return keyOf([
    ...ends.map((label) => ({
      drawn: curveSample(label === first ? "first" : "final"),
      words: `probability of ${label}`,
    })),
    { drawn: curveSample("other"), words: ends.length > 0 ? "other classes" : "the ten classes" },
    { drawn: `<path class="flip" d="M14 -2V14"/>`, words: "answer changes" },
  ]);
}

/** @param {Between | null} between */
function stepsOf(between) {
  return (between?.probabilities ?? []).map((each, step, { length }) => {
    const { heights, words } = likeliestTwo(each);
    const rejected = between?.rejected[step] ? ", not a digit" : "";
    return { x: step / (length - 1), heights, words: `${words}${rejected}, at ${shareOf(step, length - 1)}` };
  });
}

/** @param {Between | null} between */
function tableOf(between) {
  const last = (between?.rejected.length ?? 1) - 1;
  return {
    columns: ["morph (%)", ...COLUMNS, "prediction"],
    rows: (between?.probabilities ?? []).map((each, step) => [
      inPercent(step / last),
      ...cellsOf(each),
      between?.rejected[step] ? "not a digit" : best(each),
    ]),
  };
}
