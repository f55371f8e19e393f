// How much the answer depends on each map of C1 and C3, as a bar below it, and on F6's units, sorted below them.

import { createDebounced } from "../server/debounced.js";
import { LIVE } from "../state/checkpoint.js";
import { haveSameSubject, inputsOf } from "../state/drawing.js";
import { largest } from "../state/numbers.js";
import { barsOf, sortedUnits } from "./off_dock/bars.js";

/** @import {Answer, Margins, Question, State, Store} from "../types.js" */
/** @import {Band, Block} from "./band.js" */

/**
 * Ask for the margins of every answer, once the drawing rests, and show them. Returns what hears of answers.
 * @param {HTMLElement} row
 * @param {Store<State>} store
 * @param {() => Band} shown
 * @returns {(answer: Answer) => void}
 */
export function buildMargins(row, store, shown) {
  /** @type {Question | null} */
  let asked = null;
  const inputs = (/** @type {Question} */ question) => {
    return inputsOf({ ...question, view: { ...question.view, unit: null, before: false } });
  };
  const ask = createDebounced(store, row, "margins", inputs, (_, /** @type {Margins | null} */ margins) => {
    row.classList.remove("awaited");
    store.change({ margins });
  });
  store.follow(["margins", "answerHidden"], ({ margins, answerHidden }) => {
    for (const block of shown().blocks) showBars(block, answerHidden ? null : margins);
  });
  return (answer) => {
    const { question, packet } = answer;
    if (question.view.checkpoint === LIVE) {
      asked = null;
      store.change({ margins: null }); // the server does not have the network in training
      return;
    }
    if (asked && packet && asked.placement === question.placement && haveSameSubject(asked, question)) return;
    if (asked?.network !== question.network) store.change({ margins: null });
    asked = packet && question;
    row.classList.add("awaited");
    ask(answer);
  };
}

/**
 * @param {Block} block
 * @param {Margins | null} margins
 */
function showBars({ layer: { name }, maps, worths }, margins) {
  const most = margins ? largest([...margins.lost.C1, ...margins.lost.C3], 1e-6) : 1;
  for (const [map, worth] of worths.entries()) {
    const lost = margins?.lost[name][map] ?? 0;
    worth.style.setProperty("--share", (Math.abs(lost) / most).toFixed(3));
    worth.classList.toggle("negative", lost < 0);
    worth.dataset.lost = margins ? String(lost) : "";
  }
  const sorted = maps.querySelector(".sorted");
  if (sorted) sorted.innerHTML = margins ? barsOf("", sortedUnits(margins.lost.F6)) : "";
}
