// The legends: what value has the strongest colour of each layer, by the scale that is chosen.

import { largest } from "../state/numbers.js";

/** @import {Layer, State} from "../types.js" */
/** @import {Band} from "./band.js" */

/** @typedef {(layer: string) => Float32Array | null} ValuesOf   null where nothing is drawn */

const FAINT = 0.2; // of its limit: a layer that stays below would look blank

/**
 * Tell the |value| at the end of a layer's colours, where all its maps have the same one. The limits are those of
 * trained networks: at a checkpoint of training, a layer far below its limit has its own largest value there.
 * @param {Layer} layer
 * @param {Band} band
 * @param {Pick<State, "scale" | "answer">} state
 * @param {ValuesOf} valuesOf
 */
export function limitOf(layer, band, { scale, answer }, valuesOf) {
  const limit = scale === "network" && layer.name !== "OUTPUT" ? band.limit : layer.limit;
  if (answer.question.view.checkpoint === null) return limit;
  const most = largest(valuesOf(layer.name) ?? []);
  return most > 0 && most < FAINT * limit ? most : limit;
}

/**
 * Write every layer's legend.
 * @param {Band} band
 * @param {Pick<State, "answer" | "scale" | "view">} state
 * @param {ValuesOf} valuesOf
 */
export function writeLegends(band, state, valuesOf) {
  const { scale, view } = state;
  for (const { layer, legend } of band.blocks) {
    if (layer.name === "Input") legend.textContent = "0 to 1";
    else if (scale === "map") legend.textContent = "per map";
    else legend.innerHTML = scaleWords(layer, limitOf(layer, band, state, valuesOf), view.before);
  }
}

/**
 * @param {Layer} layer
 * @param {number} end
 * @param {boolean} before   whether the values are those before the squash
 */
function scaleWords(layer, end, before) {
  const limit = end < 0.1 ? end.toPrecision(1) : end.toFixed(end < 20 ? 1 : 0);
  if (layer.name === "OUTPUT") return `±${limit}`;
  return layer.signed || (before && layer.squash !== null)
    ? `<span>−${limit}</span><i class="negative"></i><i class="positive"></i><span>${limit}</span>`
    : `<span>0</span><i class="positive"></i><span>${limit}</span>`;
}
