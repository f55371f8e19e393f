// Whether a canvas gives back what was painted: where browsers resist fingerprinting, it is noise.

import { make } from "../controls/find.js";
import { context2d } from "./grid.js";

const PAINTED = [40, 120, 200];
const NEAR = 3; // of 255: a trace of noise does a picture no harm

export const NO_PICTURES = "This browser gives noise in place of a picture, so none can be saved.";

/** Tell whether pictures can be read back, by a pixel whose colour is known. */
export function canReadBack() {
  const context = context2d(make("canvas", { width: 1, height: 1 }));
  context.fillStyle = `rgb(${PAINTED.join(" ")})`;
  context.fillRect(0, 0, 1, 1);
  const found = context.getImageData(0, 0, 1, 1).data;
  return PAINTED.every((level, at) => Math.abs(found[at] - level) <= NEAR);
}
