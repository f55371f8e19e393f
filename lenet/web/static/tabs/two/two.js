// Two drawings: one kept, one drawn after it; their layers side by side, what differs, and what lies between.

import { find } from "../../controls/find.js";
import { createDebounced } from "../../server/debounced.js";
import { inputsOf, travelling } from "../../state/drawing.js";
import { networkOf } from "../../state/networks.js";
import { comparisonOf, isSame } from "./comparison.js";
import { buildHead } from "./head.js";
import { buildSideBySide } from "./side_by_side.js";

/** @import {Answer, Drawing, Page, Question} from "../../types.js" */
/** @import {Between} from "./comparison.js" */

/** @typedef {Question & {kept: Drawing | null}} Pair   a drawing, and the one that it is compared with */

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
export function build(panel, { store, networks }) {
  panel.innerHTML = `<div class="two-head"></div><div class="two-body" hidden></div>`;
  const sideBySide = buildSideBySide(find(panel, ".two-body", HTMLElement), store, networks[0]);
  const head = buildHead(find(panel, ".two-head", HTMLElement), {
    keep: () => keep(store.now().answer.question.drawing),
    letGo: () => keep(null),
  });
  /** @type {Drawing | null} */
  let kept = null;
  let isCompared = false;
  const inputs = (/** @type {Pair} */ pair) => ({ ...inputsOf(pair), kept: pair.kept && travelling(pair.kept) });
  const ask = createDebounced(store, panel, "two", inputs, show);

  /** @param {Drawing | null} drawing   null: none is kept any more */
  function keep(drawing) {
    kept = drawing;
    head.showKept(kept);
    follow(store.now().answer);
    find(document, "#tab-two", HTMLElement).focus({ preventScroll: true }); // the pressed button is gone or disabled
  }

  /** @param {Answer} answer */
  function follow(answer) {
    const { question, packet } = answer;
    head.show(answer, kept, isCompared);
    const isComparable = kept !== null && !isSame(question.drawing, kept);
    ask({ question: { ...question, kept }, packet: isComparable ? packet : null });
  }

  /**
   * @param {Pair} pair
   * @param {Between | null} between
   */
  function show(pair, between) {
    if (between !== null && pair.kept !== kept) return; // another one has been kept since
    isCompared = between !== null;
    if (between === null || kept === null) {
      sideBySide.hide();
      head.show(store.now().answer, kept, isCompared);
      return;
    }
    const comparison = comparisonOf(pair, kept, between);
    const { sentence, answers } = sideBySide.show(comparison, networkOf(networks, pair.network));
    head.say(sentence);
    panel.dataset.answers = answers;
  }

  return follow;
}
