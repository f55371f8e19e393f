import assert from "node:assert/strict";
import { test } from "node:test";
import {
  best,
  bytesOf,
  escaped,
  half,
  halvesOf,
  largest,
  limitOfWeights,
  percent,
  signed,
  withSign,
} from "../../../lenet/web/static/state/numbers.js";

/**
 * Decode binary16 in another way: its bits, moved into a binary32 of the same number, which the machine reads.
 * A binary32 has 13 more bits of fraction, and its exponents are 112 larger; so are those of subnormal numbers
 * once 2^-14, which they lack, has been added and is taken away again.
 * @param {number} bits
 */
function asBinary32(bits) {
  const word = new DataView(new ArrayBuffer(4));
  const subnormal = (bits & 0x7c00) === 0;
  word.setUint32(0, ((bits & 0x7fff) << 13) + ((subnormal ? 113 : 112) << 23));
  const size = word.getFloat32(0) - (subnormal ? 2 ** -14 : 0);
  return bits >> 15 ? -size : size;
}

test("all 63,488 finite halves are the numbers that IEEE 754 says", () => {
  let seen = 0;
  for (let bits = 0; bits < 65536; bits++) {
    if ((bits & 0x7c00) === 0x7c00) continue; // infinities and NaN: no network has any
    if (!Object.is(half(bits), asBinary32(bits))) assert.fail(`${bits}: ${half(bits)}, not ${asBinary32(bits)}`);
    seen += 1;
  }
  assert.equal(seen, 63488);
});

test("halves have the values that the standard's tables name", () => {
  const known = [
    [0x0000, 0],
    [0x0001, 2 ** -24],
    [0x03ff, 2 ** -14 - 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
    [0x3bff, 1 - 2 ** -11],
    [0x3c00, 1],
    [0x3c01, 1 + 2 ** -10],
    [0x4248, 3.140625],
    [0x7bff, 65504],
    [0xc000, -2],
    [0xfbff, -65504],
  ];
  for (const [bits, number] of known) assert.equal(half(bits), number);
  assert.ok(Object.is(half(0x8000), -0));
});

test("positive halves grow with their bits", () => {
  for (let bits = 1; bits < 0x7c00; bits++) assert.ok(half(bits) > half(bits - 1));
});

test("a packed array is unpacked in its order, least byte first", () => {
  const data = Buffer.from([0x00, 0x3c, 0x00, 0xc0, 0x48, 0x42]).toString("base64");
  const numbers = halvesOf({ shape: [3], data });
  assert.ok(numbers instanceof Float32Array);
  assert.deepEqual([...numbers], [1, -2, 3.140625]);
  assert.equal(halvesOf({ shape: [0], data: "" }).length, 0);
});

test("base64 gives back every byte", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  assert.deepEqual(bytesOf(Buffer.from(bytes).toString("base64")), bytes);
});

for (const [probability, written] of /** @type {[number, string][]} */ ([
  [0, "<0.1 %"],
  [0.00099, "<0.1 %"],
  [0.001, "0.1 %"],
  [0.0149, "1.5 %"],
  [0.5, "50.0 %"],
  [0.98765, "98.8 %"],
  [0.999, "99.9 %"],
  [0.9991, ">99.9 %"],
  [1, ">99.9 %"],
]))
  test(`a probability of ${probability} is written ${written}`, () => assert.equal(percent(probability), written));

test("no probability is written as 0 or 100 per cent", () => {
  for (let i = 0; i <= 100_000; i++) assert.doesNotMatch(percent(i / 100_000), /^0\.0|^100/);
});

for (const [number, decimals, written] of /** @type {[number, number, string][]} */ ([
  [1.25, 2, "1.25"],
  [-1.25, 2, "−1.25"],
  [-0.004, 2, "0.00"],
  [-0.006, 2, "−0.01"],
  [-0, 1, "0.0"],
  [0, 0, "0"],
  [-12.6, 0, "−13"],
  [1000, 1, "1000.0"],
]))
  test(`${number} with ${decimals} decimals is written ${written}`, () =>
    assert.equal(signed(number, decimals), written));

for (const [number, written] of /** @type {[number, string][]} */ ([
  [1.5, "+1.50"],
  [0, "+0.00"],
  [0.004, "+0.00"],
  [-0.004, "0.00"],
  [-2.345, "−2.35"],
]))
  test(`${number} with its sign is written ${written}`, () => assert.equal(withSign(number), written));

test("the largest is by size, whatever the sign, and never less than the least", () => {
  assert.equal(largest([1, -3, 2]), 3);
  assert.equal(largest([]), 0);
  assert.equal(largest([0.1, -0.2], 0.5), 0.5);
  assert.equal(largest([0.1, -0.7], 0.5), 0.7);
  assert.equal(largest(new Float32Array([-8, 4])), 8);
  assert.equal(largest(new Set([1, -2]).values()), 2);
});

test("the best is the index of the largest, the first of equals", () => {
  assert.equal(best([0.1, 0.7, 0.2]), 1);
  assert.equal(best([-3, -1, -2]), 1);
  assert.equal(best([2, 5, 5]), 1);
  assert.equal(best(new Float32Array([1, 2, 9])), 2);
});

test("escaped text says in HTML what it says", () => {
  assert.equal(escaped("a < b && c > <img src=x>"), "a &lt; b &amp;&amp; c &gt; &lt;img src=x&gt;");
  assert.equal(escaped("&lt;"), "&amp;lt;");
  assert.equal(escaped("1.7159 tanh(2a/3)"), "1.7159 tanh(2a/3)");
});

test("the colours of weights end where 99 in 100 of those lie that are connected, whatever one outlier is", () => {
  const weights = Float32Array.from({ length: 400 }, (_, at) => (at % 2 ? at : -at) / 2);
  const limit = limitOfWeights(weights);
  const within = weights.filter((weight) => weight !== 0 && Math.abs(weight) <= limit).length / 399;
  assert.ok(within >= 0.99 && within < 1, String(within));
  weights[7] = -1e6;
  assert.ok(Math.abs(limitOfWeights(weights) - limit) <= 0.5);
  const gaps = new Float32Array(1000);
  gaps.set(weights);
  assert.equal(limitOfWeights(gaps), limitOfWeights(weights));
});
