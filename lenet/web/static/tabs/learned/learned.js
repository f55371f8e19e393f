// The learned weights: C1's kernels, C3's as a table with Table I's holes, OUTPUT's rows as F6 stands.

import { make } from "../../controls/find.js";
import { load } from "../../server/post.js";
import { isOfCodes, networkOf } from "../../state/networks.js";
import { halvesOf, largest, limitOfWeights } from "../../state/numbers.js";
import { c1Figures } from "../kernel.js";
import { c3Table, outputFigures } from "./kernels.js";

/** @import {Network, Packed, Page, Theme} from "../../types.js" */

/** @typedef {{C1: Packed, C3: Packed, OUTPUT: Packed}} Weights */
/** @typedef {Parameters<typeof c1Figures>[1]} Painted   weights, and how they are painted */

const FAILED = "The weights could not be loaded. To try again, open another tab, then come back to this one.";

/**
 * @param {HTMLElement} panel
 * @param {Page} page
 */
export function build(panel, { store, networks }) {
  /** @type {Record<string, Weights> | null} */
  let weights = null; // by network
  /** @type {{network?: string, theme?: Theme}} */
  let shown = {};

  async function fetchWeights() {
    weights = await load("weights").catch(() => null);
    if (weights === null) panel.replaceChildren(make("p", { textContent: FAILED }));
    else show();
  }

  function show() {
    const { answer, theme } = store.now();
    const { network } = answer.question;
    if (weights === null || (network === shown.network && theme === shown.theme)) return;
    shown = { network, theme };
    panel.replaceChildren(...sectionsOf(networkOf(networks, network), weights[network], theme));
  }

  store.follow(["tab"], ({ tab }) => {
    if (tab === panel.id && weights === null) fetchWeights();
  });
  return show;
}

/**
 * @param {Network} network
 * @param {Weights} weights
 * @param {Theme} theme
 */
function sectionsOf({ layers }, { C1, C3, OUTPUT }, theme) {
  const { reads } = layers[2];
  const gaps = reads ? "; gaps: connections absent in Table I" : "";
  const [rows, meaning] = isOfCodes(layers[layers.length - 1])
    ? [
        "ten fixed target codes, arranged like F6",
        "7×12 images of the digits. Each output is minus the squared distance from F6 to a code.",
      ]
    : [
        "84 weights per class, arranged like F6",
        "Blue: positive weights; orange: negative. Where a unit is positive, blue is evidence for the digit. Nothing in training makes these look like digits.",
      ];
  const sections = [
    section("C1: one 5×5 kernel per map", "The pattern that each map responds to in the input.", C1, theme, (painted) =>
      make("div", { className: "c1-kernels" }, ...c1Figures(C1.shape[0], painted)),
    ),
    section("C3: one 5×5 kernel per pair of maps", `Rows: S2 maps; columns: C3 maps${gaps}.`, C3, theme, (painted) =>
      c3Table(C3.shape, reads, painted),
    ),
    section(`Output: ${rows}`, meaning, OUTPUT, theme, outputFigures),
  ];
  return [make("div", { className: "columns" }, ...sections)];
}

/**
 * @param {string} title
 * @param {string} words
 * @param {Packed} packed
 * @param {Theme} theme
 * @param {(painted: Painted) => HTMLElement} paint
 */
function section(title, words, packed, { table }, paint) {
  const values = halvesOf(packed);
  const limit = limitOfWeights(values);
  return make(
    "div",
    {},
    make("h3", { textContent: title }),
    make("p", { textContent: `${words} ${rangeWords(limit, largest(values))}` }),
    paint({ values, limit, table }),
  );
}

/**
 * @param {number} limit
 * @param {number} most   the largest |weight|
 */
function rangeWords(limit, most) {
  const [end, all] = [limit.toFixed(2), most.toFixed(2)];
  return `Colour range ±${end}${end === all ? "" : ` (99 % of the weights; all are within ±${all})`}.`;
}
