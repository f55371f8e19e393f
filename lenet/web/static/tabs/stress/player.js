// Playing a perturbation: to one end, to the other, and back to neutral.

import { amountAt, placeOf } from "./scale.js";

/** @import {Perturbation} from "../../types.js" */

const TIME = 4000; // ms from neutral to neutral

/**
 * Create what plays one perturbation at a time; a second press stops it where it is.
 * @param {(perturbation: Perturbation, amount: number) => void} set
 */
export function createPlayer(set) {
  let frame = 0;
  /** @type {((plays: boolean) => void) | null} */
  let playing = null; // marks what plays

  function stop() {
    cancelAnimationFrame(frame);
    playing?.(false);
    playing = null;
  }

  /**
   * @param {Perturbation} perturbation
   * @param {(plays: boolean) => void} mark   tells it that it plays, or no longer does
   */
  function toggle(perturbation, mark) {
    const isSame = playing === mark;
    stop();
    if (isSame) return;
    playing = mark;
    mark(true);
    const begun = performance.now();
    step();

    function step() {
      const share = (performance.now() - begun) / TIME;
      frame = requestAnimationFrame(step);
      if (share >= 1) stop();
      set(perturbation, share < 1 ? amountAt(perturbation, swingAt(perturbation, share)) : perturbation.neutral);
    }
  }

  return { stop, toggle };
}

/**
 * Find the place, from 0 to 1, after a share of the time.
 * @param {Perturbation} perturbation
 * @param {number} share
 */
function swingAt(perturbation, share) {
  const middle = placeOf(perturbation, perturbation.neutral);
  const swing = middle + (share < 0.5 ? 1 - middle : middle) * Math.sin(2 * Math.PI * share);
  return Math.max(0, Math.min(1, swing));
}
