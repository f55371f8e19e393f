// What the unit that is pointed at sees of the placed digit.

import { SIDE } from "../constants.js";
import { networkOf } from "../state/networks.js";
import { fieldsOf, layersFromInput } from "../state/receptive_fields.js";

/** @import {Network, State, Store} from "../types.js" */

/**
 * Outline it, whoever has chosen the unit: one of the network that the newest answer is by.
 * @param {SVGRectElement} outline
 * @param {Store<State>} store
 * @param {Network[]} networks
 */
export function outlineField(outline, store, networks) {
  store.follow(["unit"], ({ unit, answer }) => {
    outline.setAttribute("visibility", unit ? "visible" : "hidden");
    if (!unit) return;
    const network = networkOf(networks, answer.question.network);
    const [field] = fieldsOf(layersFromInput(network), unit);
    const frame = (network.side - SIDE) / 2; // of paper, which the input may have around the digit
    const [x, y, end, foot] = [field.left, field.top, field.right, field.bottom].map((at) =>
      Math.max(0, Math.min(SIDE, at - frame)),
    );
    const place = { x, y, width: end - x, height: foot - y };
    for (const [name, value] of Object.entries(place)) outline.setAttribute(name, String(value));
  });
}
