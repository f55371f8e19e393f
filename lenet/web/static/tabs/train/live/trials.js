// Experiments that set themselves up: their buttons, and what starts one run of an experiment after the other.

import { make } from "../../../controls/find.js";
import { hasNetwork, WITHOUT } from "./lab.js";
import { differing } from "./runs.js";

/** @import {Experiment, Lab} from "../types.js" */
/** @import {Laboratory} from "./lab.js" */

/**
 * Build the buttons. A run of an experiment ends when it has seen so many digits; the last one is paused then.
 * @param {Experiment[]} experiments
 * @param {Laboratory} laboratory
 */
export function buildTrials(experiments, { lab, start, tell }) {
  const buttons = experiments.map((experiment) => {
    const button = make("button", { type: "button", textContent: experiment.title, title: experiment.sentence });
    button.dataset.experiment = experiment.name;
    button.addEventListener("click", () => begin(experiment, 0));
    return button;
  });

  /**
   * @param {Experiment} experiment
   * @param {number} at
   */
  function begin(experiment, at) {
    lab.change({ trial: { experiment, at } });
    start(experiment.runs[at]);
  }

  lab.follow(["training", "status"], (now) => {
    if (!isShown(now) || now.trial === null) return;
    const { experiment, at } = now.trial;
    if (at + 1 < experiment.runs.length) return begin(experiment, at + 1);
    lab.change({ trial: { experiment, at: at + 1 } }); // it is over, its sentence stays
    if (now.status.phase === "training") tell({ do: "pause" });
  });
  const element = make(
    "div",
    { className: "trials", role: "group", ariaLabel: "Experiments" },
    make("span", { textContent: "Experiments" }),
    ...buttons,
  );
  lab.follow(["status", "trial"], ({ status, trial }) => {
    element.hidden = WITHOUT.includes(status.phase);
    const canStart = status.phase === "ready" || status.phase === "preparing" || hasNetwork(status);
    for (const [at, button] of buttons.entries()) {
      button.disabled = !canStart || (status.phase === "watching" && !status.over);
      button.ariaPressed = String(trial?.experiment === experiments[at]);
    }
  });
  return element;
}

/**
 * Tell whether the run of an experiment that is under way has shown what it shall: by the digits that it has seen, or
 * because it may not take longer.
 * @param {Lab} lab
 */
export function isShown({ trial, training, runs, status }) {
  const run = runs.at(-1);
  if (trial === null || run === undefined || training === null || training.run !== run.id) return false;
  const its = trial.experiment.runs[trial.at];
  const isItsRun = its !== undefined && differing([run.settings, its]).length === 0;
  return isItsRun && ((training.seen ?? 0) >= trial.experiment.seen || status.phase === "finished");
}
