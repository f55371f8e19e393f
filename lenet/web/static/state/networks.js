// Networks by their names, and what their layers are.

/** @import {Layer, Network} from "../types.js" */

/**
 * Find a network, which must be one of the page's.
 * @param {Network[]} networks
 * @param {string} name
 * @returns {Network}
 */
export function networkOf(networks, name) {
  const network = networks.find((each) => each.name === name);
  if (network === undefined) throw new Error(`The page has no network ${name}.`);
  return network;
}

/**
 * Tell whether a layer's units are distances to fixed codes.
 * @param {Layer} layer
 */
export const isOfCodes = ({ name, parameters }) => name === "OUTPUT" && parameters === 0;

/**
 * Write a layer's size as the paper does: 6@28×28, or 84 where its maps are single units.
 * @param {number[]} shape
 */
export function sizeWords([maps, height = 1, width = 1]) {
  if (height === 1) return `${maps}`;
  return maps === 1 ? `${height}×${width}` : `${maps}@${height}×${width}`;
}
