// The band's blocks, one per layer: its name, size and counts, a canvas for each map, and a legend.

import { make } from "../controls/find.js";
import { gridsOf, STANDING } from "../paint/grid.js";
import { sizeWords } from "../state/networks.js";
import { layersFromInput } from "../state/receptive_fields.js";
import { titleOf } from "./dock/sentences.js";

/** @import {Layer, Network} from "../types.js" */

/**
 * Maps side by side, of layers that have maps.
 * @type {Record<string, number>}
 */
const ACROSS = { Input: 1, C1: 3, S2: 3, C3: 4, S4: 4 };

/**
 * @typedef {object} Block
 * @property {Layer} layer
 * @property {HTMLElement} section
 * @property {HTMLElement} maps
 * @property {HTMLCanvasElement[]} grids     one per map; layers of single units stand in one
 * @property {number} across                 grids side by side
 * @property {HTMLElement[]} scores    of OUTPUT's classes; other layers have none
 * @property {HTMLElement} legend
 */

/**
 * @typedef {object} Band
 * @property {Network} network
 * @property {Layer[]} layers   from the input on
 * @property {Block[]} blocks   one per layer
 * @property {number} limit     |value| at which colours end, if all layers but OUTPUT have one scale
 */

/**
 * Make the blocks of a network's layers.
 * @param {Network} network
 * @returns {Band}
 */
export function bandOf(network) {
  const layers = layersFromInput(network);
  const limit = Math.max(...network.layers.slice(0, -1).map((layer) => layer.limit));
  return { network, layers, blocks: layers.map(blockOf), limit };
}

/**
 * @param {Layer} layer
 * @returns {Block}
 */
function blockOf(layer) {
  const { name, shape } = layer;
  const id = name.toLowerCase();
  const across = STANDING[name] ? 1 : ACROSS[name];
  const grids = gridsOf(layer, (map) => (STANDING[name] ? `${name}: ${shape[0]} units` : `${name} map ${map}`));
  const maps = make("div", { id, className: "maps" }, ...grids.map((grid) => make("div", { className: "map" }, grid)));
  maps.style.setProperty("--across", String(across));
  if (name !== "Input") {
    maps.tabIndex = 0;
    maps.setAttribute("role", "group");
    maps.setAttribute("aria-label", `${name}: ${sizeWords(shape)}. Arrow keys choose a unit, Enter pins it.`);
  }
  const scores = name === "OUTPUT" ? Array.from({ length: shape[0] }, () => make("span", { className: "value" })) : [];
  if (name === "OUTPUT") maps.append(scoreList(scores));
  const legend = make("p", { className: "legend" });
  const section = make("section", { className: `layer layer-${id}` }, headOf(layer), maps, legend);
  return { layer, section, maps, grids, across, scores, legend };
}

/** @param {Layer} layer */
function headOf({ name, shape, parameters, connections }) {
  const title = make("h3", {}, `${titleOf(name)} `, make("small", { textContent: sizeWords(shape) }));
  const counts =
    parameters === undefined || connections === undefined
      ? [make("p", { textContent: "paper 0" }), make("p", { textContent: "ink 1" })]
      : [
          count(parameters, "params", "parameters, which are learned"),
          count(connections, "conn.", "connections: sums and products of one reading"),
        ];
  return make("header", {}, title, ...counts);
}

/**
 * @param {number} number
 * @param {string} what
 * @param {string} title
 */
function count(number, what, title) {
  return make("p", { title, textContent: `${number === 0 ? "no" : number.toLocaleString("en")} ${what}` });
}

/** @param {HTMLElement[]} scores */
function scoreList(scores) {
  const lines = scores.map((score, number) => make("li", {}, make("b", { textContent: String(number) }), score));
  return make("ol", { className: "scores" }, ...lines);
}
