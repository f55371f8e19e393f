// The layers' blocks, from left to right: a name, size and counts, a canvas for each map, and a legend.

import { make } from "../controls/find.js";
import { gridOf, gridsOf, STANDING } from "../paint/grid.js";
import { sizeWords } from "../state/networks.js";
import { canBeOff } from "../state/off.js";
import { layersFromInput } from "../state/receptive_fields.js";
import { titleOf } from "./dock/sentences.js";
import { operationOf } from "./operations.js";

/** @import {Layer, Network} from "../types.js" */

const SIDE = 5; // of C1's kernels

/**
 * @typedef {object} Block
 * @property {Layer} layer
 * @property {HTMLElement} section
 * @property {HTMLElement} maps
 * @property {HTMLCanvasElement[]} grids     one per map; layers of single units stand in one
 * @property {HTMLCanvasElement[]} kernels   of C1, one before each of its maps; other layers have none
 * @property {HTMLElement[]} worths    of C1 and C3, a bar below each map; other layers have none
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
  const grids = gridsOf(layer, (map) => (STANDING[name] ? `${name}: ${shape[0]} units` : `${name} map ${map}`));
  const kernels = name === "C1" ? grids.map((_, map) => gridOf(SIDE, SIDE, `Kernel of C1 map ${map}`)) : [];
  const worths = name === "C1" || name === "C3" ? grids.map(() => make("i", { className: "worth" })) : [];
  const cells = grids.flatMap((grid, map) => [
    ...kernels.slice(map, map + 1),
    make("div", { className: "map" }, grid, ...worths.slice(map, map + 1)),
  ]);
  const maps = make("div", { id, className: "maps" }, ...cells);
  if (name !== "Input") {
    maps.tabIndex = 0;
    maps.setAttribute("role", "group");
    maps.setAttribute(
      "aria-label",
      `${name}: ${sizeWords(shape)}. Arrow keys choose a unit, Enter pins it${canBeOff(name) ? ", O switches it off" : ""}.`,
    );
  }
  if (name === "F6") maps.append(make("div", { className: "sorted", ariaHidden: "true" }));
  const scores = name === "OUTPUT" ? Array.from({ length: shape[0] }, () => make("span", { className: "value" })) : [];
  if (name === "OUTPUT") maps.append(scoreList(scores));
  const legend = make("p", { className: "legend" });
  const section = make("section", { className: `layer layer-${id}` }, headOf(layer), maps, legend);
  return { layer, section, maps, grids, kernels, worths, scores, legend };
}

/** @param {Layer} layer */
function headOf({ name, shape, parameters, connections }) {
  const title = make("h3", {}, `${titleOf(name)} `, make("small", { textContent: sizeWords(shape) }));
  const unit = make("span", { className: "unit", textContent: " parameters" });
  const count = make("p", {}, ...(parameters === undefined ? [] : [parameters.toLocaleString("en"), unit]));
  if (connections) count.title = `Parameters are learned; ${connections.toLocaleString("en")} connections use them.`;
  return make("header", {}, title, count);
}

/** @param {HTMLElement[]} scores */
function scoreList(scores) {
  const lines = scores.map((score, number) => make("li", {}, make("b", { textContent: String(number) }), score));
  return make("ol", { className: "scores" }, ...lines);
}

/**
 * List what stands in the layers from left to right: each block, and before it what makes it of the one before.
 * @param {Band} band
 */
export const inOrder = ({ blocks }) =>
  blocks.flatMap(({ layer, section }, depth) => (depth === 0 ? [section] : [operationOf(layer), section]));

/**
 * Tell how many of a block's maps stand side by side, as the styles have it.
 * @param {Block} block
 */
export const acrossOf = ({ layer, maps }) =>
  STANDING[layer.name] ? 1 : Number(getComputedStyle(maps).getPropertyValue("--across"));
