// What is off, one by one: what it would be on this drawing, and what it keeps instead; a press switches it on again.

import { make } from "../../controls/find.js";
import { gridOf, paintGrid } from "../../paint/grid.js";
import { halvesOf, largest, signed } from "../../state/numbers.js";
import { nameOf } from "../../state/off.js";

/** @import {Packed, SwitchedOff, Switched, Theme} from "../../types.js" */

const MOST = 6; // tiles shown

/**
 * Make the tiles of what is off, the newest first.
 * @param {SwitchedOff} switchedOff
 * @param {Theme} theme
 * @param {(one: Switched) => void} restore
 */
export function tilesOf({ parts }, theme, restore) {
  const tiles = parts
    .toReversed()
    .slice(0, MOST)
    .map(({ part, would, keeps }) => {
      const limit = largest([...halvesOf(would), ...halvesOf(keeps)], 1e-6);
      const pictures = [pictureOf(would, limit, theme), "→", pictureOf(keeps, limit, theme)];
      const name = nameOf(part);
      const tile = make("button", { type: "button", title: `Switch ${name} on` }, ...pictures, make("small", {}, name));
      tile.dataset.off = part.join(" ");
      tile.addEventListener("click", () => restore(part));
      return tile;
    });
  const more = parts.length - tiles.length;
  return more > 0 ? [...tiles, make("span", { textContent: `and ${more} more` })] : tiles;
}

/**
 * Show a map as a picture, a single unit as a number.
 * @param {Packed} packed
 * @param {number} limit   where the colours end
 * @param {Theme} theme
 */
function pictureOf(packed, limit, { table }) {
  const [height = 1, width = 1] = packed.shape;
  const values = halvesOf(packed);
  if (height === 1) return make("b", { textContent: signed(values[0], 2) });
  const grid = gridOf(height, width, "");
  grid.ariaHidden = "true";
  paintGrid(grid, values, limit, table);
  return grid;
}
