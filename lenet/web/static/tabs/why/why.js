// Why this answer: what made the first class beat the second, and what each patch of ink is worth.

import { find, make } from "../../controls/find.js";
import { cssColour } from "../../paint/colour.js";
import { createDebounced } from "../../server/debounced.js";
import { inputsOf } from "../../state/drawing.js";
import { isOfCodes, networkOf } from "../../state/networks.js";
import { best, largest, withSign } from "../../state/numbers.js";
import { buildOcclusion } from "./occlusion.js";
import { splitByMargin, termList } from "./terms.js";

/** @import {Network, Page, Question, Tab, Theme} from "../../types.js" */
/** @import {Term} from "./terms.js" */

/**
 * By how much each part adds to the margin between the first class's score and the second's.
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
  <p class="empty">Draw a digit: here stands what made the network prefer its answer to the next best.</p>
  <p class="sentence" aria-live="off"></p>
  <div class="columns">
    <div><h3>F6: units that made the difference</h3><p class="fact"></p><div class="terms-pair"></div></div>
    <div><h3>S4: maps it leaned on</h3><p>By how much the lead shrinks when one map of S4 is set to zero. C5 and F6 squash, so these do not add up.</p><div class="s4-contributions"></div></div>
    <div><h3>Ink: patches it leaned on</h3><p>By how much the lead shrinks when a square of <span class="patch"></span> pixels is covered with paper. <span class="flips"></span> <span class="worth"></span></p>
      <div class="occluded"><canvas class="heat" role="img" aria-label="What each patch of the digit is worth"></canvas><canvas class="ink" width="28" height="28" aria-hidden="true"></canvas></div></div>
  </div>`;

/** @type {Tab} */
export const why = { name: "why", title: "Why", build };

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
function build(panel, { store, networks }) {
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
    find(panel, ".sentence", HTMLElement).innerHTML = sentenceOf(attribution, terms);
    find(panel, ".fact", HTMLElement).textContent = factOf(attribution, networkOf(networks, network));
    find(panel, ".terms-pair", HTMLElement).replaceChildren(
      termList(`for ${attribution.first}`, terms.helped, (value) => value > 0),
      termList(`for ${attribution.second}`, terms.opposed, (value) => value < 0),
    );
    find(panel, ".s4-contributions", HTMLElement).replaceChildren(...mapTiles(attribution.s4, theme));
    showOcclusion(attribution, answer.packet, theme);
  }

  return createDebounced(store, panel, "why", inputsOf, show);
}

/**
 * @param {Attribution} attribution
 * @param {{helped: Term[], opposed: Term[]}} terms
 */
function sentenceOf({ first, second, margin, s4 }, { helped, opposed }) {
  const list = (/** @type {Term[]} */ terms) =>
    terms
      .slice(0, 3)
      .map(({ unit }) => unit)
      .join(", ");
  const against = opposed[0].value < 0 ? `, against units ${list(opposed)}` : "";
  return `<b>${first}</b> rather than <b>${second}</b>: its score leads by <b>${margin.toFixed(2)}</b>, most of it from F6’s units ${list(helped)}${against}; of S4 it needed map ${best(s4)} most.`;
}

/**
 * @param {Attribution} attribution
 * @param {Network} network
 */
function factOf({ bias }, { layers }) {
  return bias === 0 && isOfCodes(layers[layers.length - 1])
    ? "Exact: the difference of two squared distances to codes of ±1 is linear in F6, so the 84 gains add up to the lead."
    : `Exact: OUTPUT is linear in F6, so the 84 gains and the biases’ ${withSign(bias)} add up to the lead.`;
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
    return make("div", {}, tile, number, make("span", { className: "value", textContent: withSign(value) }));
  });
}
