// The two switches: the scale of the colours, and values before or after the squash.

import { find } from "../controls/find.js";
import { buildSwitch } from "../controls/switch.js";
import { activationName } from "./operations.js";

/** @import {Network, State, Store} from "../types.js" */

/**
 * Let the switches change the store, and show what it says, whoever has changed it.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 */
export function buildSwitches(element, store) {
  const showScale = buildSwitch(find(element, "#scale", HTMLElement), (value) =>
    store.change({ scale: /** @type {State["scale"]} */ (value) }),
  );
  const showSquash = buildSwitch(find(element, "#squash", HTMLElement), (value) =>
    store.change({ view: { ...store.now().view, before: value === "before" } }),
  );
  store.follow(["scale"], ({ scale }) => showScale(scale));
  store.follow(["view"], ({ view }) => showSquash(view.before ? "before" : "after"));
}

/**
 * Write what the network's activation function is called beside "Before" and "After".
 * @param {HTMLElement} element
 * @param {Network} network
 */
export function nameSquash(element, { layers: [{ squash }] }) {
  const name = activationName(squash ?? "");
  find(element, '[data-squash="before"] span', HTMLElement).textContent = `Before ${name}`;
  find(element, '[data-squash="after"] span', HTMLElement).textContent = `After ${name}`;
}
