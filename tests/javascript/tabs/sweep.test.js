import assert from "node:assert/strict";
import { test } from "node:test";
import { amountWords, axisOf, MEASURES } from "../../../lenet/web/static/tabs/stress/measures.js";
import { findingOf, regionsOf } from "../../../lenet/web/static/tabs/stress/sweep.js";
import { nearestWords, readWords, tableOf } from "../../../lenet/web/static/tabs/stress/values.js";

/** @import {Perturbation} from "../../../lenet/web/static/types.js" */

/** @type {Perturbation} */
const SHIFT = { name: "shift x", ends: [-2, 2], neutral: 0, claim: null };
/** @type {Perturbation} */
const SCALE = { name: "scale", ends: [0.25, 4], neutral: 1, claim: null };

/**
 * Make a sweep that reads a label at each amount, "?" where it rejects.
 * @param {string} labels
 * @param {number[]} amounts
 */
function sweepOf(labels, amounts = [-2, -1, 0, 1, 2]) {
  const likely = (/** @type {string} */ label) =>
    Array.from({ length: 10 }, (_, digit) => (String(digit) === label.replace("?", "7") ? 0.9 : 0.01));
  return {
    amounts,
    probabilities: [...labels].map(likely),
    rubbish: [...labels].map((label) => (label === "?" ? 0.8 : 0.1)),
    rejected: [...labels].map((label) => label === "?"),
  };
}

for (const [labels, words] of [
  ["77777", "Never fails in this range"],
  ["?777?", "Fails below −1.5 px and above +1.5 px (not a digit)"],
  ["17777", "Fails below −1.5 px (reads 1)"],
  ["7777?", "Fails above +1.5 px (not a digit)"],
  ["1?7?2", "Fails below −0.5 px and above +0.5 px (not a digit)"],
  ["1772?", "Fails below −1.5 px (reads 1) and above +0.5 px (reads 2)"],
  ["77?77", "Rejected even undistorted"],
])
  test(`of ${labels} one is told: ${words}`, () => assert.equal(findingOf(SHIFT, sweepOf(labels)).words, words));

test("a factor fails midway by its ratio", () => {
  const { words, breaks } = findingOf(SCALE, sweepOf("77711", [0.25, 0.5, 1, 2, 4]));
  assert.equal(words, "Fails above 1.41× (reads 1)");
  assert.deepEqual(breaks, [0.625]);
});

test("regions touch, begin at the first end and stop at the last", () => {
  const regions = regionsOf(["1", "7", "7", "?"], [0, 0.2, 0.6, 1]);
  assert.deepEqual(regions, [
    { label: "1", from: 0, to: 0.1 },
    { label: "7", from: 0.1, to: 0.8 },
    { label: "?", from: 0.8, to: 1 },
  ]);
});

test("at an amount the verdict is told, and the shares that the curves show", () => {
  const shown = { sweep: sweepOf("?717?"), answer: 7, overlaid: null };
  assert.deepEqual(readWords(shown, 1), { verdict: "reads 7", shares: "7: 90.0 %, not a digit: 10.0 %" });
  assert.deepEqual(readWords(shown, 2), { verdict: "reads 1 (90.0 %)", shares: "7: 1.0 %, not a digit: 10.0 %" });
  assert.equal(readWords(shown, 4).verdict, "not a digit");
  assert.equal(nearestWords(SHIFT, shown, 1.6), "not a digit, 7: 90.0 %, not a digit: 80.0 %");
});

test("the table has the curves' numbers, and the overlaid network's where there is one", () => {
  const shown = { sweep: sweepOf("1777?"), answer: 7, overlaid: null };
  const { columns, rows } = tableOf(SHIFT, shown);
  assert.equal(columns[0], "Shift right (pixels)");
  assert.deepEqual(rows[0], [-2, 1, 10, 1]);
  assert.deepEqual(rows[4], [2, 90, 80, "not a digit"]);
  const both = tableOf(SHIFT, { ...shown, overlaid: sweepOf("77777") });
  assert.equal(both.columns.length, 5);
  assert.deepEqual(both.rows[0], [-2, 1, 10, 1, 90]);
});

for (const [name, amount, words] of /** @type {[string, number, string][]} */ ([
  ["rotation", -24.2, "−24°"],
  ["rotation", 0, "0°"],
  ["shift y", 2.17, "+2.2 px"],
  ["scale", 0.5, "0.50×"],
  ["noise", 0.035, "3.5 %"],
  ["pen", -1.04, "−1.04 px"],
  ["shear", 0.25, "+0.25"],
]))
  test(`an amount of ${name} is written ${words}`, () =>
    assert.equal(amountWords({ name, neutral: name === "scale" ? 1 : 0 }, amount), words));

test("every axis has at least three numbers, written with their unit where it is short", () => {
  const ends = /** @type {Record<string, [number, number]>} */ ({
    rotation: [-90, 90],
    scale: [1 / 3, 3],
    squeeze: [1 / 3, 3],
    "shift x": [-12, 12],
    "shift y": [-12, 12],
    shear: [-1.5, 1.5],
    pen: [-1.5, 4],
    covered: [0, 20],
    noise: [0, 0.3],
  });
  assert.deepEqual(Object.keys(ends).sort(), Object.keys(MEASURES).sort());
  const written = Object.entries(ends).map(([name, [from, to]]) => {
    const neutral = from > 0 ? 1 : 0;
    const { scale, write } = axisOf({ name, ends: [from, to], neutral, claim: null });
    return [name, scale.ticks.map(write)];
  });
  for (const [name, numbers] of written) assert.ok(numbers.length >= 3 && numbers.length <= 7, `${name}: ${numbers}`);
  const byName = Object.fromEntries(written);
  assert.deepEqual(byName.rotation, ["−90°", "−45°", "0°", "45°", "90°"]);
  assert.deepEqual(byName.scale, ["0.5×", "1×", "2×"]);
  assert.deepEqual(byName.noise, ["0 %", "10 %", "20 %", "30 %"]);
});
