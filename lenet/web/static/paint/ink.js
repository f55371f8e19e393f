// Ink: a digit's bytes in the theme's colours, and strokes and pictures as a person sees them on the pad.

import { PAD } from "../constants.js";
import { context2d } from "./grid.js";

/** @import {Drawing, Stroke, Theme} from "../types.js" */

export const PEN = 22; // the pen's width on the pad, in pad units

/**
 * Paint bytes of ink, 0 paper to 255 ink, one for each pixel of the canvas (null: all paper).
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number> | null} bytes
 * @param {Pick<Theme, "paper" | "ink">} theme
 */
export function paintInk(canvas, bytes, { paper, ink }) {
  const context = context2d(canvas);
  const picture = context.createImageData(canvas.width, canvas.height);
  for (let i = 0; i < canvas.width * canvas.height; i++) {
    const share = bytes ? bytes[i] / 255 : 0;
    for (let c = 0; c < 3; c++) picture.data[4 * i + c] = paper[c] + (ink[c] - paper[c]) * share;
    picture.data[4 * i + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}

/**
 * Clear a square canvas, make it as fine as the screen is, and get what draws on it, so many units across.
 * @param {HTMLCanvasElement} canvas
 * @param {number} units
 */
export function clearedSquare(canvas, units) {
  const side = Math.round(canvas.clientWidth * (window.devicePixelRatio || 1));
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const context = context2d(canvas);
  context.setTransform(side / units, 0, 0, side / units, 0, 0);
  context.clearRect(0, 0, units, units);
  return context;
}

/**
 * Draw strokes on a canvas context that is scaled to the units of their points.
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke[]} strokes
 */
export function drawStrokes(context, strokes, pen = PEN) {
  context.lineWidth = pen;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.beginPath();
  for (const stroke of strokes) {
    context.moveTo(...stroke[0]);
    for (let i = 1; i < stroke.length - 1; i++) {
      const [[x, y], [nextX, nextY]] = [stroke[i], stroke[i + 1]];
      context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2); // no corners where a device is slow
    }
    const [x, y] = stroke[stroke.length - 1];
    context.lineTo(x + (stroke.length === 1 ? 0.01 : 0), y); // a line of no length would leave no dot
  }
  context.stroke();
}

/**
 * Draw a whole drawing, or its picture, in the canvas's own colour; the canvas is PAD units across.
 * @param {CanvasRenderingContext2D} context
 * @param {Drawing} drawing
 */
export function drawDrawing(context, { strokes, image }) {
  context.strokeStyle = getComputedStyle(context.canvas).color;
  if (image) drawContained(context, image, 0, 0, PAD, PAD);
  drawStrokes(context, strokes);
}

/**
 * Draw a picture as large as it fits into a box, in its middle.
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLCanvasElement} image
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 */
export function drawContained(context, image, left, top, width, height) {
  const scale = Math.min(width / image.width, height / image.height);
  const [wide, high] = [image.width * scale, image.height * scale];
  context.drawImage(image, left + (width - wide) / 2, top + (height - high) / 2, wide, high);
}
