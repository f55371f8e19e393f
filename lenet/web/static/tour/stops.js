// The tour's stops: what each points at, how the page stands there, and what it says of the visitor's own drawing.

import { find } from "../controls/find.js";
import { best, escaped, halvesOf, percent } from "../state/numbers.js";

/** @import {Packed, Packet, Placement, Unit} from "../types.js" */

/**
 * What a network makes of the drawing: its digit, or "?", and its best guess.
 * @typedef {{digit: string, guess: number, share: number}} Read
 */

/**
 * What a stop's words may speak of.
 * @typedef {object} Context
 * @property {boolean} played       the page drew an example itself
 * @property {Read | null} reads    what the network makes of the drawing now
 * @property {Read | null} byMass   what it made of it placed by mass
 * @property {boolean} smaller      the drawing is redrawn small
 */

/**
 * @typedef {object} Stop
 * @property {string} title
 * @property {string[]} at             selectors of what is pointed at
 * @property {string} [network]        how the page stands; without one, the visitor's network,
 * @property {Placement} [placement]   "mass",
 * @property {string} [tab]            and the open tab
 * @property {boolean} [smaller]       the drawing is redrawn small
 * @property {(packet: Packet) => Unit} [unit]   which to pin
 * @property {Play} [play]             what moves there
 * @property {(context: Context) => string} words   HTML
 */

/** @typedef {{isReady: () => boolean, start: () => void, takeBack: () => void}} Play */

const rotation = "#stress [data-perturbation='rotation']";

/** @type {Stop[]} */
export const STOPS = [
  {
    title: "Draw a digit",
    at: ["#sketchpad"],
    words: ({ played }) =>
      `${played ? "The page has drawn a 7 for you; draw on, or clear the pad and draw your own." : "This is your drawing; draw on as you like."}
       The network reads it while the pen moves. The page keeps it as strokes, lists of points, so its size, its place and the brush need not matter.`,
  },
  {
    title: "Placing comes first",
    at: [".sees > *"],
    placement: "resize",
    smaller: true,
    words: ({ reads, byMass, smaller }) => {
      if (!reads || !smaller)
        return "Most demos shrink the whole pad to 28×28 pixels. Draw a small digit in a corner and see what becomes of it.";
      const survives = reads.digit !== "?" && reads.digit === byMass?.digit;
      return `Here are your strokes again, small and in a corner, and the whole pad shrunk to 28×28 pixels, as most demos do: the network ${said(reads)}.
        ${survives ? "This drawing survives it; many do not." : `Placed as MNIST’s digits were, scaled to 20 pixels and centred by its mass, it ${said(byMass, "was read as", "was called no digit")}.`}
        Next puts it back.`;
    },
  },
  {
    title: "C1 looks for small patterns",
    at: [".layer-c1"],
    tab: "layers",
    unit: ({ maps }) => strongest("C1", maps.C1),
    words: () =>
      `Each of the six maps has one kernel of 5×5 weights, laid over every place of the input. The strongest cell is pinned: what it reads is outlined.
       <span class="wide">The panel adds up its sum from the network’s own numbers.</span>`,
  },
  {
    title: "1998: S2, C3 and Table I",
    at: [".layer-s2", ".layer-c3"],
    tab: "layers",
    network: "1998",
    unit: ({ maps }) => strongest("C3", maps.C3, 1),
    words: () =>
      `A cell of S2 adds four cells of C1, multiplies the sum by a learned coefficient, adds a bias and squashes: no maximum is taken. C3’s map 0 reads only the three maps of S2 that are outlined.
       The paper’s Table I says which map reads which, so that fewer connections are needed and the maps become different.`,
  },
  {
    title: "F6 draws a picture",
    at: [".layer-f6"],
    tab: "layers",
    network: "1998",
    words: ({ reads }) =>
      `In the network of 1998 every class has a fixed code, its character in 7×12 cells, and F6’s 84 units learned to draw it.
       ${!reads || reads.digit === "?" ? "For what is no digit it draws none of them well." : `It reads ${reads.digit} here: step back, and F6 shows that code.`}`,
  },
  {
    title: "Output, and “Not a digit?”",
    at: [".reads", ".softmax"],
    network: "1998",
    words: () =>
      `Here OUTPUT measures how far F6 is from each of the ten codes, and the nearest wins. The softmax that makes probabilities of the ten distances hides in the paper’s equation 9.
       So does an eleventh class, rubbish, whose score never changes: where its share gets too large, the page says “Not a digit?”.`,
  },
  {
    title: "How far can it bend?",
    at: [rotation],
    tab: "stress",
    play: {
      isReady: () => Boolean(document.querySelector(`${rotation} .line`)?.getAttribute("d")),
      start: () => find(document, `${rotation} .play`, HTMLElement).click(),
      takeBack: () => find(document, "#stress #reset", HTMLElement).click(),
    },
    words: () =>
      `The stress test shifts, turns, squeezes and spoils your digit until it is misread. The line is the probability of the answer, dashed is where it breaks.
       Drag any of the sliders: the whole page above follows.`,
  },
  {
    title: "Six networks, one drawing",
    at: ["#compare .rows button"],
    tab: "compare",
    words: () => "All six read your drawing; a row makes its network the current one.",
  },
];

/**
 * Write "reads it as 7 (98.2 %)", or that it is rejected and what the best guess would have been, as HTML.
 * @param {Read | null} read
 */
function said(read, reads = "reads it as", rejects = "calls it no digit") {
  if (!read) return "…";
  const guess = `<b>${read.guess}</b> (${escaped(percent(read.share))})`;
  return read.digit === "?" ? `${rejects}, its best guess being ${guess}` : `${reads} ${guess}`;
}

/**
 * Find the unit with the largest |value| of a layer's first `count` maps.
 * @param {string} layer
 * @param {Packed} packed
 * @returns {Unit}
 */
function strongest(layer, packed, count = packed.shape[0]) {
  const [, height, width] = packed.shape;
  const cells = halvesOf(packed).subarray(0, count * height * width);
  const at = best(cells.map(Math.abs));
  return [layer, Math.floor(at / (height * width)), Math.floor(at / width) % height, at % width];
}
