// The settings of the next run.

import { find, make } from "../../../controls/find.js";
import { countOf, escaped } from "../../../state/numbers.js";
import { WITH_DRAWINGS, WITH_PLAIN } from "./runs.js";
import { nearestStop, stopsBetween } from "./stops.js";

/** @import {Network, Training} from "../../../types.js" */
/** @import {LabStore, Settings} from "../types.js" */

const HTML = `
  <label class="line">Network <select data-setting="network"></select></label>
  <label class="slider"><span>Training digits <b></b></span><input type="range" data-setting="digits" min="0" step="1"><span class="ends"></span></label>
  <label class="slider"><span>Learning rate <b></b></span><input type="range" data-setting="rate" min="0" step="1"><span class="ends"></span></label>
  <label class="line">Distortions <input type="checkbox" role="switch" data-setting="distortions"></label>
  <label class="line">With pen digits <input type="checkbox" role="switch" data-setting="drawings"></label>
  <label class="line">Default initialisation <input type="checkbox" role="switch" data-setting="plain"></label>
  <label class="line">Seed <input type="number" data-setting="seed" min="0" step="1"></label>`;

/**
 * Build the form; changes apply to the next run.
 * @param {HTMLElement} element
 * @param {LabStore} lab
 * @param {Network[]} networks
 * @param {Training} training   the ends of settings
 */
export function buildSettings(element, lab, networks, { digits, rates, seeds }) {
  element.innerHTML = HTML;
  const change = (/** @type {Partial<Settings>} */ some) => {
    lab.change({ settings: fitting({ ...lab.now().settings, ...some }), trial: null });
  };

  const network = find(element, "[data-setting=network]", HTMLSelectElement);
  network.innerHTML = networks.map(({ name, title }) => `<option value="${name}">${escaped(title)}</option>`).join("");
  network.addEventListener("change", () => change({ network: network.value }));
  const sliders = [
    buildSlider(element, "digits", stopsBetween(...digits), countOf, (value) => change({ digits: value })),
    buildSlider(element, "rate", stopsBetween(...rates), String, (rate) => change({ rate })),
  ];
  const switches = /** @type {const} */ (["distortions", "drawings", "plain"]).map((name) => {
    const input = find(element, `[data-setting=${name}]`, HTMLInputElement);
    input.addEventListener("change", () => change({ [name]: input.checked }));
    return { name, input };
  });
  const seed = find(element, "[data-setting=seed]", HTMLInputElement);
  seed.max = String(seeds - 1);
  seed.addEventListener("change", () => {
    const isSeed = seed.validity.valid && seed.value !== "";
    if (isSeed) change({ seed: seed.valueAsNumber });
    else seed.value = String(lab.now().settings.seed);
  });

  lab.follow(["settings"], ({ settings }) => {
    network.value = settings.network;
    for (const slider of sliders) slider.stand(settings);
    for (const { name, input } of switches) input.checked = settings[name];
    seed.value = String(settings.seed);
    hideLine(element, "drawings", settings.network !== WITH_DRAWINGS);
    hideLine(element, "plain", settings.network !== WITH_PLAIN);
  });
}

/**
 * Take back what the network does not have.
 * @param {Settings} settings
 * @returns {Settings}
 */
const fitting = (settings) => ({
  ...settings,
  drawings: settings.drawings && settings.network === WITH_DRAWINGS,
  plain: settings.plain && settings.network === WITH_PLAIN,
});

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {boolean} isHidden
 */
function hideLine(element, name, isHidden) {
  const line = find(element, `[data-setting=${name}]`, HTMLInputElement).closest("label");
  if (line) line.hidden = isHidden;
}

/**
 * Build a slider over round numbers.
 * @param {HTMLElement} element
 * @param {"digits" | "rate"} name
 * @param {number[]} stops
 * @param {(value: number) => string} write
 * @param {(value: number) => void} choose
 */
function buildSlider(element, name, stops, write, choose) {
  const input = find(element, `[data-setting=${name}]`, HTMLInputElement);
  const label = input.closest("label") ?? element;
  const value = find(label, "b", HTMLElement);
  input.max = String(stops.length - 1);
  const ends = [0, 0.5, 1].map((share) => stops[Math.round(share * (stops.length - 1))]);
  find(label, ".ends", HTMLElement).append(...ends.map((each) => make("small", { textContent: write(each) })));
  input.addEventListener("input", () => choose(stops[input.valueAsNumber]));
  return {
    /** @param {Settings} settings */
    stand(settings) {
      const at = nearestStop(stops, settings[name]);
      input.value = String(at);
      input.style.setProperty("--to", String(at / (stops.length - 1)));
      value.textContent = input.ariaValueText = write(settings[name]);
    },
  };
}
