// "2 off, restore", in the row of tabs, whichever is open.

import { find } from "../controls/find.js";
import { offIn, offWords, switchOff } from "../state/off.js";

/** @import {State, Store} from "../types.js" */

/**
 * Show how many maps are off, and let a press restore them.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 */
export function buildRestore(element, store) {
  const button = find(element, ".restore", HTMLButtonElement);
  button.addEventListener("click", () => {
    switchOff(store, { off: [] });
    find(element, '[role="tab"][aria-selected="true"]', HTMLElement).focus({ preventScroll: true }); // this one is gone
  });
  store.follow(["view", "tab"], ({ view, tab }) => {
    const off = offIn(view);
    button.hidden = off.length === 0;
    element.classList.toggle("some-off", off.length > 0);
    button.textContent = `${off.length} off, restore`;
    button.title = offWords(off);
    button.dataset.tab = tab; // whose controls it stands beside
  });
}
