// A switch of the placement, shown: the strokes move from where they lay to where they land, then the pixels.

import { BOX, PAD, PEN_WIDTH, SIDE } from "../constants.js";
import { clearedSquare, drawStrokes } from "../paint/ink.js";
import { prefersReducedMotion } from "../paint/motion.js";
import { boundsOf, sameStrokes } from "../state/drawing.js";
import { bytesOf } from "../state/numbers.js";
import { placeOf } from "./geometry.js";

/** @import {Packet, Point, Question, State, Store, Stroke} from "../types.js" */

/** @typedef {{scale: number, x: number, y: number}} Lay   where a drawing of strokes lies in its digit's pixels */

const MOVING = 300; // ms
const MARGIN = (SIDE - BOX) / 2;

/**
 * Move the strokes, whenever the same ones are answered in another placement.
 * @param {HTMLCanvasElement} canvas   over the placed digit, which is painted already, and hidden meanwhile
 * @param {Store<State>} store
 */
export function followMoves(canvas, store) {
  const movement = createMovement(canvas);
  let last = store.now().answer;
  store.follow(["answer"], ({ answer }) => {
    const before = last;
    last = answer;
    const { strokes } = answer.question.drawing;
    const same = strokes.length > 0 && sameStrokes(before.question.drawing.strokes, strokes);
    if (answer.packet === null || !same) movement.end();
    else if (before.packet !== null && moves(before.question, answer.question))
      movement.begin(strokes, layOf(before.question, before.packet), layOf(answer.question, answer.packet));
  });
}

/**
 * Tell whether a switch shows as a movement: only of strokes as they were drawn.
 * @param {Question} before
 * @param {Question} after
 */
function moves(before, after) {
  const isPerturbed = Object.keys(after.view.amounts).length > 0;
  return before.placement !== after.placement && !isPerturbed && !prefersReducedMotion();
}

/**
 * @param {Question} question
 * @param {Packet} packet
 * @returns {Lay}
 */
function layOf({ drawing: { strokes }, placement }, packet) {
  if (placement === "resize") return { scale: SIDE / PAD, x: 0, y: 0 };
  const { left, top, right, bottom } = boundsOf(strokes);
  const size = Math.max(right - left, bottom - top);
  const scale = size > 0 ? (BOX - PEN_WIDTH) / size : 0;
  const place = placement === "mass" ? placeOf(bytesOf(packet.digit.data)) : null;
  const [cornerX, cornerY] = place?.corner ?? [MARGIN, MARGIN];
  return {
    scale,
    x: cornerX + BOX / 2 - ((left + right) / 2) * scale,
    y: cornerY + BOX / 2 - ((top + bottom) / 2) * scale,
  };
}

/** @param {HTMLCanvasElement} canvas */
function createMovement(canvas) {
  let frame = 0;
  /** @type {Lay | null} */
  let lay = null; // where the strokes are, on their way

  function end() {
    cancelAnimationFrame(frame);
    lay = null;
    canvas.hidden = true;
  }

  /**
   * @param {Stroke[]} strokes
   * @param {Lay} from   unless they are on their way already
   * @param {Lay} to
   */
  function begin(strokes, from, to) {
    const start = lay ?? from;
    let started = Number.NaN;
    const step = (/** @type {number} */ now) => {
      if (Number.isNaN(started)) started = now;
      const share = Math.min(1, (now - started) / MOVING);
      lay = between(start, to, share * share * (3 - 2 * share));
      paint(canvas, strokes, lay, share);
      frame = requestAnimationFrame(share < 1 ? step : end);
    };
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(step);
    lay = start;
    canvas.hidden = false;
    paint(canvas, strokes, lay, 0);
  }

  return { begin, end };
}

/**
 * @param {Lay} from
 * @param {Lay} to
 * @param {number} share
 * @returns {Lay}
 */
function between(from, to, share) {
  const mix = (/** @type {keyof Lay} */ part) => from[part] + (to[part] - from[part]) * share;
  return { scale: mix("scale"), x: mix("x"), y: mix("y") };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Stroke[]} strokes
 * @param {Lay} lay
 * @param {number} share   of the way
 */
function paint(canvas, strokes, { scale, x, y }, share) {
  const context = clearedSquare(canvas, SIDE);
  const style = getComputedStyle(canvas);
  context.fillStyle = style.getPropertyValue("--tile");
  context.fillRect(0, 0, SIDE, SIDE);
  context.strokeStyle = style.getPropertyValue("--digit-ink");
  const laid = strokes.map((stroke) =>
    stroke.map((point) => /** @type {Point} */ ([point[0] * scale + x, point[1] * scale + y])),
  );
  drawStrokes(context, laid, PEN_WIDTH);
  canvas.dataset.share = String(share);
}
