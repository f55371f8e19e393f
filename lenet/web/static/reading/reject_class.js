// The eleventh bar: the share of the reject class among all eleven, and the threshold above which a drawing is rejected.

import { find, make } from "../controls/find.js";
import { networkOf } from "../state/networks.js";
import { percent } from "../state/numbers.js";
import { reasonFor, stateOf } from "../state/verdict.js";
import { wholeOf } from "./probabilities.js";

/** @import {Network, State, Store} from "../types.js" */

/**
 * Show the reject class's share of every answer, and say why a drawing is no sure digit.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 * @param {Network[]} networks
 */
export function buildRejectClass(element, store, networks) {
  const bar = find(element, ".reject", HTMLElement);
  find(bar, ".track", HTMLElement).append(make("b", { className: "whole" }));
  const bars = find(element, ".softmax", HTMLElement);
  const share = find(bar, ".share", HTMLElement);
  const limit = find(element, ".limit", HTMLElement);
  const reason = find(element, ".reason", HTMLElement);

  store.follow(["answer"], ({ answer: { question, packet } }) => {
    const { rejectAbove } = networkOf(networks, question.network);
    const fitted = question.view.checkpoint === null; // a network in training has no fitted threshold yet
    bar.classList.toggle("above", stateOf(packet) === "rejected");
    bar.style.setProperty("--share", (packet?.rubbish ?? 0).toFixed(4));
    bar.style.setProperty("--whole", wholeOf(packet?.off?.whole.rubbish));
    bars.classList.toggle("fitted", fitted);
    limit.textContent = `${(100 * rejectAbove).toFixed(0)} %`;
    bar.style.setProperty("--limit", fitted ? rejectAbove.toFixed(4) : "2");
    bar.dataset.share = packet ? String(packet.rubbish) : "";
    share.textContent = packet ? percent(packet.rubbish) : "";
    reason.textContent = fitted ? reasonFor(packet, rejectAbove) : "";
  });
}
