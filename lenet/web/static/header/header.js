// The header: what can be chosen and opened there, and how long the last answer took.

import { find } from "../controls/find.js";
import { buildGlance } from "./glance.js";
import { buildHide } from "./hide.js";
import { buildKeys } from "./keys.js";
import { buildNetworks } from "./networks.js";
import { buildShare } from "./share.js";

/** @import {Page} from "../types.js" */

/**
 * Build the header.
 * @param {HTMLElement} element
 * @param {Page} page
 */
export function buildHeader(element, page) {
  const time = find(element, "#time", HTMLElement);
  // The reading has heard of the answer before: it is painted.
  page.store.follow(["answer"], ({ answer: { started } }) => {
    if (started !== null) time.textContent = `${Math.round(performance.now() - started)} ms`;
  });
  buildGlance(element, page);
  buildHide(element, page);
  buildNetworks(element, page);
  buildShare(element, page);
  buildKeys(element, page);
}
