// The panel: one unit's arithmetic, with the numbers that came from the network.

import { find, make } from "../controls/find.js";
import { signed } from "../state/numbers.js";
import { figuresOf } from "./arithmetic.js";
import { letGo } from "./asked_unit.js";
import { sumWords, unitTitle, whatWords } from "./sentences.js";
import { sameUnit } from "./units.js";

/** @import {Arithmetic, State, Store, Theme} from "../types.js" */
/** @import {Band} from "./band.js" */

const LAST_ON_THE_LEFT = 4; // S4: deeper layers stand in the band's right half

/**
 * Build the panel. It shows the unit that is pointed at once an answer has come that explains it; until then it
 * keeps what it shows.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 * @param {() => Band} shown
 */
export function buildPanel(element, store, shown) {
  const panel = find(element, "#panel", HTMLElement);
  const announce = announcer(element, store);
  const close = make("button", {
    type: "button",
    className: "let-go",
    textContent: "×",
    ariaLabel: "Let this unit go",
  });
  close.addEventListener("click", () => letGo(store));
  store.follow(["answer", "unit", "theme"], ({ answer, unit, theme }) => {
    const arithmetic = answer.packet?.unit ?? null;
    if (unit === null || arithmetic === null) panel.hidden = true;
    else if (sameUnit(unit, arithmetic.unit)) {
      panel.hidden = false;
      fill(panel, close, arithmetic, shown(), theme);
      announce(arithmetic);
    }
  });
  // On a phone the panel lies over the page: brief where the layers are out of sight.
  new IntersectionObserver((seen) => {
    panel.classList.toggle("away", !seen[seen.length - 1].isIntersecting);
  }).observe(find(element, ".layers", HTMLElement));
}

/**
 * @param {HTMLElement} panel
 * @param {HTMLElement} close
 * @param {Arithmetic} arithmetic
 * @param {Band} band
 * @param {Theme} theme
 */
function fill(panel, close, arithmetic, { layers }, { table }) {
  const { unit, after } = arithmetic;
  const depth = layers.findIndex(({ name }) => name === unit[0]);
  const below = layers[depth - 1];
  panel.dataset.unit = unit.join(" ");
  panel.dataset.side = depth <= LAST_ON_THE_LEFT ? "right" : "left"; // never over what the unit reads
  panel.replaceChildren(
    close,
    make("h3", {}, `${unitTitle(unit)} = `, make("b", { textContent: signed(after, 2) })),
    make("p", { className: "what", textContent: whatWords(arithmetic, layers) }),
    make("div", { className: "parts" }, ...figuresOf(arithmetic, layers[depth], below, table)),
    make("p", { className: "sum", innerHTML: sumWords(arithmetic, below) }),
  );
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
    if (words === last) return;
    last = words;
    spoken.textContent = store.now().pinned || element.querySelector(".maps:focus-visible") ? words : "";
  };
}
