// How it works: the figures of the text, painted from the visitor's own digit and the current network.

import { SIDE } from "../../constants.js";
import { find } from "../../controls/find.js";
import { gridOf, gridsOf, paintGrids } from "../../paint/grid.js";
import { paintInk } from "../../paint/ink.js";
import { networkOf } from "../../state/networks.js";
import { bytesOf, halvesOf } from "../../state/numbers.js";
import { createSteps } from "./steps.js";
import { TEXT } from "./text.js";

/** @import {Answer, Layer, Packet, Page, Theme} from "../../types.js" */

const FIGURES = { placed: "Input", c1: "C1", s2: "S2", c3: "C3", c5: "C5", f6: "F6", output: "OUTPUT" };

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
export function build(panel, { store, networks }) {
  panel.innerHTML = TEXT;
  const figures = Object.entries(FIGURES).map(([figure, name]) => {
    const place = find(panel, `[data-figure="${figure}"]`, HTMLElement);
    place.className = name.toLowerCase();
    return { place, name };
  });
  const steps = createSteps();
  find(panel, '[data-figure="placed"]', HTMLElement).before(steps.element);
  return (/** @type {Answer} */ answer) => {
    const { question, packet } = answer;
    const { theme } = store.now();
    const { layers } = networkOf(networks, question.network);
    for (const { place, name } of figures) {
      const layer = layers.find((each) => each.name === name);
      if (layer) place.replaceChildren(...mapsOf(layer, packet, theme));
      else {
        const digit = inputOf(packet, theme);
        place.replaceChildren(digit);
        steps.paint(answer, digit);
      }
    }
  };
}

/**
 * @param {Packet | null} packet
 * @param {Theme} theme
 */
function inputOf(packet, theme) {
  const digit = gridOf(SIDE, SIDE, "Your digit, preprocessed");
  paintInk(digit, packet && bytesOf(packet.digit.data), theme);
  return digit;
}

/**
 * @param {Layer} layer
 * @param {Packet | null} packet
 * @param {Theme} theme
 */
function mapsOf(layer, packet, { table }) {
  const grids = gridsOf(layer, () => `${layer.name} on your digit`);
  paintGrids(grids, packet && halvesOf(packet.maps[layer.name]), layer.limit, table);
  return grids;
}
