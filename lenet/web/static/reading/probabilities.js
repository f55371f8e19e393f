// Ten probabilities, a bar each.

import { make } from "../controls/find.js";
import { percent } from "../state/numbers.js";

/** @import {State, Store} from "../types.js" */

/**
 * Show every answer's probabilities.
 * @param {HTMLElement} list
 * @param {Store<State>} store
 */
export function buildProbabilities(list, store) {
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const track = make("span", { className: "track" }, make("i"));
    const written = make("span", { className: "value" });
    const bar = make("li", {}, make("span", { className: "name", textContent: String(digit) }), track, written);
    bar.dataset.class = String(digit);
    list.append(bar);
    return { bar, written };
  });

  store.follow(["answer"], ({ answer: { packet } }) => {
    for (const [digit, { bar, written }] of bars.entries()) {
      const probability = packet?.probabilities[digit] ?? 0;
      bar.dataset.probability = packet ? String(probability) : "";
      bar.classList.toggle("best", digit === packet?.top3[0][0]);
      bar.style.setProperty("--share", probability.toFixed(4));
      written.textContent = packet ? percent(probability) : "";
    }
  });
}
