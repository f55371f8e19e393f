// The dock: one pinned unit's arithmetic in full, below the layers, with the numbers that came from the network.

import { make } from "../../controls/find.js";
import { STANDING } from "../../paint/grid.js";
import { isOfCodes } from "../../state/networks.js";
import { letGo } from "../asked_unit.js";
import { blockOfUnit, sameUnit } from "../units.js";
import { buildBlock } from "./block.js";
import { buildCodes } from "./codes.js";
import { buildConvolution } from "./convolution.js";
import { buildLighting } from "./lighting.js";
import { isSubsampling } from "./lines.js";
import { buildOffSwitch } from "./off_switch.js";
import { unitWords, whatWords } from "./sentences.js";
import { buildSheet } from "./sheet.js";
import { buildControls } from "./slide_controls.js";
import { buildSum } from "./sum.js";
import { buildTerms } from "./terms.js";

/** @import {Arithmetic, Layer, Network, State, Store, Theme, Unit} from "../../types.js" */
/** @import {Band} from "../band.js" */
/** @import {Term} from "./arithmetic.js" */

/**
 * Where a unit stands.
 * @typedef {{layer: Layer, below: Layer, layers: Layer[], theme: Theme}} Scene
 */

/**
 * What shows the terms of one kind of unit. `show` returns those that are displayed, in the order of their data-term;
 * `light` says one that is lit, or that none is any more.
 * @typedef {object} Figures
 * @property {HTMLElement} element
 * @property {(arithmetic: Arithmetic, scene: Scene) => Term[]} show
 * @property {(term: Term | null) => void} [light]
 */

/**
 * Build the dock. It is shown while a unit is pinned; what it shows it keeps until an answer explains another.
 * @param {HTMLElement} dock
 * @param {Store<State>} store
 * @param {() => Band} shown
 * @param {Network[]} networks
 */
export function buildDock(dock, store, shown, networks) {
  const title = make("h3", { id: "dock-title" });
  const place = make("p", { className: "place" });
  const what = make("div", { className: "what" });
  const body = make("div", { className: "figures" });
  const sum = buildSum();
  const close = make("button", { type: "button", className: "unpin", textContent: "×", ariaLabel: "Unpin" });
  const { off, only, lines } = buildOffSwitch(store, networks);
  const [first, second] = [
    make("div", { className: "head" }, title, off),
    make("div", { className: "head" }, place, only),
  ];
  const about = make("div", { className: "about" }, first, second, what, buildControls(store, shown, dock));
  sum.element.insertBefore(lines, sum.element.lastElementChild);
  dock.append(about, body, sum.element, close);
  close.addEventListener("click", () => letGo(store));

  /** @type {Record<string, Figures>} */
  const built = {};
  /** @type {Figures | null} */
  let figures = null;
  /** @type {Term[]} */
  let terms = [];

  const lighting = buildLighting(body, (lit) => {
    const term = lit === null ? undefined : terms[lit];
    figures?.light?.(term ?? null);
    store.change({ term: term?.unit ?? null });
  });

  /**
   * @param {Arithmetic} arithmetic
   * @param {Theme} theme
   */
  function fill(arithmetic, theme) {
    const scene = sceneOf(arithmetic.unit, shown().layers, theme);
    const [kind, build] = kindOf(arithmetic, scene.layer, refresh);
    built[kind] ??= build();
    if (figures !== built[kind]) {
      lighting.light(null);
      figures = built[kind];
      body.replaceChildren(figures.element);
    }
    terms = figures.show(arithmetic, scene);
    dock.dataset.unit = arithmetic.unit.join(" ");
    dock.dataset.kind = kind.split(" ")[0];
    [title.textContent, place.textContent] = unitWords(arithmetic.unit);
    what.replaceChildren(...whatWords(arithmetic, scene.layers).map((textContent) => make("p", { textContent })));
    sum.show(arithmetic, scene.layer);
    lighting.relight();
  }

  function refresh() {
    const { answer, theme } = store.now();
    if (answer.packet?.unit) fill(answer.packet.unit, theme);
  }

  /** @param {Unit} unit   pinned while nothing is drawn */
  function askForDigit(unit) {
    [title.textContent, place.textContent] = unitWords(unit);
    what.replaceChildren(make("p", { textContent: "Draw a digit to see this unit’s arithmetic." }));
  }

  store.follow(["pinned"], ({ pinned }, before) => {
    if (dock.hidden === !pinned) return;
    const hadFocus = dock.contains(document.activeElement);
    dock.hidden = !pinned;
    dock.parentElement?.classList.toggle("pinned", pinned); // a rule with :has() would look again at each answer
    if (pinned) return;
    lighting.light(null);
    if (hadFocus && before.unit) focusOn(before.unit);
  });
  buildSheet(dock, store, shown);

  /** @param {Unit} unit   the focus returns to it; a keyboard's goes on from there */
  function focusOn(unit) {
    const { maps } = blockOfUnit(shown(), unit);
    maps.focus({ preventScroll: true });
    if (maps.matches(":focus-visible")) store.change({ unit });
  }

  store.follow(["answer", "unit", "pinned", "theme"], ({ answer: { packet }, unit, pinned, theme }) => {
    if (!pinned || unit === null) return;
    dock.classList.toggle("empty", packet === null);
    if (packet === null) askForDigit(unit);
    else if (packet.unit && sameUnit(unit, packet.unit.unit)) fill(packet.unit, theme);
  });
}

/**
 * @param {Unit} unit
 * @param {Layer[]} layers   from the input on
 * @param {Theme} theme
 * @returns {Scene}
 */
function sceneOf([name], layers, theme) {
  const depth = layers.findIndex((layer) => layer.name === name);
  return { layer: layers[depth], below: layers[depth - 1], layers, theme };
}

/**
 * Choose what shows a unit's terms: which kind of figures, and what builds them.
 * @param {Arithmetic} arithmetic
 * @param {Layer} layer
 * @param {() => void} refresh
 * @returns {[kind: string, build: () => Figures]}
 */
function kindOf({ parts: [{ patch }] }, layer, refresh) {
  /** @type {[height: number, width: number]} */
  const size = [patch.length, patch[0].length];
  if (isOfCodes(layer)) return ["codes", buildCodes];
  if (STANDING[layer.name]) return ["terms", buildTerms];
  if (isSubsampling(layer)) return [`block ${size}`, () => buildBlock(size)];
  return [`convolution ${size}`, () => buildConvolution(refresh, size)];
}
