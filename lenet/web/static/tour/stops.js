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
      `${played ? "Here is a 7. Keep drawing, or clear the pad and draw your own." : "This is your drawing; keep drawing if you like."}
       The network reads it live. It is stored as strokes, so size, position and brush don’t matter.`,
  },
  {
    title: "Preprocessing matters",
    at: [".placements", ".sees .placed", ".sees .caption"],
    placement: "resize",
    smaller: true,
    words: ({ reads, byMass, smaller }) => {
      if (!reads || !smaller)
        return "Most demos stretch the whole pad to 28×28 pixels. Draw a small digit in a corner to see what that does to it.";
      const survives = reads.digit !== "?" && reads.digit === byMass?.digit;
      return `Here are your strokes again, small and in a corner, with the whole pad stretched to 28×28 pixels, as most demos do it: the network ${said(reads)}.
        ${survives ? "This drawing survives; many don’t." : `Preprocessed as MNIST’s digits were, scaled to 20 pixels and centred on the centre of mass, it ${said(byMass, "was read as", "was rejected")}.`}
        Next restores it.`;
    },
  },
  {
    title: "C1 finds small patterns",
    at: [".layer-c1"],
    tab: "layers",
    unit: ({ maps }) => strongest("C1", maps.C1),
    words: () =>
      `Each of the six maps slides one 5×5 kernel over the whole input. The strongest cell is pinned; its receptive field is outlined.
       <span class="wide">The panel shows the sum behind its value, in the network’s own numbers.</span>`,
  },
  {
    title: "1998: S2, C3 and Table I",
    at: [".layer-s2", ".layer-c3"],
    tab: "layers",
    network: "1998",
    unit: ({ maps }) => strongest("C3", maps.C3, 1),
    words: () =>
      `An S2 cell sums four cells of C1, multiplies by a trainable coefficient, adds a bias and applies tanh: this is not max pooling. C3 map 0 reads only the three S2 maps that are outlined.
       The paper’s Table I says which map reads which; it limits connections and makes maps learn different features.`,
  },
  {
    title: "F6 draws the digit",
    at: [".layer-f6"],
    tab: "layers",
    network: "1998",
    words: ({ reads }) =>
      `In the 1998 network each class has a fixed target code, a 7×12 image of its character, which F6’s 84 units learned to draw.
       ${seenInF6(reads)}`,
  },
  {
    title: "Output and the reject class",
    at: [".reads", ".softmax"],
    network: "1998",
    words: () =>
      `The output layer measures the squared distance from F6 to each of the ten codes; the nearest wins. The ten distances become probabilities through a softmax, implied by the paper’s equation 9,
       which also contains a reject class (“rubbish”) with a constant logit. When its probability exceeds a threshold, the page says “Not a digit”.`,
  },
  {
    title: "How robust is it?",
    at: [rotation],
    tab: "stress",
    play: {
      isReady: () => Boolean(document.querySelector(`${rotation} .line`)?.getAttribute("d")),
      start: () => find(document, `${rotation} .play`, HTMLElement).click(),
      takeBack: () => find(document, "#stress #reset", HTMLElement).click(),
    },
    words: () =>
      `The stress test shifts, rotates, stretches and corrupts your digit until the network fails. The curve is the probability of the original answer; dashed lines mark failures.
       Drag a slider: everything updates.`,
  },
  {
    title: "Six networks, one drawing",
    at: ["#compare .rows button"],
    tab: "compare",
    words: () => "All six read your drawing; click a row to switch network.",
  },
];

/**
 * Write "reads it as 7 (98.2 %)", or that it is rejected and what the best guess would have been, as HTML.
 * @param {Read | null} read
 */
function said(read, reads = "reads it as", rejects = "rejects it") {
  if (!read) return "…";
  const share = escaped(percent(read.share));
  return read.digit === "?"
    ? `${rejects} (best guess: <b>${read.guess}</b>, ${share})`
    : `${reads} <b>${read.guess}</b> (${share})`;
}

/**
 * Write what there is to see in F6 of the network of 1998.
 * @param {Read | null} read
 */
function seenInF6(read) {
  if (!read) return "…";
  if (read.digit === "?") return "It rejects this drawing: F6 matches none of the ten codes well.";
  return `Here it reads ${read.digit}. Squint, and you can see ${read.digit === "8" ? "an" : "a"} ${read.digit} in F6.`;
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
