// The recorded training: the first network at checkpoints of its training, from untrained to finished, on the current drawing.

import { find } from "../../../controls/find.js";
import { createDebounced } from "../../../server/debounced.js";
import { travelling } from "../../../state/drawing.js";
import { halvesOf, largest } from "../../../state/numbers.js";
import { c1Figures } from "../../kernel.js";
import { createPlayback } from "../../playback.js";
import { buildTrainingCharts } from "./training_chart.js";
import { errorOf, errorWords, seenWords } from "./words.js";

/** @import {Page, Question, Theme, View} from "../../../types.js" */

const STEP_TIME = 700; // ms of each checkpoint while the training plays

const HTML = `
  <p class="sentence"></p>
  <div class="learning-columns">
    <div class="training"></div>
    <div><h3>C1 kernels at this step</h3><div class="checkpoint-kernels"></div>
      <p class="note">Recorded training of the default network only. While you move the slider, the rest of the page uses that checkpoint.</p></div>
  </div>`;

/**
 * Build it; returns what hears of answers.
 * @param {HTMLElement} panel
 * @param {Page} page
 * @param {string} tab   in which it stands
 */
export function buildRecorded(panel, page, tab) {
  const { store, networks, checkpoints } = page;
  panel.innerHTML = HTML;
  const charts = buildTrainingCharts(checkpoints);
  find(panel, ".training", HTMLElement).append(...charts.elements);
  const stop = buildControls(page, charts);
  showCheckpoints(panel, page, charts);
  // Another network chosen by hand is no checkpoint of the first one's training; nor is what another tab looks at,
  // but for the layers, which show it.
  store.follow(["network", "tab"], ({ network, tab: opened, view }) => {
    if (network === networks[0].name && (opened === tab || opened === "layers")) return;
    stop();
    if (typeof view.checkpoint === "number") store.change({ view: { ...view, checkpoint: null } });
  });
  const inputs = (/** @type {Question} */ { drawing, placement }) => ({ drawing: travelling(drawing), placement });
  return createDebounced(store, panel, "learning", inputs, (_, packet) => {
    panel.dataset.answers = charts.show(packet).join(" ");
  });
}

/**
 * Let the slider and the play button choose the checkpoint that reads; returns what stops playing.
 * @param {Page} page
 * @param {ReturnType<typeof buildTrainingCharts>} charts
 */
function buildControls({ store, networks, checkpoints }, { slider, playButton }) {
  const last = checkpoints.length - 1;
  const playback = createPlayback(STEP_TIME, () => last, choose, playButton.mark);

  /** @param {number} at   of the checkpoints; the last is the network as it is, trained */
  function choose(at) {
    const view = { ...store.now().view, checkpoint: at === last ? null : at };
    store.change({ network: networks[0].name, view });
  }

  slider.addEventListener("input", () => {
    playback.stop();
    choose(Number(slider.value));
  });
  playButton.button.addEventListener("click", playback.toggle);
  return playback.stop;
}

/**
 * Show the checkpoint that reads: its error, where it stands in the training, and its kernels.
 * @param {HTMLElement} panel
 * @param {Page} page
 * @param {{slider: HTMLInputElement, mark: (at: number) => void}} charts
 */
function showCheckpoints(panel, { store, networks: [{ title }], checkpoints }, { slider, mark }) {
  const sentence = find(panel, ".sentence", HTMLElement);
  const kernels = find(panel, ".checkpoint-kernels", HTMLElement);
  /** @type {{checkpoint?: View["checkpoint"], theme?: Theme}} */
  let shown = {};
  store.follow(["view", "theme"], ({ view: { checkpoint }, theme }) => {
    if (checkpoint === shown.checkpoint && theme === shown.theme) return; // the view has changed in something else
    shown = { checkpoint, theme };
    const at = typeof checkpoint === "number" ? checkpoint : checkpoints.length - 1;
    const words = `${seenWords(checkpoints[at])}: validation error ${errorWords(errorOf(checkpoints[at]))}`;
    slider.ariaValueText = words;
    sentence.textContent = `${title}, ${words}`;
    mark(at);
    const { c1 } = checkpoints[at];
    const values = halvesOf(c1);
    const weights = { values, limit: largest(values), table: theme.table };
    kernels.replaceChildren(...c1Figures(c1.shape[0], weights));
  });
}
