// The first tab: every layer from the input to OUTPUT, painted from the newest answer; and one unit that is looked into.

import { find } from "../controls/find.js";
import { networkOf } from "../state/networks.js";
import { halvesOf } from "../state/numbers.js";
import { askOfUnit } from "./asked_unit.js";
import { bandOf, inOrder } from "./band.js";
import { buildDock } from "./dock/dock.js";
import { buildHatching } from "./hatching.js";
import { buildHint } from "./hint.js";
import { writeLegends } from "./legend.js";
import { buildMargins } from "./margins.js";
import { buildOffDock } from "./off_dock/off_dock.js";
import { followUnit } from "./outlines.js";
import { paintBand, paintKernels } from "./painting.js";
import { buildPointing } from "./pointing.js";
import { buildSwitches, nameSquash } from "./switches.js";
import { buildSwitching } from "./switching.js";

/** @import {Answer, Network, Packed, Packet, Page, Theme} from "../types.js" */
/** @import {Band} from "./band.js" */

const HTML = `
  <div class="tab-controls">
    <div class="switch" id="scale" role="radiogroup" aria-label="Colour scale">
      <label data-scale="layer" title="Colour scale: per layer"><input type="radio" name="scale" value="layer" checked>Layer</label>
      <label data-scale="map" title="Colour scale: per map, whose largest value has the strongest colour"><input type="radio" name="scale" value="map">Map</label>
      <label data-scale="network" title="Colour scale: whole network but Output"><input type="radio" name="scale" value="network">Network</label>
    </div>
    <div class="switch" id="squash" role="radiogroup" aria-label="Values">
      <label data-squash="before"><input type="radio" name="squash" value="before"><span></span></label>
      <label data-squash="after"><input type="radio" name="squash" value="after" checked><span></span></label>
    </div>
  </div>
  <div class="layers"></div>
  <p class="hint"></p>
  <section id="dock" role="region" aria-labelledby="dock-title" hidden></section>
  <section id="off-dock" role="region" aria-labelledby="off-title" hidden></section>
  <p class="hidden-words spoken" aria-live="polite"></p>`;

/**
 * Build the layers of the network that the newest answer is by, their switches, and what is pointed at.
 * @param {HTMLElement} panel
 * @param {Page} page
 */
export function build(panel, { store, networks, checkpoints, keys }) {
  panel.innerHTML = HTML;
  const row = find(panel, ".layers", HTMLElement);
  let valuesOf = decoderOf(null);
  let band = built(networks[0]);
  let wasTraining = false;

  /** @param {Network} network */
  function built(network) {
    const made = bandOf(network);
    row.replaceChildren(...inOrder(made));
    nameSquash(panel, network);
    writeLegends(made, store.now(), valuesOf);
    return made;
  }

  /** @param {Answer} answer */
  const kernelsOf = ({ question: { view }, kernels }) =>
    typeof view.checkpoint === "number" ? checkpoints[view.checkpoint].c1 : (kernels ?? band.network.kernels);

  /** @type {{band?: Band, kernels?: Packed, theme?: Theme}} */
  let painted = {};

  // The kernels stand still while one draws.
  function paint() {
    const now = store.now();
    paintBand(band, valuesOf, now);
    const kernels = kernelsOf(now.answer);
    if (painted.band === band && painted.kernels === kernels && painted.theme === now.theme) return;
    painted = { band, kernels, theme: now.theme };
    paintKernels(band, kernels, now.theme);
  }

  // The legends stand still while one draws: only a scale, an activation function or a network changes them.
  store.follow(["scale", "view"], (now, before) => {
    if (now.scale !== before.scale || now.view.before !== before.view.before) writeLegends(band, now, valuesOf);
    if (now.scale !== before.scale) paint();
  });
  store.follow(["slide"], (now, before) => now !== before && paint());
  buildSwitches(panel, store);
  const shown = () => band;
  const hurry = askOfUnit(store, shown);
  buildPointing(row, store, keys, shown, hurry);
  buildSwitching(row, store, keys, shown);
  const hatch = buildHatching(store, shown);
  followUnit(panel, store, shown);
  buildHint(panel, store);
  buildDock(find(panel, "#dock", HTMLElement), store, shown, networks);
  const showOff = buildOffDock(find(panel, "#off-dock", HTMLElement), store, networks);
  const askForMargins = buildMargins(row, store, shown);
  return (/** @type {Answer} */ answer) => {
    const { question, packet } = answer;
    if (question.network !== band.network.name) band = built(networkOf(networks, question.network));
    hatch();
    valuesOf = decoderOf(packet);
    const isTraining = question.view.checkpoint !== null;
    if (isTraining || wasTraining) writeLegends(band, store.now(), valuesOf); // its scales follow the values
    wasTraining = isTraining;
    paint();
    askForMargins(answer);
    showOff(answer);
  };
}

/**
 * Make what decodes a layer's values: each layer's once, however often they are painted.
 * @param {Packet | null} packet
 * @returns {(layer: string) => Float32Array | null}
 */
function decoderOf(packet) {
  /** @type {Record<string, Float32Array>} */
  const decoded = {};
  return (layer) => {
    if (packet === null) return null;
    decoded[layer] ??= halvesOf(packet.maps[layer]);
    return decoded[layer];
  };
}
