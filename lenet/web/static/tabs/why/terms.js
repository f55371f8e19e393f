// F6's units, by what each adds to the first class's margin over the second.

import { make } from "../../controls/find.js";
import { withSign } from "../../state/numbers.js";
import { offButton } from "./off_button.js";

/** @typedef {{unit: number, value: number}} Term */

const SHOWN = 6; // units listed for and against

/**
 * Find the units that add most to the margin, and those that add least, or take most.
 * @param {number[]} contributions   by unit
 */
export function splitByMargin(contributions) {
  const ranked = contributions.map((value, unit) => ({ unit, value })).sort((a, b) => b.value - a.value);
  return { helped: ranked.slice(0, SHOWN), opposed: ranked.slice(-SHOWN).reverse() };
}

/**
 * Make the list of those terms that belong there.
 * @param {string} heading
 * @param {Term[]} terms
 * @param {(value: number) => boolean} belongs
 */
export function termList(heading, terms, belongs) {
  const lines = terms.filter(({ value }) => belongs(value)).map(termLine);
  if (lines.length === 0) lines.push(make("li", { textContent: "none" }));
  return make("ol", { className: "terms" }, make("li", { className: "heading", textContent: heading }), ...lines);
}

/** @param {Term} term */
function termLine({ unit, value }) {
  const name = make("span", { textContent: `F6 ${unit}` });
  const worth = make("b", { textContent: withSign(value) });
  const line = make("li", {}, offButton(["F6", unit], name, worth));
  Object.assign(line.dataset, { unit, contribution: value });
  return line;
}
