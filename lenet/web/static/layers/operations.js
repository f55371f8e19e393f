// What turns one layer into the next, in a word or two on an arrow between them.

import { make } from "../controls/find.js";
import { isOfCodes } from "../state/networks.js";

/** @import {Layer} from "../types.js" */

/**
 * Make the arrow that leads to a layer.
 * @param {Layer} layer
 */
export function operationOf(layer) {
  const [what, then] = operationWords(layer);
  const tag = make("span", { className: "tag" }, `${what} `, make("br"), then);
  const arrow = make("span", { className: "arrow", textContent: "→", ariaHidden: "true" });
  return make("p", { className: `operation to-${layer.name.toLowerCase()}` }, tag, arrow);
}

/**
 * Write a layer's operation on two lines: "5×5 convolution", "+ ReLU".
 * @param {Layer} layer
 * @returns {[what: string, then: string]}
 */
export function operationWords(layer) {
  const { window, parameters, squash, reads } = layer;
  const activation = squash === null ? "" : `+ ${activationName(squash)}`;
  if (isOfCodes(layer)) return ["distance to", "target codes"];
  if (window === null) return activation ? ["fully connected", activation] : ["fully", "connected"];
  const [side, stride] = window;
  if (stride === 1) return [`${side}×${side} convolution`, reads === null ? activation : `by Table I ${activation}`];
  return parameters === 0 ? [`${side}×${side}`, "average"] : [`${side}×${side} sum, scaled`, activation];
}

/**
 * Name an activation function without its constants: "1.7159 tanh(2a/3)" is a tanh.
 * @param {string} squash
 */
export const activationName = (squash) => squash.replace(/\(.*/, "").split(" ").at(-1) ?? squash;
