// A glance at the answer, once the pad is scrolled away.

import { find } from "../controls/find.js";
import { paintInk } from "../paint/ink.js";
import { bytesOf, percent } from "../state/numbers.js";
import { answerOf } from "../state/verdict.js";

/** @import {State, Store} from "../types.js" */

/**
 * Build the glance.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 */
export function buildGlance(element, store) {
  const header = find(element, ".lenet-header", HTMLElement);
  const glance = find(element, ".glance", HTMLElement);
  const [canvas, digit, note] = [
    find(glance, "canvas", HTMLCanvasElement),
    find(glance, "b", HTMLElement),
    find(glance, "span", HTMLElement),
  ];
  new IntersectionObserver((seen) => {
    header.classList.toggle("scrolled", !seen[seen.length - 1].isIntersecting);
  }).observe(find(document, "#sketchpad", HTMLElement));

  store.follow(["answer", "theme"], ({ answer: { packet }, theme }) => {
    glance.hidden = packet === null;
    if (packet === null) return;
    const [[, probability]] = packet.top3;
    digit.textContent = answerOf(packet);
    note.textContent = packet.verdict === null ? "not a digit?" : percent(probability);
    paintInk(canvas, bytesOf(packet.digit.data), theme);
  });
}
