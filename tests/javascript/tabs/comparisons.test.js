import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsPlot, rowsPlot } from "../../../lenet/web/static/tabs/compare/plots.js";

/** @import {LearnedFrom, Rung} from "../../../lenet/web/static/types.js" */

/** @type {Rung[]} */
const RUNGS = [
  { name: "1998", what: "As published.", isAside: false, error: 0.61, interval: [0.5, 0.72] },
  { name: "a < b", what: "Changed.", isAside: true, error: 1, interval: null },
];

test("the ladder has a row a rung, its number in full, and a bar where there is an interval", () => {
  const { over, y, finding } = rowsPlot(RUNGS);
  assert.equal(over.match(/<circle/g)?.length, 2);
  assert.equal(over.match(/class="interval"/g)?.length, 1);
  assert.match(over, />0\.61 %<.*>1\.00 %</s);
  assert.deepEqual(y.scale.ticks.map(y.write), ["1998", "↳ a < b"]);
  assert.ok(y.scale.place(0) > y.scale.place(1)); // from the top down
  assert.equal(finding, "1998 0.61 %, a < b 1.00 %");
  assert.doesNotMatch(over, /NaN|Infinity/);
});

test("a rung's bar reaches from end to end of its interval, its dot stands at the error", () => {
  const numbers = (/** @type {RegExp} */ pattern) => (rowsPlot(RUNGS).over.match(pattern) ?? []).slice(1).map(Number);
  const [dot] = numbers(/cx="([\d.]+)%"/);
  const [from, to] = numbers(/class="interval" x1="([\d.]+)%" y1="[\d.]+%" x2="([\d.]+)%"/);
  assert.ok(from < dot && dot < to && Math.abs((from + to) / 2 - dot) < 0.02);
});

test("the ladder's table has every number, and nothing where there is no interval", () => {
  assert.deepEqual(rowsPlot(RUNGS).table.rows, [
    ["1998", 0.61, 0.5, 0.72],
    ["a < b", 1, "", ""],
  ]);
});

test("more digits lie further right, larger errors higher, and no error at the foot", () => {
  /** @type {LearnedFrom[]} */
  const points = [
    { digits: 10, error: 40, interval: [30, 50], trainingError: 0 },
    { digits: 1000, error: 4, interval: [3, 5], trainingError: 0 },
    { digits: 55_000, error: 0.4, interval: null, trainingError: 0.2 },
  ];
  const { over, inside, x, steps, table } = digitsPlot(points);
  const dots = [...over.matchAll(/cx="([\d.]+)%" cy="([\d.]+)%"/g)].map(([, left, top]) => [Number(left), Number(top)]);
  assert.ok(dots[0][0] < dots[1][0] && dots[1][0] < dots[2][0]);
  assert.ok(dots[0][1] < dots[1][1] && dots[1][1] < dots[2][1]);
  assert.deepEqual(x.scale.ticks.map(x.write), ["10", "100", "1,000", "10,000"]);
  const training = /class="training" d="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)"/.exec(inside);
  assert.deepEqual(training?.slice(1, 4), ["100.00", "100.00", "100.00"]); // 0.2, the least above 0, is the scale's end
  assert.equal(steps[1].words, "1,000 digits: test <b>4.00 %</b>, training 0.00 %");
  assert.deepEqual(table.rows[2], [55_000, 0.4, "", "", 0.2]);
  assert.doesNotMatch(over + inside, /NaN|Infinity/);
});
