// Painting the band: every layer's values in the colours of its scale, OUTPUT's written as well.

import { SIDE } from "../constants.js";
import { context2d, paintGrid, paintGrids } from "../paint/grid.js";
import { paintInk } from "../paint/ink.js";
import { best, bytesOf, halvesOf, largest, limitOfWeights, signed } from "../state/numbers.js";
import { limitOf } from "./legend.js";
import { blockOfUnit } from "./units.js";

/** @import {Packed, State, Unit} from "../types.js" */
/** @import {Band, Block} from "./band.js" */

/**
 * Paint every layer.
 * @param {Band} band
 * @param {(layer: string) => Float32Array | null} valuesOf   null where nothing is drawn
 * @param {State} state
 */
export function paintBand(band, valuesOf, state) {
  const { answer, scale, slide, theme } = state;
  const [input, ...others] = band.blocks;
  const { packet } = answer;
  paintInk(input.grids[0], packet && framed(packet.digit, band.network.side), theme);
  for (const block of others) {
    const values = valuesOf(block.layer.name);
    paintMaps(block, values, scale === "map" ? null : limitOf(block.layer, band, state, valuesOf), theme.table);
    writeScores(block, values);
  }
  if (slide) blankAfter(blockOfUnit(band, slide.unit), slide.unit);
}

/**
 * Leave blank what a window that slides row by row has not come to yet.
 * @param {Block} block
 * @param {Unit} unit   the last one that it has come to
 */
function blankAfter({ grids }, [, map, row, column]) {
  const { width, height } = grids[map];
  const context = context2d(grids[map]);
  context.clearRect(column + 1, row, width, 1);
  context.clearRect(0, row + 1, width, height);
}

/**
 * Paint C1's kernels, which the layer's weights are, on one scale.
 * @param {Band} band
 * @param {Packed} packed
 * @param {State["theme"]} theme
 */
export function paintKernels({ blocks }, packed, { table }) {
  const values = halvesOf(packed);
  const limit = limitOfWeights(values);
  for (const { kernels } of blocks) paintGrids(kernels, values, limit, table);
}

/**
 * @param {Block} block
 * @param {Float32Array | null} values
 * @param {number | null} limit   null: each map's own largest value
 * @param {State["theme"]["table"]} table
 */
function paintMaps({ grids }, values, limit, table) {
  const cells = grids[0].width * grids[0].height;
  grids.forEach((grid, map) => {
    const start = map * cells;
    const end = limit ?? largest(values?.subarray(start, start + cells) ?? [], 1e-6);
    paintGrid(grid, values, end, table, start);
  });
}

/**
 * @param {Block} block
 * @param {Float32Array | null} values
 */
function writeScores({ layer, scores }, values) {
  const likeliest = values && best(values);
  scores.forEach((score, number) => {
    score.parentElement?.classList.toggle("best", number === likeliest);
    score.textContent = values ? signed(values[number], layer.limit < 20 ? 1 : 0) : "";
  });
}

/**
 * Make the digit's bytes as C1 reads them: with paper around, where the input is larger than the digit.
 * @param {Packed} digit
 * @param {number} side   of the input
 */
function framed(digit, side) {
  const bytes = bytesOf(digit.data);
  const frame = (side - SIDE) / 2;
  const input = new Uint8Array(side * side);
  for (let row = 0; row < SIDE; row++) {
    input.set(bytes.subarray(row * SIDE, (row + 1) * SIDE), (row + frame) * side + frame);
  }
  return input;
}
