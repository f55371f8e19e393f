// Receptive fields: which cells of each earlier layer a unit depends on, from the layers' own windows.

/** @import {Layer, Network, Unit} from "../types.js" */

/** @typedef {{top: number, left: number, bottom: number, right: number, maps: number[]}} Field
 * Cells from top-left up to, not with, bottom-right. */

/**
 * List a network's layers from the input on.
 * @param {Network} network
 * @returns {Layer[]}
 */
export function layersFromInput({ side, layers }) {
  const input = { name: "Input", shape: [1, side, side], window: null, reads: [], squash: null, limit: 1 };
  return [input, ...layers];
}

/**
 * Find what a unit reads of each earlier layer, by index: cells inside the layer, and maps.
 * @param {Layer[]} layers   from the input on
 * @param {Unit} unit
 * @returns {Field[]}
 */
export function fieldsOf(layers, [name, map, row, column]) {
  /** @type {Field[]} */
  const fields = [];
  let field = { top: row, left: column, bottom: row + 1, right: column + 1, maps: [map] };
  for (let at = layers.findIndex((layer) => layer.name === name); at > 0; at--) {
    const below = layers[at - 1];
    field = clipped(fieldBelow(layers[at], below, field), sizeOf(below));
    fields[at - 1] = field;
  }
  return fields;
}

/**
 * Get the height and width of a layer's maps; a layer of single units has maps of one cell.
 * @param {Pick<Layer, "shape">} layer
 * @returns {[number, number]}
 */
export const sizeOf = ({ shape }) => (shape.length === 3 ? [shape[1], shape[2]] : [1, 1]);

/**
 * Tell whether a unit is one of a layer's, not a place in the padding around its maps.
 * @param {Layer} layer
 * @param {Unit} unit
 */
export function isInside(layer, [, , row, column]) {
  const [height, width] = sizeOf(layer);
  return row >= 0 && column >= 0 && row < height && column < width;
}

/**
 * @param {Layer} reader
 * @param {Layer} below
 * @param {Field} field
 * @returns {Field}
 */
function fieldBelow({ window, reads }, below, { top, left, bottom, right, maps }) {
  const read = reads
    ? [...new Set(maps.flatMap((map) => reads[map]))].sort((a, b) => a - b)
    : [...Array(below.shape[0]).keys()];
  if (window === null) {
    const [height, width] = sizeOf(below);
    return { top: 0, left: 0, bottom: height, right: width, maps: read };
  }
  const [kernel, stride, padding] = window;
  const first = (/** @type {number} */ cell) => cell * stride - padding;
  const end = (/** @type {number} */ cell) => (cell - 1) * stride - padding + kernel;
  return { top: first(top), left: first(left), bottom: end(bottom), right: end(right), maps: read };
}

/**
 * Clip a field to its layer: padding belongs to none.
 * @param {Field} field
 * @param {[number, number]} size
 * @returns {Field}
 */
function clipped({ top, left, bottom, right, maps }, [height, width]) {
  const inside = (/** @type {number} */ value, /** @type {number} */ size) => Math.max(0, Math.min(size, value));
  return {
    top: inside(top, height),
    left: inside(left, width),
    bottom: inside(bottom, height),
    right: inside(right, width),
    maps,
  };
}
