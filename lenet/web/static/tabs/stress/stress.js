// Stress test: a chart for each way to change the digit, the probability of the answer at every amount; its slider is
// the chart's axis.

import { find } from "../../controls/find.js";
import { createDebounced } from "../../server/debounced.js";
import { inputsOf } from "../../state/drawing.js";
import { buildStressKey } from "./key.js";
import { MEASURES } from "./measures.js";
import { buildPerturbation } from "./perturbation.js";
import { createPlayer } from "./player.js";
import { isNeutral } from "./scale.js";

/** @import {Page, Perturbation, Question} from "../../types.js" */
/** @import {Sweep} from "./sweep.js" */

/** @typedef {Record<string, Sweep>} Sweeps   by perturbation */

const HTML = `<div class="perturbations"></div>
  <p class="empty">Draw a digit, then distort it until the network fails.</p>`;

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
export function build(panel, { store, networks, perturbations }) {
  panel.innerHTML = HTML;
  const hint = find(panel, ".empty", HTMLElement);
  /** @type {string | null} */
  let other = null;
  const player = createPlayer(set);
  const side = buildStressKey(networks, {
    reset,
    overlay(network) {
      other = network;
      follow(store.now().answer);
    },
  });
  const parts = Object.keys(MEASURES).flatMap((name) =>
    perturbations
      .filter((each) => each.name === name)
      .map((perturbation) =>
        buildPerturbation(perturbation, store, side.key, {
          set: (amount) => set(perturbation, amount),
          play: (mark) => player.toggle(perturbation, mark),
        }),
      ),
  );
  find(panel, ".perturbations", HTMLElement).append(...parts.map(({ figure }) => figure), side.element);

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
    const answers = parts.map(({ name, show }) => show(packet?.sweeps[name] ?? null, packet?.other?.[name] ?? null));
    hint.hidden = packet !== null;
    side.name(answers[0]); // they all begin with the same digit
  }

  show(null, null);
  const inputs = (/** @type {Question} */ question) => ({ ...inputsOf(question), other });
  const follow = createDebounced(store, panel, "stress", inputs, show);
  // What is bent is bent for the whole page: no other tab is opened on it unawares.
  store.follow(["tab"], ({ tab }) => tab !== panel.id && reset());
  return follow;
}
