// The answer at a glance, above an open tab on a narrow window, where the pad is out of sight.

import { PAD } from "../constants.js";
import { find, make } from "../controls/find.js";
import { clearedSquare, drawDrawing, paintInk } from "../paint/ink.js";
import { outlineField } from "../reading/receptive_field.js";
import { bytesOf, percent } from "../state/numbers.js";
import { answerOf, isNearChance } from "../state/verdict.js";

/** @import {Page} from "../types.js" */

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

  store.follow(["answer", "theme", "onPad"], ({ answer: { question, packet }, theme, onPad }) => {
    glance.hidden = packet === null;
    if (packet === null || onPad) return;
    const [[, probability], [second, next]] = packet.top3;
    const isUndecided = isNearChance(packet);
    digit.textContent = isUndecided ? "–" : answerOf(packet);
    const words = isUndecided ? "Undecided" : packet.verdict === null ? "Not a digit" : percent(probability);
    const sure = make("strong", { textContent: words });
    note.replaceChildren(sure, `then ${second} ${percent(next)}`);
    if (drawn.clientWidth > 0) drawDrawing(clearedSquare(drawn, PAD), question.drawing);
    paintInk(placed, bytesOf(packet.digit.data), theme);
  });
}
