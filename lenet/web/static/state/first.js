// The state that a page begins with: an empty pad, read by the first network.

import { NETWORK, PLACEMENT } from "../constants.js";
import { begin } from "./history.js";

/** @import {Question, State, Theme} from "../types.js" */

const BLANK = { strokes: [] };

/**
 * Make the state that a page begins with.
 * @param {Theme} theme
 * @returns {State}
 */
export function firstState(theme) {
  const view = {
    before: false,
    unit: null,
    amounts: {},
    checkpoint: null,
    off: [],
    offAs: /** @type {const} */ ("mean"),
  };
  /** @type {Question} */
  const question = { number: 0, drawing: BLANK, placement: PLACEMENT, network: NETWORK, view };
  return {
    history: begin(BLANK),
    live: null,
    network: NETWORK,
    placement: PLACEMENT,
    view,
    unit: null,
    pinned: false,
    slide: null,
    term: null,
    question,
    answer: { question, packet: null, started: null },
    margins: null,
    tab: "layers",
    onPad: true,
    answerHidden: false,
    largeType: false,
    singleKeys: true,
    scale: "layer",
    theme,
    notice: "",
  };
}
