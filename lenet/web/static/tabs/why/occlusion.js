// The digit, and over it a grid with what each square of its ink is worth.

import { find } from "../../controls/find.js";
import { paintGrid } from "../../paint/grid.js";
import { paintInk } from "../../paint/ink.js";
import { bytesOf, largest } from "../../state/numbers.js";

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
      ? `${changed} of the ${lost.length} patches change${changed === 1 ? "s" : ""} the answer.`
      : "No single patch changes the answer.";
    const [fall, rise] = [Math.max(...lost), -Math.min(...lost)].map((most) => Math.max(0, most).toFixed(2));
    worth.textContent = `Blue: margin falls (max ${fall}). Orange: margin rises (max ${rise}).`;
    paintInk(ink, packet && bytesOf(packet.digit.data), theme);
    heat.width = heat.height = occluded.length;
    paintGrid(heat, lost, largest(lost, 1e-6), theme.table);
  };
}
