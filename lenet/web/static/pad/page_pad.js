// The page's pad: the keyed one, with pictures, and digits of ours to play.

import { find, make } from "../controls/find.js";
import { buildKeyedPad } from "./keyed_pad.js";
import { buildKeypad } from "./keypad.js";
import { buildPictures } from "./picture.js";
import { buildMisread, buildRandom } from "./samples.js";

/** @import {Page} from "../types.js" */

/**
 * Build the pad.
 * @param {HTMLElement} element   which holds sketchpad.html
 * @param {Page} page
 */
export function buildPad(element, page) {
  const sketchpad = buildKeyedPad(element, page);
  const paper = find(element, ".paper", HTMLElement);
  const tools = find(element, ".tools", HTMLElement);
  find(paper, "canvas", HTMLCanvasElement).ariaLabel += " Or choose one of the example digits.";
  buildPictures(tools, paper, page, sketchpad);

  const keypad = make("div", { className: "keypad", role: "group" });
  buildKeypad(keypad, page, sketchpad.play);
  keypad.append(buildRandom(page, sketchpad.play), buildMisread(page, sketchpad));
  tools.after(keypad);
}
