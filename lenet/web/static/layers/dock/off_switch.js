// The pinned unit's map: switched off here, or left as the only one of its layer; and what the answer loses without it.

import { make } from "../../controls/find.js";
import { LIVE } from "../../state/checkpoint.js";
import { networkOf } from "../../state/networks.js";
import { signed } from "../../state/numbers.js";
import { allBut, canBeOff, isOff, kindOf, switchOff, toggled } from "../../state/off.js";

/** @import {Network, State, Store, Unit} from "../../types.js" */

/**
 * Build the two buttons, and the lines on what the map is worth.
 * @param {Store<State>} store
 * @param {Network[]} networks
 */
export function buildOffSwitch(store, networks) {
  const off = make("button", { type: "button", className: "off-switch" });
  const only = make("button", { type: "button", className: "only", textContent: "Only this" });
  const lines = make("dl", { className: "worth-lines" });
  const pinned = () => /** @type {Unit} */ (store.now().unit);
  off.addEventListener("click", () => switchOff(store, { off: toggled(store.now().view.off, pinned()) }));
  only.addEventListener("click", () => switchOff(store, { off: allBut(store.now().view.off, pinned()) }));
  store.follow(["unit", "view", "margins", "network"], ({ unit, view, margins, network }) => {
    off.hidden = only.hidden = unit === null || !canBeOff(unit[0]) || view.checkpoint === LIVE;
    lines.replaceChildren();
    if (unit === null || off.hidden) return;
    const [layer, map] = unit;
    const what = kindOf(layer);
    const isSilent = isOff(view.off, unit);
    off.textContent = isSilent ? "Switch on" : "Switch off";
    off.title = `Switch this ${what} ${isSilent ? "on" : "off"} (O, or Shift-click)`;
    only.title = `Switch all other ${what}s of ${layer} off`;
    const { errors, errorsWithout } = networkOf(networks, network);
    const lost = margins?.lost[layer]?.[map];
    const error = errorsWithout[layer]?.[map];
    if (lost !== undefined && !isSilent) lines.append(lineOf("margin lost without it", signed(lost, 2)));
    if (error !== undefined) {
      const change = `${errors.mnist.toFixed(2)} → ${error.toFixed(2)} %`;
      lines.append(lineOf("test error", change));
      lines.title = `Without this ${what}: what the margin of this answer loses, and the test error on MNIST`;
    }
  });
  return { off, only, lines };
}

/**
 * @param {string} words
 * @param {string} value
 */
const lineOf = (words, value) =>
  make("div", {}, make("dt", { textContent: words }), make("dd", { textContent: value }));
