// The tour's card: where the tour is, what it says there, and its buttons.

import { find } from "../controls/find.js";
import { STOPS } from "./stops.js";

/**
 * Create the card's commands.
 * @param {HTMLElement} card
 * @param {{go: (step: 1 | -1) => void, end: () => void}} tour
 */
export function createCard(card, { go, end }) {
  const [done, back, next] = ["#tour-done", "#tour-back", "#tour-next"].map((id) => find(card, id, HTMLButtonElement));
  const words = find(card, "#tour-words", HTMLElement);
  let said = "";
  done.addEventListener("click", end);
  back.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));

  /** @param {number} at   of STOPS */
  function show(at) {
    const isLast = at === STOPS.length - 1;
    find(card, ".progress", HTMLElement).textContent = `${at + 1} of ${STOPS.length}`;
    find(card, "h2", HTMLElement).textContent = STOPS[at].title;
    back.disabled = at === 0;
    next.hidden = isLast;
    done.classList.toggle("last", isLast);
    if (isLast) done.focus({ preventScroll: true });
  }

  /** @param {string} html   announced where it is new */
  function say(html) {
    if (html !== said) words.innerHTML = html;
    said = html;
  }

  return { show, say, focus: () => next.focus({ preventScroll: true }) };
}
