import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, axisOf, thinned } from "../../../../lenet/web/static/tabs/train/live/curves.js";
import { nearestStop, stopsBetween } from "../../../../lenet/web/static/tabs/train/live/stops.js";
import { seeded } from "../../helpers.js";

/** @import {Run} from "../../../../lenet/web/static/tabs/train/types.js" */

/** A run that has seen so many digits. @param {number} seen */
const runOf = (seen) =>
  /** @type {Run} */ ({
    points: [
      [0, 2, 90, 2, 90],
      [seen, 1, 50, null, null],
    ],
  });

test("few points are drawn as they are", () => {
  const points = [
    [0, 3],
    [1, 2],
  ];
  assert.equal(thinned(points), points);
});

test("of many points some are drawn, none of them changed, the first and the last among them", () => {
  const random = seeded(1);
  const points = Array.from({ length: 5000 }, (_, at) => [at, random()]);
  const drawn = thinned(points, 300);
  assert.equal(drawn.length, 300);
  assert.deepEqual([drawn[0], drawn[299]], [points[0], points[4999]]);
  assert.ok(drawn.every((point) => points.includes(point)));
  assert.ok(drawn.every((point, at) => at === 0 || point[0] > drawn[at - 1][0]));
});

for (const [seen, end] of [
  [64, 2000],
  [2000, 2000],
  [41_000, 50_000],
  [58_088, 60_000],
  [1_100_000, 1_500_000],
])
  test(`the axis of ${seen} digits ends at ${end}`, () => {
    const { scale, write } = axisOf([runOf(10), runOf(seen)]);
    assert.equal(scale.place(end), 1);
    assert.ok(scale.place(end * 0.999) < 1);
    assert.equal(write(scale.ticks[0]), "0");
  });

test("a slider over decades stands at round numbers, from one end to the other", () => {
  assert.deepEqual(stopsBetween(10, 200), [10, 15, 20, 30, 50, 70, 100, 150, 200]);
  assert.deepEqual(stopsBetween(0.01, 0.1), [0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1]);
  assert.equal(stopsBetween(10, 55_000).at(-1), 55_000);
});

test("a number between two stops stands at the nearer, by ratio", () => {
  const stops = stopsBetween(0.0001, 0.1);
  assert.equal(stops[nearestStop(stops, 0.004)], 0.005);
  assert.equal(stops[nearestStop(stops, 0.003)], 0.003);
  assert.equal(stops[nearestStop(stops, 1)], 0.1);
});

for (const [ends, heights] of /** @type {[[number, number][], number[]][]} */ ([
  [
    [
      [0.5, 0.8],
      [0.5, 0.3],
    ],
    [0.8, 0.3],
  ],
  [
    [
      [0.5, 0.5],
      [0.5, 0.5],
    ],
    [0.5, 0.4],
  ],
  [
    [
      [0.5, 0.5],
      [0.52, 0.55],
      [0.5, 0.5],
    ],
    [0.45, 0.55, 0.35],
  ],
  [
    [
      [0.2, 0.5],
      [0.8, 0.5],
    ],
    [0.5, 0.5],
  ],
  [[], []],
]))
  test(`labels of curves that end at ${JSON.stringify(ends)} stand at ${heights.join(", ")}`, () =>
    assert.deepEqual(
      apart(ends, 0.1).map((height) => Number(height.toFixed(6))),
      heights,
    ));
