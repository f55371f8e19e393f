import assert from "node:assert/strict";
import { test } from "node:test";
import {
  equationOf,
  largestOf,
  productSign,
  sumOf,
  sumSign,
  termsOf,
} from "../../../lenet/web/static/layers/dock/arithmetic.js";

/** @import {Part} from "../../../lenet/web/static/types.js" */

/** @type {Part} */
const PART = {
  map: 3,
  row: -1,
  column: 4,
  patch: [
    [0, 1],
    [0.5, 2],
  ],
  kernel: [
    [7, -2],
    [0.5, 0.1],
  ],
  sum: -1.55,
};

test("a part's terms are its cells times their weights, each of the unit below it", () => {
  const terms = termsOf(PART, "S2");
  assert.deepEqual(
    terms.map(({ unit }) => unit),
    [
      ["S2", 3, -1, 4],
      ["S2", 3, -1, 5],
      ["S2", 3, 0, 4],
      ["S2", 3, 0, 5],
    ],
  );
  assert.deepEqual(
    terms.map(({ product }) => product),
    [0, -2, 0.25, 0.2],
  );
  assert.ok(Math.abs(sumOf(terms.map(({ product }) => product)) - PART.sum) < 1e-9);
});

test("the terms of a distance are squared differences", () => {
  const [first, second] = termsOf(PART, "F6", true);
  assert.equal(first.product, 49);
  assert.equal(second.product, 9);
  assert.equal(equationOf(second, true), "(1.00 − (−2.00))² = 9.00");
});

test("the ten largest terms and all the others add up to the whole", () => {
  const terms = Array.from({ length: 30 }, (_, at) => {
    const product = (at % 2 ? -1 : 1) * ((at * 7) % 30);
    return {
      unit: /** @type {[string, number, number, number]} */ (["F6", at, 0, 0]),
      value: product,
      weight: 1,
      product,
    };
  });
  const { shown, others } = largestOf(terms);
  assert.deepEqual(
    shown.map(({ product }) => Math.abs(product)),
    [29, 28, 27, 26, 25, 24, 23, 22, 21, 20],
  );
  assert.equal(others.count, 20);
  assert.equal(sumOf(shown.map(({ product }) => product)) + others.sum, sumOf(terms.map(({ product }) => product)));
});

test("a sum is equal to its terms where what is displayed adds up", () => {
  assert.equal(sumSign([1.45, 0.13], 1.58), "=");
  assert.equal(sumSign([1.454, 0.134], 1.588), "≈"); // 1.45 + 0.13, 1.59
  assert.equal(sumSign([-0.804, 0.085], -0.719), "≈"); // −0.80 + 0.09, −0.72
  assert.equal(sumSign([0.1, 0.2], 0.3), "=");
});

test("a product is equal to its factors where what is displayed is so, rounded", () => {
  assert.equal(productSign(0.83, -0.18, -0.1494), "=");
  assert.equal(productSign(5.69, 0.25, 1.44), "≈");
  assert.equal(
    equationOf({ unit: ["Input", 0, 0, 0], value: 0.76, weight: -0.37, product: -0.2812 }),
    "0.76 × −0.37 = −0.28",
  );
});
