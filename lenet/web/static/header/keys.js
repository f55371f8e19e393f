// The list of the page's keys; and those that belong to no other part.

import { find } from "../controls/find.js";
import { ESCAPE } from "../controls/keys.js";
import { closePopover } from "../controls/popover.js";

/** @import {Page} from "../types.js" */

const KEYS = {
  "0 … 9": "an example of that digit",
  "R, M": "a random digit, one that the network misreads",
  "P, Ctrl V": "a picture from a file, or the clipboard",
  C: "clear the pad",
  "Z, Y": "undo, redo",
  N: "the next network",
  "Tab, arrows, Enter": "in the maps: a layer, its cells, pin one",
  T: "a guided tour; arrows step, Esc ends it",
  H: "hide or show the answer, for a class to predict it",
  L: "large type, for the back row",
  "?": "this list",
};

/**
 * Build the list of keys, the switch for single ones, and large type.
 * @param {HTMLElement} element
 * @param {Page} page
 */
export function buildKeys(element, { store, keys }) {
  const help = find(element, "#keys", HTMLElement);
  const lines = Object.entries(KEYS).map(([key, what]) => `<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`);
  help.innerHTML = `<h2>Keys</h2><dl>${lines.join("")}</dl>
    <label><input type="checkbox" id="single-keys"> Keys without Ctrl work, too</label>
    <p><a id="use-api" href="?view=api">Use via API</a>: the same networks, from a program</p>`;
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
