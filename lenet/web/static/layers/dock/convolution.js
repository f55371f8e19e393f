// A convolution's arithmetic: one patch times its kernel, product by product; of several, a list to choose from.

import { make } from "../../controls/find.js";
import { gridOf, paintGrid } from "../../paint/grid.js";
import { largest, withSign } from "../../state/numbers.js";
import { isInside } from "../../state/receptive_fields.js";
import { equationOf, termsOf } from "./arithmetic.js";
import { buildCells, inkColours, mapColours } from "./cells.js";
import { makeTabStop } from "./lighting.js";

/** @import {Arithmetic, Part} from "../../types.js" */
/** @import {Figures, Scene} from "./dock.js" */

/**
 * Build the figures of a unit of C1 or C3.
 * @param {() => void} refresh   shows the same unit again, when another pair is chosen
 * @param {[height: number, width: number]} size   of the kernels
 * @returns {Figures}
 */
export function buildConvolution(refresh, size) {
  const [patch, kernel] = [buildCells(size, false), buildCells(size, false)];
  const products = buildCells(size, true);
  makeTabStop(products.element);
  const pairs = buildPairs(size, refresh);
  const operator = (/** @type {string} */ sign) => make("span", { className: "operator", textContent: sign });
  const element = make(
    "div",
    { className: "convolution" },
    pairs.element,
    make("div", { className: "grids" }, patch.element, operator("×"), kernel.element, operator("="), products.element),
  );
  let sum = "";
  return {
    element,
    show(arithmetic, scene) {
      const { layer, below, theme } = scene;
      const part = pairs.show(arithmetic, scene);
      const terms = termsOf(part, below.name);
      const ofInput = below.name === "Input";
      const values = terms.map(({ value }) => value);
      const weights = terms.map(({ weight }) => weight);
      const results = terms.map(({ product }) => product);
      const ground = ofInput ? inkColours(theme) : mapColours(theme, values);
      patch.show("Patch", ofInput ? " of the input" : ` of ${below.name} map ${part.map}`, { values, colour: ground });
      patch.markPadding(terms.map(({ unit }) => !isInside(below, unit)));
      kernel.show("Kernel", ofInput ? ` ${arithmetic.unit[1]}` : ` for map ${part.map}`, {
        values: weights,
        colour: mapColours(theme, weights, layer.kernelLimit ?? undefined),
      });
      sum = ofInput ? `, ${terms.length}` : `, sum ${withSign(part.sum)}`;
      products.show("Products", sum, {
        values: results,
        colour: mapColours(theme, results),
      });
      products.describe(terms.map((term) => equationOf(term)));
      return terms;
    },
    light: (term) => (term ? products.head(equationOf(term), "") : products.head("Products", sum)),
  };
}

/**
 * Build the list of pairs, patch and kernel, each with its sum; one is chosen, at first the strongest. A unit with
 * one pair needs no list.
 * @param {[height: number, width: number]} size
 * @param {() => void} onChoice
 */
function buildPairs([height, width], onChoice) {
  const element = make("fieldset", { className: "pairs" });
  /** @type {Map<number, ReturnType<typeof buildPair>>} */
  let pairs = new Map();
  /** @type {number | null} */
  let chosen = null;

  /** @param {number} map */
  function buildPair(map) {
    const radio = make("input", { type: "radio", name: "pair", value: String(map) });
    radio.addEventListener("change", () => {
      chosen = map;
      onChoice();
    });
    const [patch, kernel] = ["patch", "kernel"].map((what) => gridOf(height, width, `${what} of map ${map}`));
    const sum = make("b");
    const label = make("label", {}, radio, make("span", { textContent: String(map) }), patch, kernel, sum);
    return { radio, patch, kernel, sum, label };
  }

  /** @param {Part[]} parts */
  function rebuild(parts) {
    pairs = new Map(parts.map(({ map }) => [map, buildPair(map)]));
    element.replaceChildren(make("legend"), ...[...pairs.values()].map(({ label }) => label));
  }

  return {
    element,
    /**
     * @param {Arithmetic} arithmetic
     * @param {Scene} scene
     * @returns {Part}   the chosen one
     */
    show({ parts }, { layer, below, theme: { table } }) {
      element.hidden = parts.length === 1;
      if (element.hidden) return parts[0];
      if (String([...pairs.keys()]) !== String(parts.map(({ map }) => map))) rebuild(parts);
      element.children[0].textContent = `${below.name} maps`;
      const limit = layer.kernelLimit ?? largest(parts.flatMap((part) => part.kernel.flat()));
      const brightest = largest(
        parts.flatMap((part) => part.patch.flat()),
        1e-6,
      );
      for (const { map, patch, kernel, sum } of parts) {
        const pair = /** @type {ReturnType<typeof buildPair>} */ (pairs.get(map));
        paintGrid(pair.patch, patch.flat(), brightest, table);
        paintGrid(pair.kernel, kernel.flat(), limit, table);
        pair.sum.textContent = withSign(sum);
        pair.sum.dataset.sum = String(sum);
      }
      const part = parts.find(({ map }) => map === chosen) ?? strongest(parts);
      chosen = part.map;
      /** @type {ReturnType<typeof buildPair>} */ (pairs.get(part.map)).radio.checked = true;
      return part;
    },
  };
}

/** @param {Part[]} parts */
const strongest = (parts) => parts.reduce((most, part) => (Math.abs(part.sum) > Math.abs(most.sum) ? part : most));
