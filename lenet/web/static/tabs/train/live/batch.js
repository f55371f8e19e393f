// The batch at work: its digits, the misread ones first and marked.

import { make } from "../../../controls/find.js";
import { gridOf } from "../../../paint/grid.js";
import { paintInk } from "../../../paint/ink.js";
import { bytesOf, countOf } from "../../../state/numbers.js";

/** @import {Theme} from "../../../types.js" */
/** @import {Batch, Lab} from "../types.js" */

const MOST = 32;
const PIXELS = 28 * 28;
const NO_DIGIT = 10;

/** Build its tiles. */
export function buildBatch() {
  const tiles = Array.from({ length: MOST }, () => {
    const canvas = gridOf(28, 28, "");
    const words = make("small");
    return { element: make("li", { hidden: true }, canvas, words), canvas, words };
  });
  const head = make("h3", { textContent: "The batch at work" });
  const note = make("p", { className: "caption" });
  return {
    element: make("section", { className: "batch" }, head, make("ul", {}, ...tiles.map(({ element }) => element))),
    note,
    /**
     * @param {Lab} lab
     * @param {Theme} theme
     */
    show({ training }, theme) {
      const batch = training?.batch;
      const ordered = batch ? misreadFirst(batch) : [];
      const ink = batch && bytesOf(batch.digits.data);
      const misread = ordered.filter(({ isMisread }) => isMisread);
      head.textContent = batch
        ? `Batch ${countOf(training.batches ?? 0)}: ${misread.length} of ${ordered.length} misread`
        : "The batch at work";
      note.textContent = batch ? captionOf(misread[0], batch.loss) : "Each step learns from one batch of digits.";
      for (const [at, { element, canvas, words }] of tiles.entries()) {
        const each = ordered[at];
        element.hidden = each === undefined;
        if (each === undefined || !ink) continue;
        element.classList.toggle("misread", each.isMisread);
        words.textContent = each.isMisread ? `${nameOf(each.right)}→${nameOf(each.read)}` : nameOf(each.right);
        canvas.ariaLabel = each.isMisread ? `${nameOf(each.right)}, read as ${nameOf(each.read)}` : nameOf(each.right);
        paintInk(canvas, ink.subarray(PIXELS * each.at, PIXELS * (each.at + 1)), theme);
      }
    },
  };
}

/** @typedef {{at: number, right: number, read: number, isMisread: boolean}} Digit   at: in the batch */

/**
 * Order a batch's digits: the misread ones first, else as they are.
 * @param {Batch} batch
 * @returns {Digit[]}
 */
export function misreadFirst({ classes, read }) {
  const all = classes.map((right, at) => ({ at, right, read: read[at], isMisread: read[at] !== right }));
  return [...all.filter(({ isMisread }) => isMisread), ...all.filter(({ isMisread }) => !isMisread)];
}

/** @param {number} digit */
const nameOf = (digit) => (digit === NO_DIGIT ? "×" : String(digit));

/**
 * @param {Digit | undefined} misread
 * @param {number} loss
 */
function captionOf(misread, loss) {
  const inWords = (/** @type {number} */ digit) => (digit === NO_DIGIT ? "no digit" : `a ${digit}`);
  const example = misread
    ? `${nameOf(misread.right)} → ${nameOf(misread.read)}: ${inWords(misread.right)} read as ${inWords(misread.read)}. `
    : "";
  return `${example}Loss ${loss.toFixed(2)}. ×: no digit`;
}
