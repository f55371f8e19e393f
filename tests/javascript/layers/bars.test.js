import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, sortedUnits } from "../../../lenet/web/static/layers/off_dock/bars.js";

/**
 * Read the bars of a chart: [kind, top, height] of each.
 * @param {string} svg
 */
const barsIn = (svg) =>
  [...svg.matchAll(/<rect class="(\w+)" [^>]* y="([\d.]+)" height="([\d.]+)"/g)].map(([, kind, y, height]) => [
    kind,
    Number(y),
    Number(height),
  ]);

test("units are sorted by what the margin loses, and keep their numbers", () => {
  assert.deepEqual(sortedUnits([0.5, -2, 1.25]), [
    { value: 1.25, words: "F6 unit 2: 1.25" },
    { value: 0.5, words: "F6 unit 0: 0.50" },
    { value: -2, words: "F6 unit 1: −2.00" },
  ]);
});

test("bars stand on zero, to both sides of it, and fill the chart", () => {
  const bars = [3, 0, -1].map((value) => ({ value, words: "" }));
  assert.deepEqual(barsIn(barsOf("", bars)), [
    ["positive", 0, 75],
    ["positive", 75, 0],
    ["negative", 75, 25],
  ]);
});

test("a chart reaches up to the level that its bars are compared with, and marks one of them", () => {
  const bars = [{ value: 1, words: "a < b", isMarked: true }];
  const svg = barsOf("errors", bars, 4);
  assert.deepEqual(barsIn(svg), [["marked", 75, 25]]);
  assert.match(svg, /class="level" x2="1" y1="0" y2="0"/);
  assert.match(svg, /<title>a &lt; b<\/title>/);
  assert.deepEqual(
    [...svg.matchAll(/%">([^<]+)</g)].map(([, number]) => number),
    ["0.0", "4.0"],
  );
});
