// The list of the page's keys; and those that belong to no other part.

import { find } from "../controls/find.js";
import { ESCAPE } from "../controls/keys.js";
import { closePopover } from "../controls/popover.js";

/** @import {Page} from "../types.js" */

const KEYS = {
  "0 … 9": "Load an example digit",
  R: "Load a random digit",
  M: "Find a digit that the network gets wrong",
  "P, Ctrl V": "Open a photo, paste one",
  C: "Clear the pad",
  "Z, Y": "Undo, redo",
  N: "Next network",
  "Tab, arrows, Enter": "Inside the network: go to a layer, move to a unit, pin it",
  "Shift click, O": "Switch a map or unit off, or on again; Esc undoes it",
  "T, arrows, Esc": "Guided tour: start it, move from stop to stop, end it",
  H: "Hide or show the answer, for a class to predict it",
  L: "Presentation mode: larger type",
  "?": "Show shortcuts",
};

/**
 * Build the list of keys, the switch for single ones, and large type.
 * @param {HTMLElement} element
 * @param {Page} page
 */
export function buildKeys(element, { store, keys }) {
  const help = find(element, "#keys", HTMLElement);
  const lines = Object.entries(KEYS).map(([key, what]) => `<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`);
  help.innerHTML = `<h2>Keyboard shortcuts</h2><dl>${lines.join("")}</dl>
    <label><input type="checkbox" id="single-keys"> Use single-key shortcuts</label>
    <button type="button" id="use-api">Use via API</button>`;
  find(help, "#use-api", HTMLButtonElement).addEventListener("click", () => {
    help.hidePopover();
    find(document, "footer .show-api", HTMLButtonElement).click(); // Gradio's own, which stands unseen
  });
  const single = find(help, "#single-keys", HTMLInputElement);
  single.addEventListener("change", () => store.change({ singleKeys: single.checked }));
  store.follow(["singleKeys"], ({ singleKeys }) => {
    single.checked = singleKeys;
    keys.useSingle(singleKeys);
  });
  keys.bind({
    "?": () => void help.togglePopover(),
    l: () => store.change({ largeType: !store.now().largeType }),
  });
  keys.escape(ESCAPE.help, () => closePopover(help));
  store.follow(["largeType"], ({ largeType }) => document.body.classList.toggle("large-type", largeType));
}
