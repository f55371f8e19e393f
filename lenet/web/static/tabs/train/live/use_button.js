// At the end of the row of tabs: the switch that has the network in training read above.

import { make } from "../../../controls/find.js";
import { hasNetwork } from "./lab.js";

/** @import {LabStore} from "../types.js" */

/**
 * Build it.
 * @param {LabStore} lab
 */
export function buildUseButton(lab) {
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
  return button;
}
