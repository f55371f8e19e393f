// The paper: what is on the pad, painted at once, as fine as the screen is.

import { PAD } from "../constants.js";
import { context2d } from "../paint/grid.js";
import { drawContained, drawStrokes } from "../paint/ink.js";

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
  return repaint;
}

/**
 * @param {HTMLCanvasElement} surface
 * @param {Drawing} drawing
 */
function paint(surface, { strokes, image }) {
  const side = Math.round(surface.clientWidth * (window.devicePixelRatio || 1));
  if (surface.width !== side) surface.width = surface.height = side;
  const context = context2d(surface);
  context.setTransform(side / PAD, 0, 0, side / PAD, 0, 0);
  context.clearRect(0, 0, PAD, PAD);
  context.strokeStyle = getComputedStyle(surface).color;
  context.imageSmoothingQuality = "high";
  if (image) drawContained(context, image, MARGIN, MARGIN, PAD - 2 * MARGIN, PAD - MARGIN - FOOT);
  else drawStrokes(context, strokes);
}
