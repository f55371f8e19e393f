// The digit, and over it a grid with what each square of its ink is worth.

import { find } from "../../controls/find.js";
import { paintGrid } from "../../paint/grid.js";
import { paintInk } from "../../paint/ink.js";
import { bytesOf, largest, withSign } from "../../state/numbers.js";

/** @import {Packet, Theme} from "../../types.js" */
/** @import {Attribution} from "./why.js" */

/**
 * Build the picture of an occlusion, and its words. Returns show(attribution, packet, theme); the grid's cells are
 * the squares' middles.
 * @param {HTMLElement} panel
 */
export function buildOcclusion(panel) {
  const ink = find(panel, ".occluded .ink", HTMLCanvasElement);
  const heat = find(panel, ".occluded .heat", HTMLCanvasElement);
  const [side, flips, worth] = [".patch", ".flips", ".worth"].map((part) => find(panel, part, HTMLElement));

  return (
    /** @type {Attribution} */ { first, margin, occluded, read, patch },
    /** @type {Packet | null} */ packet,
    /** @type {Theme} */ theme,
  ) => {
    const lost = occluded.flat().map((left) => margin - left);
    const changed = read.flat().filter((digit) => digit !== first).length;
    side.textContent = `${patch}×${patch}`;
    flips.textContent = changed
      ? `Covering ${changed} of the ${lost.length} squares changes the answer.`
      : "No single square changes the answer.";
    worth.textContent = `Blue: up to ${withSign(Math.max(...lost))} lost; orange: up to ${withSign(-Math.min(...lost))} won.`;
    paintInk(ink, packet && bytesOf(packet.digit.data), theme);
    heat.width = heat.height = occluded.length;
    paintGrid(heat, lost, largest(lost, 1e-6), theme.table);
  };
}
