// The page's pad: the sketchpad, with keys, pictures, and digits of ours to play.

import { find, make } from "../controls/find.js";
import { buildKeypad } from "./keypad.js";
import { buildPictures } from "./picture.js";
import { buildMisread, buildRandom } from "./samples.js";
import { createSketchpad } from "./sketchpad.js";

/** @import {Page} from "../types.js" */
/** @import {Sketchpad} from "./sketchpad.js" */

/**
 * Build the pad.
 * @param {HTMLElement} element   which holds sketchpad.html
 * @param {Page} page
 */
export function buildPad(element, page) {
  const sketchpad = createSketchpad(element, page.store);
  const paper = find(element, ".paper", HTMLElement);
  const tools = find(element, ".tools", HTMLElement);
  paper.id = "sketchpad";
  find(paper, "canvas", HTMLCanvasElement).ariaLabel += " Or choose one of the example digits.";
  bindCommands(tools, page, sketchpad);
  buildPictures(tools, paper, page, sketchpad.caption);

  const keypad = make("div", { className: "keypad", role: "group" });
  buildKeypad(keypad, page, sketchpad.play);
  keypad.append(buildRandom(page, sketchpad.play), buildMisread(page, sketchpad));
  tools.after(keypad);

  page.store.follow(["question"], ({ question }) => {
    paper.dataset.drawing = String(question.number);
  });
  page.store.follow(["theme"], sketchpad.repaint);
}

/**
 * Give the commands their keys, and say so on their buttons.
 * @param {HTMLElement} tools
 * @param {Page} page
 * @param {Sketchpad} sketchpad
 */
function bindCommands(tools, { keys }, { run }) {
  const button = (/** @type {string} */ command) => find(tools, `[data-command="${command}"]`, HTMLButtonElement);
  Object.assign(button("undo"), { id: "undo", title: "Undo (Ctrl Z)" });
  Object.assign(button("redo"), { id: "redo", title: "Redo (Ctrl Y)" });
  Object.assign(button("clear"), { id: "clear", title: "Clear (C)" });
  const [undo, redo, clear] = [() => run("undo"), () => run("redo"), () => run("clear")];
  keys.bind({ z: undo, "ctrl+z": undo, y: redo, "ctrl+y": redo, "ctrl+shift+z": redo, c: clear });
}
