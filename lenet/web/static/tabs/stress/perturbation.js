// One way to change the digit: its chart with the slider on its axis, and in words where the answer is lost.

import { makePlayButton } from "../../charts/play_button.js";
import { buildPointer } from "../../charts/pointer.js";
import { buildSaving } from "../../charts/saving.js";
import { buildAxisSlider } from "../../charts/slider.js";
import { make } from "../../controls/find.js";
import { amountWords, MEASURES } from "./measures.js";
import { amountAt, placeOf } from "./scale.js";
import { findingOf } from "./sweep.js";
import { buildSweepChart } from "./sweep_chart.js";
import { nearestWords, stepsOf, tableOf } from "./values.js";

/** @import {Perturbation, State, Store} from "../../types.js" */
/** @import {Sweep} from "./sweep.js" */
/** @import {Shown} from "./values.js" */

/**
 * Build a perturbation's figure; its slider stands where view.amounts says.
 * @param {Perturbation} perturbation
 * @param {Store<State>} store
 * @param {HTMLElement} key   of all the charts
 * @param {{set: (amount: number) => void, play: (mark: (plays: boolean) => void) => void}} actions
 */
export function buildPerturbation(perturbation, store, key, { set, play }) {
  const { name, neutral } = perturbation;
  const { title, words: unit } = MEASURES[name];
  const chart = buildSweepChart(perturbation);
  const figure = chart.element;
  figure.dataset.perturbation = name;
  chart.head.title = unit; // in full
  /** @type {Shown | null} */
  let shown = null;

  const saving = buildSaving(chart, {
    name: `stress ${name}`,
    key,
    table: () => (shown ? tableOf(perturbation, shown) : { columns: [], rows: [] }),
  });
  const value = make("b", { className: "value" });
  chart.head.append(value);
  const { slider, stand: place } = buildAxisSlider(chart, { step: "any", label: `${title}, ${unit}` });
  const playButton = makePlayButton(title);
  const sentence = make("p", { className: "finding" });
  figure.append(playButton.button, sentence);
  buildPointer(chart, () => (shown ? stepsOf(perturbation, shown) : []), slider);
  const markPlaying = (/** @type {boolean} */ plays) => {
    figure.classList.toggle("playing", plays);
    playButton.mark(plays);
  };
  playButton.button.addEventListener("click", () => play(markPlaying));
  slider.addEventListener("input", () => {
    set(amountAt(perturbation, Number(slider.value)));
    stand(); // at neutral, if it is near
  });

  function stand() {
    const amount = store.now().view.amounts[name] ?? neutral;
    place(placeOf(perturbation, amount), placeOf(perturbation, neutral));
    const words = amountWords(perturbation, amount);
    slider.ariaValueText = shown ? `${words}, ${nearestWords(perturbation, shown, amount)}` : words;
    value.textContent = words;
    value.classList.toggle("moved", amount !== neutral);
    chart.mark(amount);
  }

  saving.enable(false);
  store.follow(["view"], (now, before) => {
    if (now === before || now.view.amounts[name] !== before.view.amounts[name]) stand();
  });

  return {
    name,
    figure,
    show(/** @type {Sweep | null} */ sweep, /** @type {Sweep | null} */ overlaid) {
      const finding = sweep && findingOf(perturbation, sweep);
      shown = sweep && finding && { sweep, answer: finding.answer, overlaid };
      chart.show(sweep, finding, overlaid);
      chart.describe(finding ? `Probability of ${finding.answer}, ${unit}: ${finding.words}.` : "");
      sentence.textContent = finding?.words ?? "";
      figure.dataset.breaks = JSON.stringify((finding?.breaks ?? []).map((each) => amountAt(perturbation, each)));
      saving.enable(shown !== null);
      stand();
      return finding?.answer ?? null;
    },
  };
}
