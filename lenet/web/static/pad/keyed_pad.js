// The sketchpad on a page of ours: its commands have keys, it follows the theme, and says which drawing it shows.

import { find } from "../controls/find.js";
import { createSketchpad } from "./sketchpad.js";

/** @import {Page} from "../types.js" */
/** @import {Sketchpad} from "./sketchpad.js" */

/**
 * Build the sketchpad.
 * @param {HTMLElement} element   which holds sketchpad.html
 * @param {Pick<Page, "store" | "keys">} page
 */
export function buildKeyedPad(element, { store, keys }) {
  const sketchpad = createSketchpad(element, store);
  const paper = find(element, ".paper", HTMLElement);
  paper.id = "sketchpad";
  bindCommands(find(element, ".tools", HTMLElement), keys, sketchpad);
  store.follow(["question"], ({ question }) => {
    paper.dataset.drawing = String(question.number);
  });
  store.follow(["theme"], sketchpad.repaint);
  return sketchpad;
}

/**
 * Give the commands their keys, and say so on their buttons.
 * @param {HTMLElement} tools
 * @param {Page["keys"]} keys
 * @param {Sketchpad} sketchpad
 */
function bindCommands(tools, keys, { run }) {
  const button = (/** @type {string} */ command) => find(tools, `[data-command="${command}"]`, HTMLButtonElement);
  Object.assign(button("undo"), { id: "undo", title: "Undo (Ctrl Z)" });
  Object.assign(button("redo"), { id: "redo", title: "Redo (Ctrl Y)" });
  Object.assign(button("clear"), { id: "clear", title: "Clear (C)" });
  const [undo, redo, clear] = [() => run("undo"), () => run("redo"), () => run("clear")];
  keys.bind({ z: undo, "ctrl+z": undo, y: redo, "ctrl+y": redo, "ctrl+shift+z": redo, c: clear });
}
