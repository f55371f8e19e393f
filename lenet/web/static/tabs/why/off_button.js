// A map or unit of this tab as a switch: pressed where it is off.

import { make } from "../../controls/find.js";
import { nameOf } from "../../state/off.js";

/** @import {Switched} from "../../types.js" */

/**
 * Make the switch of a map or unit.
 * @param {Switched} part
 * @param {...HTMLElement} children
 */
export function offButton(part, ...children) {
  const button = make("button", { type: "button", title: `Switch ${nameOf(part)} off, or on again` }, ...children);
  button.dataset.part = part.join(" ");
  return button;
}
