// One way to change the digit: its slider, and above it what becomes of the answer.

import { find } from "../../controls/find.js";
import { escaped } from "../../state/numbers.js";
import { amountAt, amountWords, placeOf } from "./scale.js";
import { buildSweepChart } from "./sweep_chart.js";

/** @import {Perturbation, State, Store} from "../../types.js" */
/** @import {Sweep} from "./sweep.js" */

/**
 * Build a perturbation's section; its slider stands where view.amounts says.
 * @param {Perturbation} perturbation
 * @param {Store<State>} store
 * @param {{set: (amount: number) => void, play: (section: HTMLElement) => void}} actions
 */
export function buildPerturbation(perturbation, store, { set, play }) {
  const { name, unit, neutral } = perturbation;
  const section = document.createElement("section");
  section.dataset.perturbation = name;
  section.innerHTML = `<h3>${escaped(name)} <small>${escaped(unit)}</small> <span class="value"></span><button type="button" class="play">▶</button></h3>
    <div class="slide"><input type="range" min="0" max="1" step="any"></div>
    <p class="breaking"></p>`;
  const value = find(section, ".value", HTMLElement);
  const playButton = find(section, ".play", HTMLButtonElement);
  const slider = find(section, "input", HTMLInputElement);
  const breaking = find(section, ".breaking", HTMLElement);
  const { chart, show, mark } = buildSweepChart(perturbation);
  find(section, "h3", HTMLElement).after(chart);
  playButton.ariaLabel = `Play ${name}`;
  playButton.addEventListener("click", () => play(section));
  slider.ariaLabel = `${name}, ${unit}`;
  slider.addEventListener("input", () => {
    set(amountAt(perturbation, Number(slider.value)));
    stand(); // at neutral, if it is near
  });

  function stand() {
    const { amounts } = store.now().view;
    const amount = amounts[name] ?? neutral;
    slider.value = String(placeOf(perturbation, amount));
    slider.ariaValueText = amountWords(perturbation, amount);
    value.textContent = name in amounts ? amountWords(perturbation, amount) : "";
    return amount;
  }

  stand();
  store.follow(["view"], (now, before) => {
    if (now.view.amounts[name] !== before.view.amounts[name]) mark(stand());
  });

  return {
    name,
    section,
    show(/** @type {Sweep | null} */ sweep, /** @type {Sweep | null} */ laidOver) {
      const { breaks, words } = show(sweep, laidOver);
      breaking.textContent = words;
      section.dataset.breaks = JSON.stringify(breaks);
    },
  };
}
