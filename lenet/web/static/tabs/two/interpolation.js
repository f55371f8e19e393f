// From the kept drawing to the other: the answers along the way and their probabilities, with a slider under them.

import { find } from "../../controls/find.js";
import { createPlayback } from "../playback.js";
import { buildWayChart } from "./way_chart.js";
import { howWords, runsOf, shareOf, wayWords } from "./words.js";

/** @import {Comparison} from "./comparison.js" */
/** @import {Run} from "./words.js" */

const STEP_TIME = 180; // ms of each step while it plays
const FIRST_SHOWN = 12; // step: half of the way

const HTML = `
  <div class="strip" aria-hidden="true"></div>
  <p class="axis" aria-hidden="true"><span>100 %</span><span>50</span><span>0</span></p>
  <button type="button" class="play" aria-label="Play the morph from the kept drawing to this one">▶</button>
  <div class="slide"><input type="range" min="0" max="24" step="1" value="${FIRST_SHOWN}" aria-label="Morph from the kept drawing to this one"></div>
  <p class="ends" aria-hidden="true"><span>kept</span><span>now</span></p>
  <p class="how"></p>`;

/**
 * Build the way from one drawing to the other. step() is the one that is chosen, and stays so for the next comparison.
 * @param {HTMLElement} element
 * @param {() => void} onStep   another one is chosen
 */
export function buildInterpolation(element, onStep) {
  element.innerHTML = HTML;
  const chart = buildWayChart(element);
  const slider = find(element, "input", HTMLInputElement);
  let step = FIRST_SHOWN;
  let last = 0;
  /** @type {Run[]} */
  let runs = [];
  const markPlaying = (/** @type {boolean} */ plays) => void element.classList.toggle("playing", plays);
  const playback = createPlayback(STEP_TIME, () => last, choose, markPlaying);

  function mark() {
    const label = runs.find(({ to }) => step <= to)?.label;
    slider.value = String(step);
    slider.ariaValueText = `${shareOf(step, last)}, ${label === "?" ? "not a digit" : `read as ${label}`}`;
    chart.mark(step, last);
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
  find(element, ".play", HTMLButtonElement).addEventListener("click", playback.toggle);

  return {
    step: () => step,
    stop: playback.stop,
    /** Show a comparison; returns it in a sentence, and its answers. @param {Comparison} comparison */
    show(comparison) {
      last = comparison.last;
      runs = runsOf(comparison.between);
      chart.show(runs, comparison.between.probabilities, howWords(comparison));
      slider.max = String(last);
      mark();
      return {
        sentence: `Morphing from the kept drawing to this one, ${wayWords(runs, last)}.`,
        answers: runs.map(({ label, from, to }) => `${label}:${from}-${to}`).join(" "),
      };
    },
  };
}
