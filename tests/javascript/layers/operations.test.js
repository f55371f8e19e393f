import assert from "node:assert/strict";
import { test } from "node:test";
import { activationName, operationWords } from "../../../lenet/web/static/layers/operations.js";

/** @import {Layer} from "../../../lenet/web/static/types.js" */

/**
 * @param {Partial<Layer>} own
 * @returns {Layer}
 */
const layerOf = (own) => ({
  name: "C1",
  shape: [6, 28, 28],
  window: null,
  reads: null,
  squash: null,
  limit: 1,
  ...own,
});

test("an activation function is named without its constants", () => {
  assert.deepEqual(["ReLU", "tanh(a)", "1.7159 tanh(2a/3)", "sigmoid"].map(activationName), [
    "ReLU",
    "tanh",
    "tanh",
    "sigmoid",
  ]);
});

test("each kind of layer is reached by its own operation", () => {
  const squash = "ReLU";
  const convolution = layerOf({ window: [5, 1, 2], squash, parameters: 156 });
  assert.deepEqual(operationWords(convolution), ["5×5 convolution", "+ ReLU"]);
  assert.deepEqual(operationWords({ ...convolution, name: "C3", reads: [[0, 1, 2]] }), [
    "5×5 convolution",
    "by Table I + ReLU",
  ]);
  const pooling = layerOf({ name: "S2", window: [2, 2, 0], parameters: 0 });
  assert.deepEqual(operationWords(pooling), ["2×2", "average"]);
  assert.deepEqual(operationWords({ ...pooling, parameters: 12, squash: "1.7159 tanh(2a/3)" }), [
    "2×2 sum, scaled",
    "+ tanh",
  ]);
  assert.deepEqual(operationWords(layerOf({ name: "F6", shape: [84], squash, parameters: 10164 })), [
    "fully connected",
    "+ ReLU",
  ]);
  const output = layerOf({ name: "OUTPUT", shape: [10], parameters: 850 });
  assert.deepEqual(operationWords(output), ["fully", "connected"]);
  assert.deepEqual(operationWords({ ...output, parameters: 0 }), ["distance to", "target codes"]);
});
