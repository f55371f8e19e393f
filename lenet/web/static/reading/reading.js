// The reading: what the network sees, its answer, ten probabilities.

import { find } from "../controls/find.js";
import { showAge } from "./age.js";
import { buildAnswer } from "./answer.js";
import { buildPlacements } from "./placements.js";
import { buildPreprocessing } from "./preprocessing.js";
import { buildProbabilities } from "./probabilities.js";
import { outlineField } from "./receptive_field.js";
import { buildRejectClass } from "./reject_class.js";
import { buildReport } from "./report.js";
import { followMoves } from "./transition.js";

/** @import {Page} from "../types.js" */

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
