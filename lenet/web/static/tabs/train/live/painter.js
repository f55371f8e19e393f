// When live training is painted: a few times a second, less often while a pen moves, and only in sight.

import { prefersReducedMotion } from "../../../paint/motion.js";

const REST = 250; // ms between two paintings
const LONG_REST = 1000; // ms, while a pen moves or for those who prefer little motion

/**
 * Create what paints: request() has it painted soon.
 * @param {() => void} paint
 * @param {{isInSight: () => boolean, isDrawing: () => boolean}} page
 */
export function createPainter(paint, { isInSight, isDrawing }) {
  let waiting = 0;
  let last = Number.NEGATIVE_INFINITY;

  function run() {
    waiting = 0;
    if (!isInSight()) return;
    last = performance.now();
    paint();
  }

  return () => {
    if (waiting !== 0 || !isInSight()) return;
    const rest = isDrawing() || prefersReducedMotion() ? LONG_REST : REST;
    waiting = Number(setTimeout(run, Math.max(0, last + rest - performance.now())));
  };
}
