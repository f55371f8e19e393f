// Stress test: a slider for each way to change the digit; above it the probability of the answer at every amount.

import { find, make } from "../../controls/find.js";
import { createDebounced } from "../../server/debounced.js";
import { inputsOf } from "../../state/drawing.js";
import { buildPerturbation } from "./perturbation.js";
import { createPlayer } from "./player.js";
import { isNeutral } from "./scale.js";

/** @import {Page, Perturbation, Question, Tab} from "../../types.js" */
/** @import {Sweep} from "./sweep.js" */

/** @typedef {Record<string, Sweep>} Sweeps   by perturbation */

const HTML = `
  <p class="sentence"></p>
  <div class="stress-head">
    <p>Line: probability of the answer at rest. Shaded: another answer wins, or “not a digit”. Dashed: where it breaks. Blue band: read, by the 1998 paper’s own estimate. Brown line: the same answer’s probability by the network laid over.</p>
    <label>Lay over <select id="overlay"><option value="">no other network</option></select></label>
    <button type="button" id="reset">Reset all</button>
  </div>
  <div class="perturbations"></div>`;

/** @type {Tab} */
export const stress = { name: "stress", title: "Stress", build };

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
function build(panel, { store, networks, perturbations }) {
  panel.innerHTML = HTML;
  const sentence = find(panel, ".sentence", HTMLElement);
  const overlay = find(panel, "#overlay", HTMLSelectElement);
  overlay.append(...networks.map(({ name, title }) => make("option", { value: name, textContent: title })));
  const player = createPlayer(set);
  const parts = perturbations.map((perturbation) =>
    buildPerturbation(perturbation, store, {
      set: (amount) => set(perturbation, amount),
      play: (section) => player.toggle(perturbation, section),
    }),
  );
  find(panel, ".perturbations", HTMLElement).append(...parts.map(({ section }) => section));

  /**
   * @param {Perturbation} perturbation
   * @param {number} amount
   */
  function set(perturbation, amount) {
    const { view } = store.now();
    const amounts = { ...view.amounts, [perturbation.name]: amount };
    if (isNeutral(perturbation, amount)) delete amounts[perturbation.name];
    store.change({ view: { ...view, amounts } });
  }

  function reset() {
    player.stop();
    const { view } = store.now();
    if (Object.keys(view.amounts).length > 0) store.change({ view: { ...view, amounts: {} } });
  }

  /**
   * @param {Question | null} _
   * @param {{sweeps: Sweeps, other: Sweeps | null} | null} packet
   */
  function show(_, packet) {
    sentence.textContent = packet
      ? "How far can it bend?"
      : "Draw a digit, then bend it: shift, turn, squeeze it, until it is misread.";
    for (const part of parts) part.show(packet?.sweeps[part.name] ?? null, packet?.other?.[part.name] ?? null);
  }

  show(null, null);
  const inputs = (/** @type {Question} */ question) => ({ ...inputsOf(question), other: overlay.value || null });
  const follow = createDebounced(store, panel, "stress", inputs, show);
  overlay.addEventListener("change", () => follow(store.now().answer));
  find(panel, "#reset", HTMLButtonElement).addEventListener("click", reset);
  // What is bent is bent for the whole page: no other tab is opened on it unawares.
  store.follow(["tab"], ({ tab }) => tab !== stress.name && reset());
  return follow;
}
