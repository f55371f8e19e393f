// The answer at the head of each row: its digit, how sure it is, and ten small bars.

import { make } from "../../controls/find.js";
import { cssColour } from "../../paint/colour.js";
import { best, percent, signed } from "../../state/numbers.js";
import { tenBars } from "../ten_bars.js";

/** @import {Theme} from "../../types.js" */

/**
 * Make an answer's cell. show(probabilities, isRejected, words) fills it, the words being the row's name.
 * @param {string} words
 */
export function answerCell(words) {
  const digit = make("b", { className: "digit" });
  const who = make("span", { className: "who", textContent: words });
  const sure = make("span", { className: "sure" });
  const bars = tenBars();
  const cell = make("div", { className: "says" }, digit, who, sure, bars.element);
  return {
    cell,
    show(/** @type {number[]} */ probabilities, /** @type {boolean} */ isRejected, named = words) {
      const likeliest = best(probabilities);
      digit.textContent = isRejected ? "?" : String(likeliest);
      who.textContent = named;
      sure.textContent = isRejected ? "not a digit" : percent(probabilities[likeliest]);
      cell.classList.toggle("rejected", isRejected);
      bars.show(probabilities);
    },
  };
}

/**
 * Make the cell of what differs. show(kept, now, table) lets each bar reach from the middle, up for more.
 * @param {string} words
 */
export function differenceCell(words) {
  const who = make("span", { className: "who", textContent: words });
  const { element, tiles } = tenBars();
  const sure = make("span", { className: "sure", textContent: "change in probability" });
  return {
    cell: make("div", { className: "says" }, make("b", { className: "digit" }), who, sure, element),
    show(/** @type {number[]} */ kept, /** @type {number[]} */ now, /** @type {Theme["table"]} */ table) {
      tiles.forEach((tile, digit) => {
        const change = now[digit] - kept[digit];
        const [from, to] = [50 - 50 * Math.max(change, 0), 50 - 50 * Math.min(change, 0)];
        const colour = cssColour(table, Math.sign(change) * 0.75);
        tile.style.background = `linear-gradient(transparent ${from}%, ${colour} ${from}% ${to}%, transparent ${to}%), var(--track)`;
        tile.title = `${digit}: ${signed(100 * change, 1)} percentage points`;
      });
    },
  };
}
