// The band: every layer from the input to OUTPUT, painted from the newest answer; and one unit that is looked into.

import { find } from "../controls/find.js";
import { networkOf } from "../state/networks.js";
import { halvesOf } from "../state/numbers.js";
import { askOfUnit } from "./asked_unit.js";
import { bandOf } from "./band.js";
import { writeLegends } from "./legend.js";
import { followUnit } from "./outlines.js";
import { paintBand } from "./painting.js";
import { buildPanel } from "./panel.js";
import { buildPointing } from "./pointing.js";
import { buildSwitches, nameSquash } from "./switches.js";

/** @import {Network, Packet, Page} from "../types.js" */

/**
 * Build the band: layers of the network that the newest answer is by, their switches, and what is pointed at.
 * @param {HTMLElement} element
 * @param {Page} page
 */
export function buildLayers(element, { store, networks, keys }) {
  const layers = find(element, ".layers", HTMLElement);
  let valuesOf = decoderOf(null);
  let band = build(networks[0]);

  /** @param {Network} network */
  function build(network) {
    const built = bandOf(network);
    layers.replaceChildren(...built.blocks.map(({ section }) => section));
    nameSquash(element, network);
    writeLegends(built, store.now(), valuesOf);
    return built;
  }

  store.follow(["answer"], ({ answer: { question, packet } }) => {
    if (question.network !== band.network.name) {
      band = build(networkOf(networks, question.network));
    }
    valuesOf = decoderOf(packet);
  });
  store.follow(["answer", "scale", "theme"], (now) => paintBand(band, valuesOf, now));
  // The legends stand still while one draws: only a scale, a squash, a network or its checkpoint changes them.
  store.follow(["answer", "scale", "view"], (now, before) => {
    const isTraining = [now, before].some(({ answer }) => answer.question.view.checkpoint !== null);
    const isOther = now.scale !== before.scale || now.view.before !== before.view.before;
    if (isOther || isTraining) writeLegends(band, now, valuesOf);
  });
  buildSwitches(element, store);
  const shown = () => band;
  const hurry = askOfUnit(store, shown);
  buildPointing(layers, store, keys, shown, hurry);
  followUnit(element, store, shown);
  buildPanel(element, store, shown);
}

/**
 * Make what decodes a layer's values: each layer's once, however often they are painted.
 * @param {Packet | null} packet
 * @returns {(layer: string) => Float32Array | null}
 */
function decoderOf(packet) {
  /** @type {Record<string, Float32Array>} */
  const decoded = {};
  return (layer) => {
    if (packet === null) return null;
    decoded[layer] ??= halvesOf(packet.maps[layer]);
    return decoded[layer];
  };
}
