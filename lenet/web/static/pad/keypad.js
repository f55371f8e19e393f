// Ten example digits, played as if drawn: the way in without a pointer.

import { find, make } from "../controls/find.js";

/** @import {Hand, Page, Stroke} from "../types.js" */

/**
 * Fill the keypad with a key for each digit of a hand, and one that goes on to the next hand.
 * @param {HTMLElement} keypad
 * @param {Page} page
 * @param {(strokes: Stroke[]) => void} play
 */
export function buildKeypad(keypad, { hands, keys: pageKeys }, play) {
  let hand = 0;
  const keys = Object.keys(hands[0].digits).map((digit) => {
    const key = make("button", {
      type: "button",
      innerHTML: `<svg viewBox="40 30 200 220" aria-hidden="true"><path/></svg>`,
    });
    key.dataset.example = digit;
    key.addEventListener("click", () => play(hands[hand].digits[digit]));
    pageKeys.bind({ [digit]: () => key.click() });
    return key;
  });
  const shuffle = make("button", { type: "button", id: "shuffle", textContent: "Shuffle" });
  shuffle.addEventListener("click", () => {
    hand = (hand + 1) % hands.length;
    show(hands[hand]);
  });

  /** @param {Hand} shown */
  function show({ name, digits }) {
    shuffle.title = `Handwriting: ${name}. Click for another style`;
    keypad.ariaLabel = `Example digits, handwriting: ${name}`;
    for (const key of keys) {
      const digit = key.dataset.example ?? "";
      key.ariaLabel = `Example ${digit}, handwriting: ${name}`;
      find(key, "path", SVGPathElement).setAttribute("d", digits[digit].map(line).join(""));
    }
  }

  keypad.append(...keys, shuffle);
  show(hands[hand]);
}

/** @param {Stroke} stroke */
const line = (stroke) => `M${stroke.map((point) => point.join(" ")).join("L")}`;
