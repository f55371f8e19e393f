// What the unit that is pointed at sees of the placed digit, and what a term of its sum, pointed at in the dock, sees.

import { SIDE } from "../constants.js";
import { networkOf } from "../state/networks.js";
import { fieldsOf, layersFromInput } from "../state/receptive_fields.js";

/** @import {Network, State, Store, Unit} from "../types.js" */

/**
 * Outline both, whoever has chosen the unit: one of the network that the newest answer is by.
 * @param {SVGRectElement} outline
 * @param {Store<State>} store
 * @param {Network[]} networks
 */
export function outlineField(outline, store, networks) {
  const termOutline = /** @type {SVGRectElement} */ (outline.cloneNode());
  termOutline.classList.replace("seen", "term");
  outline.after(termOutline);
  const networkNow = () => networkOf(networks, store.now().answer.question.network);
  store.follow(["unit"], ({ unit }) => outlineOne(outline, unit, networkNow()));
  store.follow(["term"], ({ term }) => outlineOne(termOutline, term, networkNow()));
}

/**
 * @param {SVGRectElement} outline
 * @param {Unit | null} unit
 * @param {Network} network
 */
function outlineOne(outline, unit, network) {
  outline.setAttribute("visibility", unit ? "visible" : "hidden");
  if (!unit) return;
  const [, , row, column] = unit;
  const pixel = { top: row, left: column, bottom: row + 1, right: column + 1 };
  const [field = pixel] = fieldsOf(layersFromInput(network), unit); // a unit of the input sees itself
  const frame = (network.side - SIDE) / 2; // of paper, which the input may have around the digit
  const [x, y, end, foot] = [field.left, field.top, field.right, field.bottom].map((at) =>
    Math.max(0, Math.min(SIDE, at - frame)),
  );
  const place = { x, y, width: end - x, height: foot - y };
  for (const [name, value] of Object.entries(place)) outline.setAttribute(name, String(value));
}
