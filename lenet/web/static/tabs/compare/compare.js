// Networks: the same drawing read by all six; a row is a button that makes its network the current one.

import { find } from "../../controls/find.js";
import { createDebounced } from "../../server/debounced.js";
import { travelling } from "../../state/drawing.js";
import { answerOf } from "../../state/verdict.js";
import { buildComparisons } from "./comparisons.js";
import { buildRow } from "./row.js";
import { commonest, summaryOf } from "./summary.js";

/** @import {Packed, Page, Question, Reading} from "../../types.js" */

/** @typedef {Reading & {name: string, milliseconds: number, c1: Packed, rubbish: number}} Compared   what one network makes of it */

const HTML = `<p class="sentence"></p><div class="rows" role="group" aria-label="Networks"></div>
  <p class="note">Test error of these exact weights, on MNIST and on digits from 14 unseen writers. Time is one forward pass on the server.</p>`;

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
export function build(panel, { store, networks, comparisons }) {
  panel.innerHTML = HTML;
  const sentence = find(panel, ".sentence", HTMLElement);
  const rows = networks.map((network) => buildRow(network, () => store.change({ network: network.name })));
  find(panel, ".rows", HTMLElement).append(...rows.map(({ button }) => button));
  if (comparisons) panel.append(buildComparisons(comparisons));

  /**
   * @param {Question} question
   * @param {Compared[] | null} compared   in the networks' order
   */
  function show({ network }, compared) {
    const answers = compared?.map(answerOf) ?? [];
    sentence.textContent = compared ? summaryOf(answers) : "Draw a digit to see how all six networks read it.";
    const usual = commonest(answers);
    rows.forEach((row, at) => {
      row.mark(networks[at].name === network, compared !== null && answers[at] !== usual);
      row.show(compared?.[at] ?? null, store.now().theme);
    });
  }

  show(store.now().answer.question, null);
  const inputs = (/** @type {Question} */ { drawing, placement }) => ({ drawing: travelling(drawing), placement });
  return createDebounced(store, panel, "compare", inputs, show);
}
