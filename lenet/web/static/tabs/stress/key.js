// The key of the stress test's charts, with what they all share: the network laid over them, and Reset all.

import { areaSample, curveSample, keyLine } from "../../charts/key.js";
import { make } from "../../controls/find.js";

/** @import {Network} from "../../types.js" */

const BRACKET = `<g class="claim"><path d="M1 6H27M1 2V10M27 2V10"/></g>`;

/**
 * Build it. name(answer) tells whose probability the curves are.
 * @param {Network[]} networks   that can be laid over
 * @param {{overlay: (network: string | null) => void, reset: () => void}} actions
 */
export function buildStressKey(networks, actions) {
  const curve = keyLine({ drawn: curveSample("line"), words: "" });
  const overlay = make("select", { id: "overlay" }, make("option", { value: "", textContent: "none" }));
  overlay.append(...networks.map(({ name, title }) => make("option", { value: name, textContent: title })));
  const overlaid = keyLine({ drawn: curveSample("other"), words: "" }, make("label", {}, "Overlay: ", overlay));
  const reset = make("button", { type: "button", id: "reset", textContent: "Reset all" });
  const key = make(
    "ul",
    { className: "key" },
    curve,
    keyLine({ drawn: curveSample("reject-share"), words: "“not a digit”" }),
    keyLine({ drawn: areaSample("misread"), words: "read as another digit" }),
    keyLine({ drawn: areaSample("rejected"), words: "rejected" }),
    keyLine({ drawn: BRACKET, words: "the 1998 paper’s range" }),
    overlaid,
  );
  reset.addEventListener("click", actions.reset);
  overlay.addEventListener("change", () => {
    markUnused();
    actions.overlay(overlay.value || null);
  });

  /** Without a network laid over, its line is no part of the key. */
  function markUnused() {
    overlaid.classList.toggle("unused", overlay.value === "");
  }

  markUnused();

  return {
    element: make("div", { className: "stress-side" }, key, reset),
    key,
    name(/** @type {number | null} */ answer) {
      curve.children[1].textContent = `probability of ${answer ?? "the answer"}`;
    },
  };
}
