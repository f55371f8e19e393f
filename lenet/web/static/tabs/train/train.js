// Train: a network learns live, before the visitor's eyes, or the recorded training of the shipped one is watched again.

import { make } from "../../controls/find.js";
import { buildSwitch } from "../../controls/switch.js";
import { WITHOUT } from "./live/lab.js";
import { buildLive } from "./live/live.js";
import { buildRecorded } from "./recorded/recorded.js";

/** @import {Answer, Page} from "../../types.js" */
/** @import {Status} from "./types.js" */

const SWITCH = ["live", "recorded"]
  .map(
    (value) =>
      `<label><input type="radio" name="training" value="${value}">${value === "live" ? "Train live" : "Recorded"}</label>`,
  )
  .join("");

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
export function build(panel, page) {
  const recorded = make("div", { id: "recorded", hidden: true });
  const [head, live] = [make("div", { className: "lab-head" }), make("div", { id: "live" })];
  const { lab, useButton, paintSoon } = buildLive(live, head, page, panel.id);
  const hear = buildRecorded(recorded, page, panel.id);
  const choice = make("div", { className: "switch", role: "radiogroup", ariaLabel: "Training", innerHTML: SWITCH });
  const check = buildSwitch(choice, (value) => {
    chosen = value === "live";
    if (!chosen) lab.change({ isUsed: false });
    show();
  });
  panel.append(make("div", { className: "tab-controls" }, useButton, choice), head, live, recorded);
  /** @type {boolean | null} */
  let chosen = null;
  let wasReached = false;

  /** Where nothing can be trained, the recorded training is shown, unless the other is wanted. @param {Status} status */
  const canBe = ({ phase }) => !WITHOUT.includes(phase) && (phase !== "lost" || wasReached);

  function show() {
    const isLive = chosen ?? canBe(lab.now().status);
    check(isLive ? "live" : "recorded");
    live.hidden = useButton.hidden = !isLive;
    recorded.hidden = isLive;
    head.hidden = !isLive && (chosen === false || canBe(lab.now().status)); // else it says why that one is shown
    paintSoon();
  }

  lab.follow(["status"], ({ status: { phase } }) => {
    wasReached ||= phase !== "connecting" && phase !== "lost";
    show();
  });
  return (/** @type {Answer} */ answer) => {
    hear(answer);
    paintSoon();
  };
}
