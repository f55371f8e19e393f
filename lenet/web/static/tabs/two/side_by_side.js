// Two drawings side by side: the way between them, and the rows of their layers with what stands between at a step.

import { find } from "../../controls/find.js";
import { createMapsAsker } from "./comparison.js";
import { buildInterpolation } from "./interpolation.js";
import { buildRows } from "./rows.js";
import { howWords } from "./words.js";

/** @import {Network, State, Store} from "../../types.js" */
/** @import {Comparison} from "./comparison.js" */

const HTML = `
  <div class="interpolation"></div>
  <div class="two-grid"></div>
  <details class="note"><summary>How to read this</summary><p class="how"></p>
    <p>Each layer uses one colour scale for all rows (range above). Last row: blue = higher now, orange = lower. Stress-test distortions are ignored here.</p></details>`;

/**
 * Build what a comparison is shown in. show(comparison, network) returns it in words.
 * @param {HTMLElement} body
 * @param {Store<State>} store
 * @param {Network} network   whose layers stand there at first
 */
export function buildSideBySide(body, store, network) {
  body.innerHTML = HTML;
  const rows = buildRows(find(body, ".two-grid", HTMLElement));
  const how = find(body, ".how", HTMLElement);
  const interpolation = buildInterpolation(find(body, ".interpolation", HTMLElement), showStep);
  /** @type {Comparison | null} */
  let comparison = null;
  const maps = createMapsAsker((of) => of === comparison && showStep());

  function showStep() {
    if (comparison === null) return;
    const step = interpolation.step();
    rows.paint(comparison, step, store.now().theme);
    maps.ask(comparison, step);
  }

  rows.stand(network);
  store.follow(["theme"], showStep);
  return {
    hide() {
      comparison = null;
      body.hidden = true;
      interpolation.stop();
    },
    show(/** @type {Comparison} */ next, /** @type {Network} */ its) {
      comparison = next;
      body.hidden = false;
      rows.stand(its);
      const words = interpolation.show(comparison);
      how.textContent = howWords(comparison);
      showStep();
      return words;
    },
  };
}
