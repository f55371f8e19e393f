// At the end of the row of tabs: how far the training has come, and the switch that has its network read above.

import { make } from "../../../controls/find.js";
import { hasNetwork } from "./lab.js";
import { countOf } from "./words.js";

/** @import {LabStore} from "../types.js" */

/**
 * Build both; show() writes how far it has come.
 * @param {LabStore} lab
 */
export function buildUseButton(lab) {
  const progress = make("span", { className: "seen" });
  const button = make("button", {
    type: "button",
    className: "use",
    title: "The whole page reads with the network in training, while this tab or Layers is open",
  });
  button.addEventListener("click", () => lab.change({ isUsed: !lab.now().isUsed }));
  lab.follow(["isUsed", "status"], ({ isUsed, status }) => {
    button.ariaPressed = String(isUsed);
    button.textContent = `${isUsed ? "✓ " : ""}Use this network above`;
    button.disabled = !hasNetwork(status);
  });
  return {
    elements: [progress, button],
    show() {
      const { training } = lab.now();
      progress.textContent = training
        ? `${countOf(training.seen ?? 0)} digits seen, ${countOf(Math.round(training.rate ?? 0))} batches/s`
        : "";
    },
  };
}
