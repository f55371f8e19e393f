// The answer at a glance on a narrow window, while the answer itself is out of sight: above an open tab, below the pad.

import { PAD } from "../constants.js";
import { find, make } from "../controls/find.js";
import { clearedSquare, drawDrawing, paintInk } from "../paint/ink.js";
import { outlineField } from "../reading/receptive_field.js";
import { bytesOf, percent } from "../state/numbers.js";
import { answerOf, isNearChance } from "../state/verdict.js";

/** @import {Page} from "../types.js" */

const HEADER = 52; // px, under which the page scrolls

/**
 * Build the glance.
 * @param {HTMLElement} element
 * @param {Page} page
 */
export function buildGlance(element, { store, networks }) {
  const glance = find(element, ".glance", HTMLElement);
  const [drawn, placed] = [".drawn", ".placed canvas"].map((part) => find(glance, part, HTMLCanvasElement));
  const [digit, note] = [find(glance, "b", HTMLElement), find(glance, "b + span", HTMLElement)];
  outlineField(find(glance, ".seen", SVGRectElement), store, networks);

  let isSeen = false;

  function show() {
    const { answer, theme } = store.now();
    const { question, packet } = answer;
    glance.hidden = packet === null;
    if (packet === null || !isSeen) return;
    const [[first, probability], [second, next]] = packet.top3;
    const isUndecided = isNearChance(packet);
    const isGuess = isUndecided || packet.verdict === null;
    digit.textContent = isUndecided ? "–" : answerOf(packet);
    const words = isUndecided ? "Undecided" : packet.verdict === null ? "Not a digit" : percent(probability);
    const sure = make("strong", { textContent: words });
    note.replaceChildren(
      sure,
      isGuess ? `best guess ${first} ${percent(probability)}` : `then ${second} ${percent(next)}`,
    );
    drawDrawing(clearedSquare(drawn, PAD), question.drawing);
    paintInk(placed, bytesOf(packet.digit.data), theme);
  }

  store.follow(["answer", "theme", "onPad"], show);
  const inSight = (/** @type {IntersectionObserverEntry[]} */ entries) => entries[entries.length - 1].isIntersecting;
  new IntersectionObserver((entries) => {
    isSeen = inSight(entries);
    show();
  }).observe(glance);
  const follow = (/** @type {IntersectionObserverEntry[]} */ entries) =>
    document.documentElement.classList.toggle("answer-away", !inSight(entries));
  const answered = find(document, "#answer", HTMLElement);
  new IntersectionObserver(follow, { rootMargin: `-${HEADER}px 0px 0px` }).observe(answered);
}
