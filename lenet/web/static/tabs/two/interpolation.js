// The morph from the kept drawing to the other: the answers along the way and their probabilities, step by step.

import { createPlayback } from "../playback.js";
import { buildWayChart } from "./way_chart.js";
import { morphWords, runsOf, shareOf } from "./words.js";

/** @import {Comparison} from "./comparison.js" */
/** @import {Run} from "./words.js" */

const STEP_TIME = 180; // ms of each step while it plays
const FIRST_SHOWN = 12; // step: half of the way

/**
 * Build the morph. step() is the one that is chosen, and stays so for the next comparison.
 * @param {HTMLElement} element
 * @param {() => void} onStep   another one is chosen
 */
export function buildInterpolation(element, onStep) {
  const chart = buildWayChart();
  element.append(chart.element);
  const { slider } = chart;
  let step = FIRST_SHOWN;
  let last = 0;
  /** @type {Run[]} */
  let runs = [];
  const markPlaying = (/** @type {boolean} */ plays) => {
    element.classList.toggle("playing", plays);
    chart.playButton.mark(plays);
  };
  const playback = createPlayback(STEP_TIME, () => last, choose, markPlaying);

  function mark() {
    const label = runs.find(({ to }) => step <= to)?.label;
    slider.ariaValueText = `${shareOf(step, last)}, ${label === "?" ? "not a digit" : `read as ${label}`}`;
    chart.mark(step);
  }

  /** @param {number} at */
  function choose(at) {
    step = at;
    mark();
    onStep();
  }

  slider.addEventListener("input", () => {
    playback.stop();
    choose(Number(slider.value));
  });
  chart.playButton.button.addEventListener("click", playback.toggle);

  return {
    step: () => step,
    stop: playback.stop,
    /** Show a comparison; returns it in a sentence, and its answers. @param {Comparison} comparison */
    show(comparison) {
      last = comparison.last;
      runs = runsOf(comparison.between);
      const sentence = morphWords(runs, last);
      chart.show(runs, comparison.between, sentence.replaceAll(/<\/?b>/g, ""));
      mark();
      return { sentence, answers: runs.map(({ label, from, to }) => `${label}:${from}-${to}`).join(" ") };
    },
  };
}
