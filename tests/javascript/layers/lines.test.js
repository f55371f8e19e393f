import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTIVATIONS } from "../../../lenet/web/static/layers/dock/activation.js";
import { linesOf, resultOf } from "../../../lenet/web/static/layers/dock/lines.js";
import { whatWords } from "../../../lenet/web/static/layers/dock/sentences.js";

/** @import {Arithmetic, Layer, Part} from "../../../lenet/web/static/types.js" */

/**
 * @param {Partial<Layer>} own
 * @returns {Layer}
 */
const layerOf = (own) => ({
  name: "C1",
  shape: [6, 28, 28],
  window: [5, 1, 2],
  reads: null,
  squash: "ReLU",
  limit: 1,
  ...own,
});

/**
 * @param {number[][]} patch
 * @param {number[][]} kernel
 * @returns {Part}
 */
function partOf(patch, kernel, map = 0) {
  const sum = patch.flat().reduce((total, value, at) => total + value * kernel.flat()[at], 0);
  return { map, row: 0, column: 0, patch, kernel, sum };
}

/**
 * Write lines as a reader sees them.
 * @param {Arithmetic} arithmetic
 * @param {Layer} layer
 */
const read = (arithmetic, layer) =>
  [...linesOf(arithmetic, layer), resultOf(arithmetic, layer)].map(
    ({ words, value, sign }) => `${words} ${sign} ${value.toFixed(2)}`,
  );

const INPUT = layerOf({ name: "Input", shape: [1, 28, 28], window: null, reads: [], squash: null });

test("a convolution: sum, bias, and what ReLU makes of it", () => {
  const parts = [partOf([[1, 0.5]], [[2, -1]])];
  const arithmetic = {
    unit: /** @type {Arithmetic["unit"]} */ (["C1", 4, 3, 2]),
    parts,
    bias: 0.25,
    before: 1.75,
    after: 1.75,
    squash: "ReLU",
  };
  assert.deepEqual(read(arithmetic, layerOf({})), [
    "sum of products = 1.50",
    "+ bias  0.25",
    "before ReLU = 1.75",
    "ReLU: max(0, 1.75) = 1.75",
  ]);
  const cut = { ...arithmetic, bias: -2, before: -0.5, after: 0 };
  assert.equal(read(cut, layerOf({})).at(-1), "ReLU: max(0, −0.50) = 0.00");
});

test("several pairs: their sums are added, and rounding is admitted", () => {
  const parts = [0.111, 0.222, 0.333].map((value, map) => partOf([[1]], [[value]], map));
  const arithmetic = {
    unit: /** @type {Arithmetic["unit"]} */ (["C3", 0, 0, 0]),
    parts,
    bias: 0,
    before: 0.666,
    after: Math.tanh(0.666),
    squash: "tanh",
  };
  assert.deepEqual(read(arithmetic, layerOf({ name: "C3", shape: [16, 10, 10], squash: "tanh" })), [
    "sum of 3 pairs ≈ 0.67",
    "+ bias  0.00",
    "before tanh = 0.67",
    "tanh(0.67) = 0.58",
  ]);
});

const CELLS = [
  [1, 0.5],
  [0.25, 0.25],
];

test("the mean of a block has no bias and no activation function", () => {
  const parts = [
    partOf(
      CELLS,
      CELLS.map((row) => row.map(() => 0.25)),
    ),
  ];
  const layer = layerOf({ name: "S2", window: [2, 2, 0], squash: null, parameters: 0 });
  const arithmetic = {
    unit: /** @type {Arithmetic["unit"]} */ (["S2", 0, 0, 0]),
    parts,
    bias: null,
    before: 0.5,
    after: 0.5,
    squash: null,
  };
  assert.deepEqual(read(arithmetic, layer), ["sum of 4 cells = 2.00", "mean: ÷ 4 = 0.50"]);
});

test("trainable subsampling: sum, coefficient, bias, squash", () => {
  const parts = [
    partOf(
      CELLS,
      CELLS.map((row) => row.map(() => 0.4)),
    ),
  ];
  const squash = "1.7159 tanh(2a/3)";
  const layer = layerOf({ name: "S2", window: [2, 2, 0], squash, parameters: 12 });
  const after = 1.7159 * Math.tanh((2 * 0.7) / 3);
  const arithmetic = {
    unit: /** @type {Arithmetic["unit"]} */ (["S2", 0, 0, 0]),
    parts,
    bias: -0.1,
    before: 0.7,
    after,
    squash,
  };
  assert.deepEqual(read(arithmetic, layer), [
    "sum of 4 cells = 2.00",
    "× coefficient  0.40",
    "+ bias  -0.10",
    "before tanh = 0.70",
    "1.7159 tanh(2a/3) = 0.75",
  ]);
});

test("an output is a sum of terms and a bias, or minus a distance", () => {
  const parts = Array.from({ length: 12 }, (_, at) => partOf([[1]], [[at / 100]], at));
  const linear = layerOf({ name: "OUTPUT", shape: [10], window: null, squash: null, parameters: 850 });
  const arithmetic = {
    unit: /** @type {Arithmetic["unit"]} */ (["OUTPUT", 7, 0, 0]),
    parts,
    bias: 1,
    before: 1.66,
    after: 1.66,
    squash: null,
  };
  assert.deepEqual(read(arithmetic, linear), ["sum of products = 0.66", "+ bias  1.00", "logit = 1.66"]);
  const squares = parts.map((part) => ({ ...part, sum: -1 }));
  const distance = { ...arithmetic, parts: squares, bias: null, before: -12, after: -12 };
  assert.deepEqual(read(distance, { ...linear, parameters: 0 }), [
    "squared distance  12.00",
    "minus the distance = -12.00",
  ]);
});

test("activation functions are computed as they are written", () => {
  const at = 0.3;
  assert.equal(ACTIVATIONS.ReLU.of(-at), 0);
  assert.equal(ACTIVATIONS.sigmoid.of(0), 0.5);
  assert.equal(ACTIVATIONS.tanh.of(at), Math.tanh(at));
  assert.ok(Math.abs(ACTIVATIONS["1.7159 tanh(2a/3)"].of(1) - 1) < 1e-4); // the paper chose it so
});

test("a unit says what it sees, and what it does", () => {
  const c1 = layerOf({ parameters: 156 });
  const s2 = layerOf({
    name: "S2",
    shape: [6, 14, 14],
    window: [2, 2, 0],
    reads: [0, 1, 2, 3, 4, 5].map((map) => [map]),
    parameters: 0,
  });
  const patch = Array.from({ length: 5 }, () => Array(5).fill(0));
  const common = { bias: 0, before: 0, after: 0, squash: null };
  const seen = whatWords({ ...common, unit: ["C1", 4, 11, 12], parts: [partOf(patch, patch)] }, [INPUT, c1, s2]);
  assert.deepEqual(seen, [
    "Receptive field: 5×5 pixels.",
    "The same 25 weights are used at every position of this map: weight sharing.",
  ]);
  const mean = whatWords({ ...common, unit: ["S2", 1, 3, 3], parts: [partOf(CELLS, CELLS, 1)] }, [INPUT, c1, s2]);
  assert.deepEqual(mean, ["Receptive field: 6×6 pixels.", "The mean of 2×2 cells of C1 map 1: nothing to learn."]);
});
