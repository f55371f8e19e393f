// Who reads here, and the way to the full page, which opens with the same drawing.

import { find } from "../controls/find.js";
import { linkOf } from "../state/link.js";
import { networkOf } from "../state/networks.js";

/** @import {Network, State, Store} from "../types.js" */

/**
 * Build the line at the foot.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 * @param {Network[]} networks
 */
export function buildAbout(element, store, networks) {
  const title = find(element, "#network", HTMLElement);
  const whole = find(element, "#whole", HTMLAnchorElement);
  store.follow(["network"], ({ network }) => {
    title.textContent = networkOf(networks, network).title;
  });
  store.follow(["history", "network", "placement", "view"], ({ history: { now }, network, placement, view }) => {
    whole.hash = linkOf({ strokes: now.strokes, network, placement, off: view.off, offAs: view.offAs });
  });
}
