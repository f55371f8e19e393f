// C1's and C3's maps, painted from every answer, and between them what makes the ones of the others.

import { find, make } from "../controls/find.js";
import { operationWords } from "../layers/operations.js";
import { gridsOf, paintGrids } from "../paint/grid.js";
import { networkOf, sizeWords } from "../state/networks.js";
import { halvesOf } from "../state/numbers.js";
import { ALL_ON, silentMaps } from "../state/off.js";
import { layersFromInput } from "../state/receptive_fields.js";

/** @import {Layer, Network, State, Store, Switched} from "../types.js" */

const SHOWN = ["C1", "C3"];

/**
 * Build the maps of the network that the newest answer is by.
 * @param {HTMLElement} row
 * @param {Store<State>} store
 * @param {Network[]} networks
 */
export function buildMaps(row, store, networks) {
  let built = { network: "", blocks: /** @type {Block[]} */ ([]) };
  /** @type {Switched[] | null} */
  let hatched = null;
  store.follow(["answer", "theme"], ({ answer: { question, packet }, theme }) => {
    const network = networkOf(networks, question.network);
    if (question.network !== built.network) {
      built = { network: question.network, blocks: SHOWN.map((name) => blockOf(layerOf(network.layers, name))) };
      const [c1, c3] = built.blocks.map(({ section }) => section);
      row.replaceChildren(c1, operationOf(network.layers), c3);
      hatched = null;
    }
    for (const { layer, grids } of built.blocks)
      paintGrids(grids, packet && halvesOf(packet.maps[layer.name]), layer.limit, theme.table);
    const off = packet?.off ? question.view.off : ALL_ON;
    if (off === hatched) return;
    hatched = off;
    const silent = silentMaps(layersFromInput(network), off);
    for (const block of built.blocks) hatch(block, silent[network.layers.indexOf(block.layer) + 1]); // after the input
  });
}

/** @typedef {{layer: Layer, section: HTMLElement, grids: HTMLCanvasElement[]}} Block */

/**
 * @param {Layer} layer
 * @returns {Block}
 */
function blockOf(layer) {
  const { name, shape } = layer;
  const size = sizeWords(shape);
  const grids = gridsOf(layer, (map) => `${name} map ${map}`);
  const maps = make("div", { id: name.toLowerCase(), className: "maps", role: "img" }, ...grids);
  const title = make("h2", {}, `${name} `, make("small", { textContent: size }));
  return { layer, grids, section: make("section", { className: `layer-${maps.id}` }, title, maps) };
}

/**
 * Hatch the maps that show nothing of the drawing, and count them for a screen reader.
 * @param {Block} block
 * @param {Set<number>} silent
 */
function hatch({ layer: { name, shape }, section, grids }, silent) {
  for (const [map, grid] of grids.entries()) grid.classList.toggle("silent", silent.has(map));
  const off = silent.size > 0 ? `, ${silent.size} of them off` : "";
  find(section, ".maps", HTMLElement).ariaLabel =
    `${name}: ${shape[0]} feature maps of ${shape[1]} by ${shape[2]}${off}`;
}

/** @param {Layer[]} layers */
function operationOf(layers) {
  const [pooling, convolution] = ["S2", "C3"].map((name) => operationWords(layerOf(layers, name)).join(" "));
  const arrow = make("span", { className: "arrow", textContent: "→", ariaHidden: "true" });
  return make("p", { className: "operation" }, make("span", { textContent: pooling }), arrow, convolution);
}

/**
 * @param {Layer[]} layers
 * @param {string} name
 */
const layerOf = (layers, name) => /** @type {Layer} */ (layers.find((layer) => layer.name === name));
