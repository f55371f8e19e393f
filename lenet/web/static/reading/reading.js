// The reading: what the network sees, its answer, ten probabilities.

import { find } from "../controls/find.js";
import { buildAnswer } from "./answer.js";
import { buildPlacements } from "./placements.js";
import { buildPreprocessing } from "./preprocessing.js";
import { buildProbabilities } from "./probabilities.js";
import { outlineField } from "./receptive_field.js";
import { buildRejectClass } from "./reject_class.js";
import { buildReport } from "./report.js";
import { followMoves } from "./transition.js";

/** @import {Page, State, Store} from "../types.js" */

const OLD = 400; // ms after which an answer that is still awaited makes the shown one look old

/**
 * Build the reading.
 * @param {HTMLElement} element
 * @param {Page} page
 */
export function buildReading(element, { store, networks, keys }) {
  showAge(element, store);
  buildPreprocessing(element, store);
  buildAnswer(element, store);
  buildProbabilities(find(element, "#probabilities", HTMLElement), store);
  buildRejectClass(element, store, networks);
  followMoves(find(element, ".moving", HTMLCanvasElement), store);
  outlineField(find(element, ".seen", SVGRectElement), store, networks);
  buildPlacements(find(element, ".placements", HTMLElement), store);
  buildReport(element, store, keys);
}

/**
 * Make an answer look old while a newer one is awaited for long.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 */
function showAge(element, store) {
  let aging = 0;
  store.follow(["question"], ({ question, answer }) => {
    if (aging !== 0 || question === answer.question) return;
    aging = window.setTimeout(() => element.classList.add("old"), OLD);
  });
  store.follow(["answer"], () => {
    clearTimeout(aging);
    aging = 0;
    element.classList.remove("old");
  });
}
