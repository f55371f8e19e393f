import assert from "node:assert/strict";
import { test } from "node:test";
import {
  evenScale,
  logScale,
  roundEnds,
  SHARES,
  scaleFromZero,
  scaleThrough,
} from "../../../lenet/web/static/charts/scales.js";

for (const [largest, ticks] of /** @type {[number, number[]][]} */ ([
  [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0.83, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [1.3, [0, 0.5, 1, 1.5]],
  [4.9, [0, 1, 2, 3, 4, 5]],
  [0.06, [0, 0.02, 0.04, 0.06]],
  [37, [0, 10, 20, 30, 40]],
]))
  test(`a scale from zero for ${largest} has numbers at ${ticks}`, () =>
    assert.deepEqual(scaleFromZero(largest).ticks, ticks));

test("a scale from zero ends at its last number, and what lies beyond at its ends", () => {
  const { place } = scaleFromZero(1.3);
  assert.deepEqual([0, 0.75, 1.5, 9, -1].map(place), [0, 0.5, 1, 1, 0]);
});

for (const [from, to, ticks] of /** @type {[number, number, number[]][]} */ ([
  [-12, 12, [-10, -5, 0, 5, 10]],
  [-1.5, 4, [0, 2, 4]],
  [0, 20, [0, 5, 10, 15, 20]],
  [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
]))
  test(`an even scale from ${from} to ${to} has numbers at ${ticks}`, () =>
    assert.deepEqual(evenScale(from, to).ticks, ticks));

test("an even scale takes a step of its own", () => {
  assert.deepEqual(evenScale(-90, 90, 45).ticks, [-90, -45, 0, 45, 90]);
  assert.deepEqual(evenScale(0, 0.3, 0.1).ticks, [0, 0.1, 0.2, 0.3]);
  assert.equal(evenScale(-90, 90, 45).place(45), 0.75);
});

test("a logarithmic scale has 1, 2 and 5 of each power that lie within", () => {
  assert.deepEqual(logScale(0.3, 25).ticks, [0.5, 1, 2, 5, 10, 20]);
  assert.deepEqual(logScale(10, 55_000, true).ticks, [10, 100, 1000, 10_000]);
  assert.deepEqual(logScale(0.05, 0.1).ticks, [0.05, 0.1]);
});

test("equal ratios are equally long on a logarithmic scale, and what is below lies at its beginning", () => {
  const { place } = logScale(1, 100);
  assert.deepEqual([0, 0.5, 1, 10, 100, 200].map(place), [0, 0, 0, 0.5, 1, 1]);
});

test("a scale through its stops has them equally far apart, the zero too, and ratios between them", () => {
  const { place, ticks } = scaleThrough([0, 10, 1000, 100_000]);
  assert.deepEqual([0, 10, 1000, 100_000].map(place), [0, 1 / 3, 2 / 3, 1]);
  assert.ok(Math.abs(place(100) - 0.5) < 1e-9);
  assert.equal(place(5), 1 / 6);
  assert.equal(place(1e9), 1);
  assert.deepEqual(ticks, [0, 10, 100, 1000, 10_000, 100_000]);
});

test("probabilities lie as high as they are large", () => {
  assert.deepEqual([-0.1, 0, 0.25, 1, 1.2].map(SHARES.place), [0, 0, 0.25, 1, 1]);
});

test("round ends lie around the values, or on them", () => {
  assert.deepEqual(roundEnds(0.15, 42), [0.1, 50]);
  assert.deepEqual(roundEnds(0.05, 20), [0.05, 20]);
  assert.deepEqual(roundEnds(3, 101), [2, 200]);
});
