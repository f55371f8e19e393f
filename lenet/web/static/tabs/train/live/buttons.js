// The buttons that start, pause and go on: what each does now, by the phase.

import { find } from "../../../controls/find.js";
import { differing } from "./runs.js";

/** @import {Laboratory} from "./lab.js" */
/** @import {Lab} from "../types.js" */

const HTML = `
  <button type="button" class="main"></button>
  <button type="button" class="step">One batch</button>
  <button type="button" class="again">New run</button>`;

/**
 * Build them. The main one starts, pauses or resumes.
 * @param {HTMLElement} element
 * @param {Laboratory} laboratory
 */
export function buildButtons(element, { lab, tell, start }) {
  element.innerHTML = HTML;
  const [main, step, again] = [".main", ".step", ".again"].map((each) => find(element, each, HTMLButtonElement));

  function begin(paused = false) {
    lab.change({ trial: null });
    start(lab.now().settings, paused);
  }

  main.addEventListener("click", () => {
    const { phase } = lab.now().status;
    if (phase === "training") tell({ do: "pause" });
    else if (phase === "paused") tell({ do: "resume" });
    else begin();
  });
  step.addEventListener("click", () => {
    if (!isOwn(lab.now())) begin(true);
    tell({ do: "step" });
  });
  again.addEventListener("click", () => begin());

  lab.follow(["status", "settings", "runs"], (now) => {
    const { phase, over } = now.status;
    const canStart = over || ["preparing", "ready", "finished", "failed", "training", "paused"].includes(phase);
    main.textContent = phase === "training" ? "❚❚ Pause" : phase === "paused" ? "▶ Resume" : "▶ Start";
    main.dataset.phase = phase;
    main.disabled = step.disabled = !canStart;
    again.disabled = !isOwn(now);
    again.classList.toggle("changed", isOwn(now) && isChanged(now));
    again.title = "Start another run with these settings; these curves stay";
  });
}

/** Tell whether a run of one's own is under way. @param {Lab} lab */
const isOwn = ({ status: { phase } }) => phase === "training" || phase === "paused";

/** Tell whether the settings are no longer those of the run. @param {Lab} lab */
const isChanged = ({ settings, runs }) => differing([settings, runs.at(-1)?.settings ?? settings]).length > 0;
