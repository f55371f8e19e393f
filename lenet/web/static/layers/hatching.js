// What is switched off is hatched in the band, and so is what it alone feeds.

import { STANDING } from "../paint/grid.js";
import { isOff, offIn, silentMaps } from "../state/off.js";
import { boxOn } from "./outlines.js";
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
function hatchBlock(block, silent, off) {
  const { layer, maps, grids } = block;
  if (STANDING[layer.name]) {
    for (const mark of maps.querySelectorAll(".hatch")) mark.remove();
    for (const map of silent) {
      const { grid, row, column } = placeOf(block, [layer.name, map, 0, 0]);
      boxOn(grid, "hatch", { top: row, left: column, bottom: row + 1, right: column + 1 });
    }
    return;
  }
  for (const [map, grid] of grids.entries()) {
    grid.parentElement?.classList.toggle("silent", silent.has(map));
    const state = isOff(off, [layer.name, map]) ? ", off" : silent.has(map) ? ", nothing feeds it" : "";
    grid.ariaLabel = `${layer.name} map ${map}${state}`;
  }
}
