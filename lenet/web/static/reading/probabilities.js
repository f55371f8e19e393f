// Ten probabilities, a bar each, with the logits that they come from; where maps are off, a tick is the whole network's.

import { make } from "../controls/find.js";
import { halvesOf, percent, signed } from "../state/numbers.js";

/** @import {State, Store} from "../types.js" */

const LEAST = 0.005; // of a track: a smaller share has no tick

/**
 * Write where the tick of the whole network's share stands: out of sight where there is none.
 * @param {number | undefined} share
 */
export const wholeOf = (share = 0) => (share < LEAST ? 2 : share).toFixed(4);

/**
 * Show every answer's probabilities.
 * @param {HTMLElement} list
 * @param {Store<State>} store
 */
export function buildProbabilities(list, store) {
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const track = make("span", { className: "track" }, make("i"), make("b", { className: "whole" }));
    const [logit, written] = ["logit", "value"].map((className) => make("span", { className }));
    const name = make("span", { className: "name", textContent: String(digit) });
    const bar = make("li", {}, name, logit, track, written);
    bar.dataset.class = String(digit);
    list.append(bar);
    return { bar, logit, written };
  });

  store.follow(["answer"], ({ answer: { packet } }) => {
    const logits = packet && halvesOf(packet.maps.OUTPUT);
    for (const [digit, { bar, logit, written }] of bars.entries()) {
      const probability = packet?.probabilities[digit] ?? 0;
      bar.dataset.probability = packet ? String(probability) : "";
      bar.classList.toggle("best", digit === packet?.top3[0][0]);
      bar.style.setProperty("--share", probability.toFixed(4));
      bar.style.setProperty("--whole", wholeOf(packet?.off?.whole.probabilities[digit]));
      logit.textContent = logits ? signed(logits[digit], 1) : "";
      written.textContent = packet ? percent(probability) : "";
    }
  });
}
