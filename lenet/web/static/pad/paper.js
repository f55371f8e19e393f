// The paper: what is on the pad, painted at once, as fine as the screen is.

import { PAD } from "../constants.js";
import { clearedSquare, drawContained, drawStrokes } from "../paint/ink.js";
import { followPixelRatio } from "../paint/pixel_ratio.js";

/** @import {Drawing} from "../types.js" */

const MARGIN = 14; // pad units around a picture
const FOOT = 34; // pad units below it, for the caption

/**
 * Create what paints the drawing within this frame, however often it is called.
 * @param {HTMLCanvasElement} surface
 * @param {() => Drawing} shown
 */
export function createPaper(surface, shown) {
  let frame = 0;
  const repaint = () => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      paint(surface, shown());
    });
  };
  new ResizeObserver(repaint).observe(surface);
  followPixelRatio(repaint);
  return repaint;
}

/**
 * @param {HTMLCanvasElement} surface
 * @param {Drawing} drawing
 */
function paint(surface, { strokes, image }) {
  const context = clearedSquare(surface, PAD);
  context.strokeStyle = getComputedStyle(surface).color;
  context.imageSmoothingQuality = "high";
  if (image) drawContained(context, image, MARGIN, MARGIN, PAD - 2 * MARGIN, PAD - MARGIN - FOOT);
  else drawStrokes(context, strokes);
}
