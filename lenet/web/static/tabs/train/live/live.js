// Live training: a network learns on the server, and all that can be seen of it is painted here.

import { save } from "../../../controls/download.js";
import { find } from "../../../controls/find.js";
import { bytesOf } from "../../../state/numbers.js";
import { answerAbove, useAbove } from "./above.js";
import { buildBatch } from "./batch.js";
import { buildButtons } from "./buttons.js";
import { buildErrorChart } from "./error_chart.js";
import { buildGradients } from "./gradients.js";
import { buildKernels } from "./kernels.js";
import { createLab } from "./lab.js";
import { createPainter } from "./painter.js";
import { buildRunList } from "./run_list.js";
import { buildSettings } from "./settings_form.js";
import { buildStatusLine } from "./status_line.js";
import { buildTraceChart } from "./trace_chart.js";
import { buildTrials } from "./trials.js";
import { buildUseButton } from "./use_button.js";
import { seenWords } from "./words.js";

/** @import {Page} from "../../../types.js" */
/** @import {Saved} from "../types.js" */

const HTML = `
  <div class="lab-columns">
    <div class="lab-settings"><div class="lab-buttons"></div><div class="lab-form"></div>
      <p class="progress"></p>
      <p class="hint">Changes apply to the next run.</p></div>
    <div class="lab-curves"></div>
    <div class="lab-inside"></div>
    <div class="lab-batch"></div>
  </div>`;

/**
 * Build it.
 * @param {HTMLElement} panel
 * @param {HTMLElement} head   above it, for what is told where nothing can be trained, too
 * @param {Page} page
 * @param {string} tab         in which it stands
 */
export function buildLive(panel, head, { store, networks, training }, tab) {
  panel.innerHTML = HTML;
  const part = (/** @type {string} */ name) => find(panel, `.${name}`, HTMLElement);
  const laboratory = createLab(training.settings, {
    onPacket: (question, packet, { c1 }) => answerAbove(store, question, packet, c1),
    onSaved: saveFiles,
  });
  const { lab } = laboratory;
  head.append(buildTrials(training.experiments, laboratory), buildStatusLine(laboratory));
  buildButtons(part("lab-buttons"), laboratory);
  buildSettings(part("lab-form"), lab, networks, training);
  const runs = buildRunList(lab);
  const [error, trace] = [buildErrorChart(lab, runs.element), buildTraceChart(lab)];
  const [kernels, gradients, batch] = [buildKernels(), buildGradients(), buildBatch()];
  part("lab-curves").append(error.element, trace.element);
  part("lab-inside").append(kernels.element, gradients.element);
  part("lab-batch").append(batch.element, runs.element, batch.note);
  useAbove(store, lab, [tab, "layers"]);
  store.follow(["question"], ({ question }) => laboratory.look(question));

  const progress = part("progress");

  function paint() {
    const { theme } = store.now();
    runs.show();
    error.show();
    trace.show();
    progress.textContent = seenWords(lab.now());
    gradients.show(lab.now());
    kernels.show(lab.now(), theme);
    batch.show(lab.now(), theme);
  }

  const paintSoon = createPainter(paint, {
    isInSight: () => panel.checkVisibility(),
    isDrawing: () => store.now().live !== null,
  });
  lab.follow(["runs", "training", "status"], paintSoon);
  return { lab, useButton: buildUseButton(lab), paintSoon };
}

/** Save a network's weights and their card, which belong together. @param {Saved} saved */
function saveFiles({ name, weights, card }) {
  save(`${name}.safetensors`, bytesOf(weights), "application/octet-stream");
  save(`${name}.json`, JSON.stringify(card, null, 2), "application/json");
}
