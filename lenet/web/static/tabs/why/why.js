// Why this answer: what made the first class beat the second, and what each patch of ink is worth.

import { find, make } from "../../controls/find.js";
import { cssColour } from "../../paint/colour.js";
import { createDebounced } from "../../server/debounced.js";
import { inputsOf } from "../../state/drawing.js";
import { isOfCodes, networkOf } from "../../state/networks.js";
import { best, largest, withSign } from "../../state/numbers.js";
import { isOff, switchOff, toggled } from "../../state/off.js";
import { stateOf } from "../../state/verdict.js";
import { buildOcclusion } from "./occlusion.js";
import { offButton } from "./off_button.js";
import { splitByMargin, termList } from "./terms.js";

/** @import {Network, Page, Question, Switched, Theme} from "../../types.js" */
/** @import {Term} from "./terms.js" */

/**
 * By how much each part adds to the margin between the first class's logit and the second's.
 * @typedef {object} Attribution
 * @property {number} first
 * @property {number} second
 * @property {number} margin
 * @property {number} bias
 * @property {number[]} f6            by unit; with the bias, they add up to the margin
 * @property {number[]} s4            by map: what the margin loses without it
 * @property {number[][]} occluded    the first class's margin over the best other when a square is covered, by row and column
 * @property {number[][]} read        the digit that is read then
 * @property {number} patch           the square's side in pixels
 */

const HTML = `
  <p class="empty">Draw a digit to see why the network chose its answer over the runner-up.</p>
  <p class="sentence" aria-live="off"></p>
  <div class="columns">
    <div><h3>F6: contributions to the margin</h3><p class="fact"></p><div class="terms-pair"></div></div>
    <div><h3>S4: ablating one map</h3><p>Drop in the margin when one S4 map is switched off: press it to do so. C5 and F6 are nonlinear, so the drops don’t add up.</p><div class="s4-contributions"></div></div>
    <div><h3>Input: occlusion</h3><p>Drop in the margin when a <span class="patch"></span> patch is erased.</p>
      <div class="beside"><div class="occluded"><canvas class="heat" role="img" aria-label="Drop in the margin for each erased patch of the digit"></canvas><canvas class="ink" width="28" height="28" aria-hidden="true"></canvas></div>
        <div><p class="flips"></p><p class="worth"></p></div></div></div>
  </div>`;

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
export function build(panel, { store, networks }) {
  panel.innerHTML = HTML;
  panel.classList.add("nothing");
  const showOcclusion = buildOcclusion(panel);

  /**
   * @param {Question} question
   * @param {Attribution | null} attribution
   */
  function show({ network }, attribution) {
    panel.classList.toggle("nothing", attribution === null);
    if (attribution === null) return;
    const { theme, answer } = store.now();
    const terms = splitByMargin(attribution.f6);
    const begins = stateOf(answer.packet) === "rejected" ? "Rejected as not a digit. Of the ten digits, why" : "Why";
    find(panel, ".sentence", HTMLElement).innerHTML = sentenceOf(begins, attribution, terms);
    find(panel, ".fact", HTMLElement).textContent = factOf(attribution, networkOf(networks, network));
    find(panel, ".terms-pair", HTMLElement).replaceChildren(
      termList(`for ${attribution.first}`, terms.helped, (value) => value > 0),
      termList(`for ${attribution.second}`, terms.opposed, (value) => value < 0),
    );
    find(panel, ".s4-contributions", HTMLElement).replaceChildren(...mapTiles(attribution.s4, theme));
    showSwitches();
    showOcclusion(attribution, answer.packet, theme);
  }

  panel.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("button[data-part]") : null;
    if (pressed) switchOff(store, { off: toggled(store.now().view.off, partOf(pressed)) });
  });

  function showSwitches() {
    for (const button of panel.querySelectorAll("button[data-part]"))
      button.ariaPressed = String(isOff(store.now().view.off, partOf(button)));
  }

  store.follow(["view"], showSwitches);
  return createDebounced(store, panel, "why", inputsOf, show);
}

/**
 * Tell which map or unit a switch is of.
 * @param {Element} button
 * @returns {Switched}
 */
function partOf(button) {
  const [layer, map] = (button.getAttribute("data-part") ?? "").split(" ");
  return [layer, Number(map)];
}

/**
 * @param {string} begins   the sentence
 * @param {Attribution} attribution
 * @param {{helped: Term[], opposed: Term[]}} terms
 */
function sentenceOf(begins, { first, second, margin, s4 }, { helped, opposed }) {
  const [helping, opposing] = [helped, opposed].map((terms) => terms.slice(0, 3).map(({ unit }) => unit));
  const list = (/** @type {number[]} */ [one, two, three]) => `${one}, ${two} and ${three}`;
  const against = opposed[0].value < 0 ? `; units ${list(opposing)} pull the other way` : "";
  return `${begins} <b>${first}</b> and not <b>${second}</b>? The logit of ${first} is higher by <b>${margin.toFixed(2)}</b>. Units ${list(helping)} of F6 contribute most${against}. S4 map ${best(s4)} matters most.`;
}

/**
 * @param {Attribution} attribution
 * @param {Network} network
 */
function factOf({ bias }, { layers }) {
  return bias === 0 && isOfCodes(layers[layers.length - 1])
    ? "Exact: the difference between squared distances to two ±1 codes is linear in F6, so the 84 contributions sum to the margin."
    : `Exact: the output layer is linear, so the 84 contributions plus the bias term (${withSign(bias)}) sum to the margin.`;
}

/**
 * @param {number[]} contributions   by map
 * @param {Theme} theme
 */
function mapTiles(contributions, { table }) {
  const most = largest(contributions, 1e-6);
  return contributions.map((value, map) => {
    const tile = make("i");
    tile.style.background = cssColour(table, value / most);
    const number = make("small", { textContent: String(map) });
    const worth = make("span", { className: "value", textContent: withSign(value) });
    return offButton(["S4", map], tile, number, worth);
  });
}
