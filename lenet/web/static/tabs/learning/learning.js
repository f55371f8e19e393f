// Watch it learn: the first network at checkpoints of its training, from untrained to finished, on the current drawing.

import { find } from "../../controls/find.js";
import { createDebounced } from "../../server/debounced.js";
import { travelling } from "../../state/drawing.js";
import { halvesOf, largest } from "../../state/numbers.js";
import { c1Figures } from "../kernel.js";
import { createPlayback } from "../playback.js";
import { buildTrainingChart, errorOf } from "./training_chart.js";

/** @import {Checkpoint, Page, Question, Tab, Theme} from "../../types.js" */

const STEP_TIME = 700; // ms of each checkpoint while the training plays

const HTML = `
  <p class="sentence"></p>
  <div class="learning-columns">
    <div><h3>Error, and the probability of each class on your digit <button type="button" class="play" aria-label="Play the training">▶</button></h3>
      <div class="slide"><input type="range" min="0" step="1" aria-label="Moment of training"></div></div>
    <div><h3>C1’s kernels at this moment</h3><div class="checkpoint-kernels"></div></div>
  </div>
  <p class="note">Left to right: moments of the training of <span class="trained"></span>, whichever network is chosen above; every showing of a digit counts. Dashed: error on digits of MNIST held out from it, from 100 % at the top to 0.1 %, logarithmic. Blue: the probability of the answer at the end; grey: of the other nine. While a moment is chosen, the whole page above shows that network.</p>`;

/** @type {Tab} */
export const learning = { name: "learning", title: "Learning", build };

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
function build(panel, page) {
  const { store, networks, checkpoints } = page;
  panel.innerHTML = HTML;
  find(panel, ".trained", HTMLElement).textContent = networks[0].title;
  const chart = buildTrainingChart(checkpoints);
  find(panel, "h3", HTMLElement).after(chart.element);
  const stop = buildControls(panel, page);
  showCheckpoints(panel, page, chart.mark);
  // Another network chosen by hand is no checkpoint of the first one's training; nor is what another tab looks at.
  store.follow(["network", "tab"], ({ network, tab, view }) => {
    if (network === networks[0].name && tab === learning.name) return;
    stop();
    if (view.checkpoint !== null) store.change({ view: { ...view, checkpoint: null } });
  });
  const inputs = (/** @type {Question} */ { drawing, placement }) => ({ drawing: travelling(drawing), placement });
  return createDebounced(store, panel, "learning", inputs, (_, packet) => {
    panel.dataset.answers = chart.show(packet).join(" ");
  });
}

/**
 * Let the slider and the play button choose the checkpoint that reads; returns what stops playing.
 * @param {HTMLElement} panel
 * @param {Page} page
 */
function buildControls(panel, { store, networks, checkpoints }) {
  const slider = find(panel, "input", HTMLInputElement);
  const last = checkpoints.length - 1;
  slider.max = String(last);
  const playback = createPlayback(STEP_TIME, () => last, choose);

  /** @param {number} at   of the checkpoints; the last is the network as it is, trained */
  function choose(at) {
    const view = { ...store.now().view, checkpoint: at === last ? null : at };
    store.change({ network: networks[0].name, view });
  }

  slider.addEventListener("input", () => {
    playback.stop();
    choose(Number(slider.value));
  });
  find(panel, ".play", HTMLButtonElement).addEventListener("click", playback.toggle);
  return playback.stop;
}

/**
 * Show the checkpoint that reads: its error, where it stands in the training, and its kernels.
 * @param {HTMLElement} panel
 * @param {Page} page
 * @param {(at: number) => void} mark   in the chart
 */
function showCheckpoints(panel, { store, networks: [{ title }], checkpoints }, mark) {
  const slider = find(panel, "input", HTMLInputElement);
  const sentence = find(panel, ".sentence", HTMLElement);
  const kernels = find(panel, ".checkpoint-kernels", HTMLElement);
  /** @type {{checkpoint?: number | null, theme?: Theme}} */
  let shown = {};
  store.follow(["view", "theme"], ({ view: { checkpoint }, theme }) => {
    if (checkpoint === shown.checkpoint && theme === shown.theme) return; // the view has changed in something else
    shown = { checkpoint, theme };
    const at = checkpoint ?? checkpoints.length - 1;
    const seen = seenWords(checkpoints[at]);
    const error = errorOf(checkpoints[at]);
    slider.value = String(at);
    slider.ariaValueText = seen;
    sentence.textContent = `${title}, ${seen}: ${error.toFixed(error < 10 ? 2 : 0)} % of the held-out digits are misread.`;
    mark(at);
    const { c1 } = checkpoints[at];
    const values = halvesOf(c1);
    const weights = { values, limit: largest(values), table: theme.table };
    kernels.replaceChildren(...c1Figures(c1.shape[0], weights));
  });
}

/** @param {Checkpoint} checkpoint */
function seenWords({ digits }) {
  return digits === 0 ? "untrained" : `after ${digits.toLocaleString("en")} digits`;
}
