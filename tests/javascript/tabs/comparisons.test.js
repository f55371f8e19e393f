import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsPlot, ladderPlot } from "../../../lenet/web/static/tabs/compare/plots.js";
import { evenAxis, logAxis, roundEnds } from "../../../lenet/web/static/tabs/compare/scale.js";

/** @import {LearnedFrom, Rung} from "../../../lenet/web/static/types.js" */

for (const [largest, ticks] of /** @type {[number, number[]][]} */ ([
  [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0.83, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [1.3, [0, 0.5, 1, 1.5]],
  [4.9, [0, 1, 2, 3, 4, 5]],
  [0.06, [0, 0.02, 0.04, 0.06]],
  [37, [0, 10, 20, 30, 40]],
]))
  test(`an even axis for ${largest} has numbers at ${ticks}`, () => assert.deepEqual(evenAxis(largest).ticks, ticks));

test("an even axis goes from 0 to its last number, and no further", () => {
  const { place } = evenAxis(1.3);
  assert.deepEqual([0, 0.75, 1.5, 9, -1].map(place), [0, 0.5, 1, 1, 0]);
});

test("a logarithmic axis has 1, 2 and 5 of each power that lie within", () => {
  assert.deepEqual(logAxis(0.3, 25).ticks, [0.5, 1, 2, 5, 10, 20]);
  assert.deepEqual(logAxis(10, 55_000, true).ticks, [10, 100, 1000, 10_000]);
  assert.deepEqual(logAxis(0.05, 0.1).ticks, [0.05, 0.1]);
});

test("equal ratios are equally long on a logarithmic axis, and what is below lies at its beginning", () => {
  const { place } = logAxis(1, 100);
  assert.deepEqual([0, 0.5, 1, 10, 100, 200].map(place), [0, 0, 0, 0.5, 1, 1]);
});

test("round ends lie around the values, or on them", () => {
  assert.deepEqual(roundEnds(0.15, 42), [0.1, 50]);
  assert.deepEqual(roundEnds(0.05, 20), [0.05, 20]);
  assert.deepEqual(roundEnds(3, 101), [2, 200]);
});

/** @type {Rung[]} */
const RUNGS = [
  { name: "1998", what: "As published.", isAside: false, error: 0.61, interval: [0.5, 0.72] },
  { name: "a < b", what: "Changed.", isAside: true, error: 1, interval: null },
];

test("the ladder has a row a rung, its number in full, and a bar where there is an interval", () => {
  const svg = ladderPlot(RUNGS);
  assert.equal(svg.match(/<circle/g)?.length, 2);
  assert.equal(svg.match(/class="interval"/g)?.length, 1);
  assert.match(svg, />0\.61 %<.*>1\.00 %</s);
  assert.match(svg, /aria-label="Test error in per cent: 1998 0\.61, a &lt; b 1\.00"/);
  assert.doesNotMatch(svg, /a < b|NaN|Infinity/);
});

test("a rung's bar reaches from end to end of its interval, its dot stands at the error", () => {
  const numbers = (/** @type {RegExp} */ pattern) => (ladderPlot(RUNGS).match(pattern) ?? []).slice(1).map(Number);
  const [dot] = numbers(/cx="([\d.]+)"/);
  const [from, , to] = numbers(/class="interval" d="M([\d.]+) ([\d.]+)H([\d.]+)"/);
  assert.ok(from < dot && dot < to && Math.abs((from + to) / 2 - dot) < 1e-6);
});

test("more digits lie further right, larger errors higher, and no error at the foot", () => {
  /** @type {LearnedFrom[]} */
  const points = [
    { digits: 10, error: 40, interval: [30, 50], trainingError: 0 },
    { digits: 1000, error: 4, interval: [3, 5], trainingError: 0 },
    { digits: 55_000, error: 0.4, interval: null, trainingError: 0.2 },
  ];
  const svg = digitsPlot(points);
  const dots = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  assert.ok(dots[0][0] < dots[1][0] && dots[1][0] < dots[2][0]);
  assert.ok(dots[0][1] < dots[1][1] && dots[1][1] < dots[2][1]);
  assert.match(svg, />1,000</);
  const training = /class="training" d="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)"/.exec(svg);
  assert.deepEqual(training?.slice(1, 4), ["230.00", "230.00", "230.00"]); // 0.2, the least above 0, is the axis's end
  assert.doesNotMatch(svg, /NaN|Infinity/);
});
