// What is switched off is hatched in the band, and so is what it alone feeds.

import { make } from "../controls/find.js";
import { STANDING } from "../paint/grid.js";
import { isOff, offIn, silentMaps } from "../state/off.js";
import { placeOf } from "./units.js";

/** @import {State, Store, Switched} from "../types.js" */
/** @import {Band, Block} from "./band.js" */

/**
 * Hatch the band as the view says. Returns what hatches it anew: another band, say.
 * @param {Store<State>} store
 * @param {() => Band} shown
 */
export function buildHatching(store, shown) {
  /** @type {{off: Switched[], band: Band} | null} */
  let last = null;

  function hatch() {
    const [band, off] = [shown(), offIn(store.now().view)];
    if (last?.off === off && last.band === band) return;
    last = { off, band };
    const silent = silentMaps(band.layers, off);
    for (const [depth, block] of band.blocks.entries()) hatchBlock(block, silent[depth], off);
  }

  store.follow(["view"], hatch);
  return hatch;
}

/**
 * @param {Block} block
 * @param {Set<number>} silent
 * @param {Switched[]} off
 */
function hatchBlock({ layer, maps, grids, ...block }, silent, off) {
  if (STANDING[layer.name]) {
    for (const mark of maps.querySelectorAll(".hatch")) mark.remove();
    for (const map of silent) grids[0].parentElement?.append(cellMark({ layer, maps, grids, ...block }, map));
    return;
  }
  for (const [map, grid] of grids.entries()) {
    grid.parentElement?.classList.toggle("silent", silent.has(map));
    const state = isOff(off, [layer.name, map]) ? ", off" : silent.has(map) ? ", nothing feeds it" : "";
    grid.ariaLabel = `${layer.name} map ${map}${state}`;
  }
}

/**
 * @param {Block} block
 * @param {number} map   a unit of a layer that stands in one grid
 */
function cellMark(block, map) {
  const { grid, row, column } = placeOf(block, [block.layer.name, map, 0, 0]);
  const mark = make("i", { className: "hatch" });
  const share = (/** @type {number} */ value, /** @type {number} */ of) => `${(100 * value) / of}%`;
  Object.assign(mark.style, {
    top: share(row, grid.height),
    left: share(column, grid.width),
    height: share(1, grid.height),
    width: share(1, grid.width),
  });
  return mark;
}
