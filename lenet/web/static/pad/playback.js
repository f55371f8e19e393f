// Strokes played on the pad as if drawn.

import { prefersReducedMotion } from "../paint/motion.js";
import { commit } from "../state/history.js";

/** @import {Drawing, Store, Stroke} from "../types.js" */
/** @import {PadState} from "./sketchpad.js" */

const PLAYING = 400; // ms for a whole drawing

/**
 * Create what plays drawings, one at a time: each is a step of the history at once, and `live` while it grows.
 * `end` shows the whole of one that still plays.
 * @param {Store<PadState>} store
 */
export function createPlayer(store) {
  let frame = 0;

  function stop() {
    cancelAnimationFrame(frame);
    frame = 0;
  }

  /** @param {Drawing} drawing */
  function play(drawing) {
    stop();
    const started = performance.now();
    const tick = (/** @type {number} */ now) => {
      const share = (now - started) / PLAYING;
      frame = share < 1 ? requestAnimationFrame(tick) : 0;
      store.change({ live: share < 1 ? { strokes: beginning(drawing.strokes, share) } : null });
    };
    const history = commit(store.now().history, drawing);
    const isReduced = prefersReducedMotion();
    store.change({ notice: "", history, live: isReduced ? null : { strokes: beginning(drawing.strokes, 0) } });
    if (!isReduced) frame = requestAnimationFrame(tick);
  }

  // Whoever puts another drawing on the pad ends the playing.
  store.follow(["live"], ({ live }) => live === null && stop());
  return { play, end: () => void (frame !== 0 && store.change({ live: null })) };
}

/**
 * Take the first points of strokes, a share of all of them, at least one.
 * @param {Stroke[]} strokes
 * @param {number} share
 */
export function beginning(strokes, share) {
  const points = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  let left = Math.max(1, Math.ceil(share * points));
  const begun = [];
  for (const stroke of strokes) {
    if (left <= 0) break;
    begun.push(stroke.slice(0, left));
    left -= stroke.length;
  }
  return begun;
}
