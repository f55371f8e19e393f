import assert from "node:assert/strict";
import { test } from "node:test";
import { classCurves, likeliestTwo, PROBABILITY } from "../../../lenet/web/static/charts/class_probabilities.js";
import { areaOf, axesOf, dotAt, pathOf } from "../../../lenet/web/static/charts/drawing.js";
import { evenScale } from "../../../lenet/web/static/charts/scales.js";

test("axes have a number at each tick, where it lies", () => {
  const svg = axesOf({ scale: evenScale(0, 10, 5), write: (value) => `${value} < px` }, PROBABILITY);
  const numbers = [...svg.matchAll(/<text class="number (x|y)"[^>]*>([^<]*)</g)].map(([, axis, words]) => axis + words);
  assert.deepEqual(numbers, ["y0", "y50", "y100 %", "x0 &lt; px", "x5 &lt; px", "x10 &lt; px"]);
  assert.deepEqual(
    [...svg.matchAll(/class="tick" x="([\d.]+)%"/g)].map(([, at]) => Number(at)),
    [0, 50, 100],
  );
  assert.deepEqual(
    [...svg.matchAll(/class="grid" x2="100%" y1="([\d.]+)%"/g)].map(([, at]) => Number(at)),
    [100, 50, 0],
  );
});

test("what is likelier lies higher, what comes later further right", () => {
  assert.equal(
    pathOf([
      [0, 0],
      [0.5, 0.75],
      [1, 1],
    ]),
    "M0.00 100.00L50.00 25.00L100.00 0.00",
  );
  assert.equal(dotAt(0.25, 0.9), '<circle cx="25.00%" cy="10.00%"/>');
  assert.equal(areaOf("lost", 0.2, 0.5), '<rect class="lost" x="20.00" width="30.00" height="100"/>');
});

test("each class has its curve", () => {
  const steps = [0, 1].map((likely) => Array.from({ length: 10 }, (_, digit) => (digit === likely ? 1 : 0)));
  const svg = classCurves(steps, (digit) => (digit === 1 ? "final" : "other"));
  assert.match(svg, /class="other" data-digit="0" d="M0.00 0.00L100.00 100.00"/);
  assert.match(svg, /class="final" data-digit="1" d="M0.00 100.00L100.00 0.00"/);
  assert.equal(svg.match(/<path/g)?.length, 10);
});

test("the two likeliest classes are told, also where they are equally likely", () => {
  assert.deepEqual(likeliestTwo([0.1, 0.2, 0.6, 0.1]), {
    heights: [0.6, 0.2],
    words: "<b>2</b>: 60.0 %, <b>1</b>: 20.0 %",
  });
  assert.deepEqual(likeliestTwo([0, 0.5, 0.5, 0]).heights, [0.5, 0.5]);
  assert.match(likeliestTwo([1, 0]).words, /<b>0<\/b>: &gt;99.9 %, <b>1<\/b>: &lt;0.1 %/);
});
