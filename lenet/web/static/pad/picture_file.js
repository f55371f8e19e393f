// A picture's file: made smaller before it travels, and kept as what the pad shows of it.

import { MAX_PICTURE, SIDE } from "../constants.js";
import { make } from "../controls/find.js";
import { context2d } from "../paint/grid.js";
import { canReadBack } from "../paint/reading_back.js";
import { bytesOf } from "../state/numbers.js";

const LONGEST_SIDE = 1600; // pixels: larger ones are made smaller before they travel; the server reads at 1000
const QUALITY = 0.9; // of a photo that was made smaller, as JPEG

/**
 * Make a picture into a canvas, its longest side at most so many pixels.
 * @param {ImageBitmap} picture
 * @param {number} longest
 */
export function smaller(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = make("canvas", { width, height });
  const context = context2d(canvas);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, width, height);
  return canvas;
}

/**
 * Show the digit's ink, for a picture that the browser itself cannot show.
 * @param {string} base64
 */
export function inkPicture(base64) {
  const canvas = make("canvas", { width: SIDE, height: SIDE });
  const context = context2d(canvas);
  const picture = context.createImageData(SIDE, SIDE);
  for (const [at, ink] of bytesOf(base64).entries()) picture.data[4 * at + 3] = ink;
  context.putImageData(picture, 0, 0);
  return canvas;
}

/**
 * Choose what travels of a file: the file itself, or a picture of it that is small enough.
 * @param {File} file
 * @param {ImageBitmap | null} bitmap   null: the browser cannot show it
 * @returns {Promise<Blob>}
 */
export async function forTravel(file, bitmap) {
  if (!bitmap || (Math.max(bitmap.width, bitmap.height) <= LONGEST_SIDE && file.size <= MAX_PICTURE)) return file;
  if (!canReadBack()) return file;
  const type = file.type === "image/png" ? "image/png" : "image/jpeg"; // PNG may be transparent
  for (let side = LONGEST_SIDE; ; side /= 2) {
    const blob = await encoded(smaller(bitmap, side), type);
    if (!blob || blob.size <= MAX_PICTURE) return blob ?? file;
  }
}

/**
 * Write a canvas as a file; null where the browser cannot.
 * @param {HTMLCanvasElement} canvas
 * @param {string} type
 * @returns {Promise<Blob | null>}
 */
function encoded(canvas, type) {
  return new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
}

/**
 * Read a file as base64.
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
export function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = /** @type {string} */ (reader.result);
      resolve(address.slice(address.indexOf(",") + 1));
    };
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/**
 * Choose among files the first that is a picture, or may be one: browsers know not every kind.
 * @param {Iterable<File>} files
 * @returns {File | undefined}
 */
export function pictureAmong(files) {
  const all = [...files];
  return all.find(({ type }) => type.startsWith("image/")) ?? all.find(({ type }) => type === "") ?? all[0];
}
