// Train: a network learns live, before the visitor's eyes, or the recorded training of the shipped one is watched again.

import { make } from "../../controls/find.js";
import { WITHOUT } from "./live/lab.js";
import { buildLive } from "./live/live.js";
import { buildRecorded } from "./recorded/recorded.js";

/** @import {Answer, Page, Tab} from "../../types.js" */
/** @import {Status} from "./types.js" */

/** @type {Tab} */
export const train = { name: "learning", title: "Train", build };

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
function build(panel, page) {
  const recorded = make("div", { id: "recorded", hidden: true });
  const [head, live] = [make("div", { className: "lab-head" }), make("div", { id: "live" })];
  const { lab, useButton, paintSoon } = buildLive(live, head, page, train.name);
  const hear = buildRecorded(recorded, page, train.name);
  const choice = buildChoice((isLive) => {
    if (!isLive) lab.change({ isUsed: false });
    chosen = isLive;
    show();
  });
  panel.append(make("div", { className: "tab-controls" }, useButton, choice.element), head, live, recorded);
  /** @type {boolean | null} */
  let chosen = null;
  let wasReached = false;

  /** Where nothing can be trained, the recorded training is shown, unless the other is wanted. @param {Status} status */
  const canBe = ({ phase }) => !WITHOUT.includes(phase) && (phase !== "lost" || wasReached);

  function show() {
    const isLive = chosen ?? canBe(lab.now().status);
    choice.check(isLive);
    live.hidden = useButton.hidden = !isLive;
    recorded.hidden = isLive;
    head.hidden = !isLive && canBe(lab.now().status);
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

/**
 * Build the switch between the two.
 * @param {(isLive: boolean) => void} choose
 */
function buildChoice(choose) {
  const choices = [true, false].map((isLive) => {
    const radio = make("input", { type: "radio", name: "training", value: isLive ? "live" : "recorded" });
    radio.addEventListener("change", () => choose(isLive));
    return { isLive, radio, label: make("label", {}, radio, isLive ? "Train live" : "Recorded") };
  });
  return {
    element: make(
      "div",
      { className: "switch", role: "radiogroup", ariaLabel: "Training" },
      ...choices.map(({ label }) => label),
    ),
    check(/** @type {boolean} */ isLive) {
      for (const each of choices) each.radio.checked = each.isLive === isLive;
    },
  };
}
