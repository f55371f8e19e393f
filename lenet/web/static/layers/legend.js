// The legends: what value has the strongest colour of each layer, by the scale that is chosen.

/** @import {Layer, State} from "../types.js" */
/** @import {Band} from "./band.js" */

/**
 * Tell the |value| at the end of a layer's colours, where all its maps have the same one.
 * @param {Layer} layer
 * @param {Band} band
 * @param {State["scale"]} scale
 */
export function limitOf(layer, band, scale) {
  return scale === "network" && layer.name !== "OUTPUT" ? band.limit : layer.limit;
}

/**
 * Write every layer's legend.
 * @param {Band} band
 * @param {Pick<State, "scale" | "view">} state
 */
export function writeLegends(band, { scale, view }) {
  for (const { layer, legend } of band.blocks) {
    if (layer.name === "Input") legend.textContent = "0 to 1";
    else if (scale === "map") legend.textContent = "each its own";
    else legend.innerHTML = scaleWords(layer, limitOf(layer, band, scale), view.before);
  }
}

/**
 * @param {Layer} layer
 * @param {number} end
 * @param {boolean} before   whether the values are those before the squash
 */
function scaleWords(layer, end, before) {
  const limit = end.toFixed(end < 20 ? 1 : 0);
  if (layer.name === "OUTPUT") return `±${limit}`;
  return layer.signed || (before && layer.squash !== null)
    ? `<span>−${limit}</span><i class="negative"></i><i class="positive"></i><span>${limit}</span>`
    : `<span>0</span><i class="positive"></i><span>${limit}</span>`;
}
