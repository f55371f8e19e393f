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
  /** @type {HTMLElement | null} */
  let playing = null; // the perturbation's section

  function stop() {
    cancelAnimationFrame(frame);
    playing?.classList.remove("playing");
    playing = null;
  }

  /**
   * @param {Perturbation} perturbation
   * @param {HTMLElement} section
   */
  function toggle(perturbation, section) {
    const isSame = playing === section;
    stop();
    if (isSame) return;
    playing = section;
    section.classList.add("playing");
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
