// The line that reads the unit pointed at, where nothing moves for it, and what is announced of a unit.

import { find } from "../controls/find.js";
import { signed } from "../state/numbers.js";
import { unitTitle } from "./dock/sentences.js";
import { sameUnit } from "./units.js";

/** @import {Arithmetic, State, Store, Unit} from "../types.js" */

const HOVER = "Hover over any cell to see its receptive field";
const TAP = "Tap a cell to see its receptive field";
const PINNED = "Pinned. Keep drawing to see it change; × or Esc to unpin.";
const PINNED_BY_TAP = "Pinned. Keep drawing to see it change; × to unpin.";

/**
 * Follow the unit, whoever has chosen it, and say its value once an answer has come that explains it.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 */
export function buildHint(element, store) {
  const hint = find(element, ".hint", HTMLElement);
  const announce = announcer(element, store);
  const [idle, kept] = matchMedia("(hover: none)").matches ? [TAP, PINNED_BY_TAP] : [HOVER, PINNED];
  store.follow(["answer", "unit", "pinned"], ({ answer, unit, pinned }) => {
    const explained = answer.packet?.unit ?? null;
    const arithmetic = unit && explained && sameUnit(unit, explained.unit) ? explained : null;
    hint.textContent = pinned ? kept : unit ? pointedWords(unit, arithmetic) : idle;
    if (arithmetic) announce(arithmetic);
  });
}

/**
 * @param {Unit} unit
 * @param {Arithmetic | null} arithmetic   null: not known yet
 */
function pointedWords(unit, arithmetic) {
  const value = arithmetic ? ` = ${signed(arithmetic.after, 2)}` : "";
  return `${unitTitle(unit)}${value}: click to pin`;
}

/**
 * Make what says a unit's value, once for each, where it is pinned or was chosen by keyboard.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 */
function announcer(element, store) {
  const spoken = find(element, ".spoken", HTMLElement);
  let last = "";
  return (/** @type {Arithmetic} */ { unit, after }) => {
    const words = `${unitTitle(unit)}: ${signed(after, 2)}`;
    const { pinned, slide } = store.now();
    if (words === last || slide?.plays) return; // what slides would speak without end
    last = words;
    spoken.textContent = pinned || element.querySelector(".maps:focus-visible") ? words : "";
  };
}
