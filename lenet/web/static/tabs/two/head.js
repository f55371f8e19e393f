// The head: the kept drawing in small, a sentence, and the buttons that keep a drawing and let it go.

import { PAD } from "../../constants.js";
import { find } from "../../controls/find.js";
import { context2d } from "../../paint/grid.js";
import { drawDrawing } from "../../paint/ink.js";
import { isSame } from "./comparison.js";

/** @import {Answer, Drawing} from "../../types.js" */

const THUMB = 112; // pixels of the kept drawing in small, shown at half that size

const HTML = `
  <canvas class="thumb" width="${THUMB}" height="${THUMB}" role="img" aria-label="The kept drawing" hidden></canvas>
  <p class="sentence" aria-live="polite"></p>
  <button type="button" id="keep" disabled>Keep this drawing</button>
  <button type="button" id="let-go" hidden>Discard</button>`;

/**
 * Build the head.
 * @param {HTMLElement} element
 * @param {{keep: () => void, letGo: () => void}} actions
 */
export function buildHead(element, { keep, letGo }) {
  element.innerHTML = HTML;
  const thumb = find(element, ".thumb", HTMLCanvasElement);
  const sentence = find(element, ".sentence", HTMLElement);
  const [keepButton, letGoButton] = ["#keep", "#let-go"].map((id) => find(element, id, HTMLButtonElement));
  keepButton.addEventListener("click", keep);
  letGoButton.addEventListener("click", letGo);

  return {
    /**
     * Show the buttons as they are of use, and, while there is nothing to compare, what to do.
     * @param {Answer} answer
     * @param {Drawing | null} kept
     * @param {boolean} isCompared
     */
    show({ question, packet }, kept, isCompared) {
      const isDrawn = packet !== null;
      const isKept = kept !== null && isSame(question.drawing, kept);
      keepButton.disabled = !isDrawn || isKept;
      keepButton.textContent = kept ? "Replace with this one" : "Keep this drawing";
      letGoButton.hidden = kept === null;
      if (!isCompared) sentence.textContent = kept ? awaiting(isKept, isDrawn) : beginning(isDrawn);
    },
    showKept(/** @type {Drawing | null} */ kept) {
      thumb.hidden = kept === null;
      if (kept) paintThumb(thumb, kept);
    },
    say(/** @type {string} */ html) {
      sentence.innerHTML = html;
    },
  };
}

/** @param {boolean} isDrawn */
function beginning(isDrawn) {
  return isDrawn
    ? "Keep this drawing, then draw another to compare the two inside the network."
    : "Draw a digit, keep it, then draw another to compare the two inside the network.";
}

/**
 * @param {boolean} isKept   what is drawn
 * @param {boolean} isDrawn
 */
function awaiting(isKept, isDrawn) {
  const soon = "or press a number key, to compare the two.";
  if (isKept) return `This drawing is kept. Draw another, ${soon}`;
  return isDrawn ? "Comparing them…" : `One drawing is kept. Draw another, ${soon}`;
}

/**
 * @param {HTMLCanvasElement} thumb
 * @param {Drawing} drawing
 */
function paintThumb(thumb, drawing) {
  const context = context2d(thumb);
  context.setTransform(THUMB / PAD, 0, 0, THUMB / PAD, 0, 0);
  context.clearRect(0, 0, PAD, PAD);
  drawDrawing(context, drawing);
}
