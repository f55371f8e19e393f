// Networks by their names.

/** @import {Network} from "../types.js" */

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
