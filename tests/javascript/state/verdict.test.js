import assert from "node:assert/strict";
import { test } from "node:test";
import { isNearChance, reasonFor, stateOf } from "../../../lenet/web/static/state/verdict.js";

/** @import {Ranked} from "../../../lenet/web/static/types.js" */

/**
 * @param {number | null} verdict
 * @param {number} first
 * @param {number} second
 */
function reading(verdict, first, second) {
  /** @type {Ranked[]} */
  const top3 = [
    [7, first],
    [1, second],
    [2, 0.01],
  ];
  return { verdict, top3 };
}

test("where nothing is drawn there is nothing to say", () => {
  assert.equal(stateOf(null), "empty");
  assert.equal(stateOf(undefined), "empty");
});

test("a class that leads by half is sure", () => {
  assert.equal(stateOf(reading(7, 0.9, 0.05)), "sure");
  assert.equal(stateOf(reading(7, 0.75, 0.25)), "sure");
});

test("a class that leads by less is one of two", () => {
  assert.equal(stateOf(reading(7, 0.74, 0.25)), "unsure");
  assert.equal(stateOf(reading(7, 0.4, 0.4)), "unsure");
});

test("what is no digit is rejected, however sure the likeliest class", () => {
  assert.equal(stateOf(reading(null, 0.99, 0.005)), "rejected");
  assert.equal(stateOf(reading(null, 0.3, 0.3)), "rejected");
});

test("0 is a digit like the others", () => {
  assert.equal(stateOf(reading(0, 0.9, 0.05)), "sure");
});

test("a sure digit, and an empty pad, need no reason", () => {
  assert.equal(reasonFor(reading(7, 0.9, 0.05), 0.4), "");
  assert.equal(reasonFor(null, 0.4), "");
});

test("a rejected drawing is told what is above which threshold", () => {
  assert.match(reasonFor(reading(null, 0.99, 0.005), 0.36), /“not a digit” is above 36 %/);
});

test("an undecided answer names its two digits, but not where all ten are about equally likely", () => {
  assert.match(reasonFor(reading(7, 0.5, 0.4), 0.4), /7 leads 1/);
  assert.match(reasonFor(reading(7, 0.111, 0.11), 0.4), /ten/);
});

test("near chance are only answers whose likeliest class is hardly likelier than the others", () => {
  assert.equal(isNearChance(reading(7, 0.111, 0.11)), true);
  assert.equal(isNearChance(reading(7, 0.5, 0.4)), false);
  assert.equal(isNearChance(reading(null, 0.111, 0.11)), false); // it is rejected
  assert.equal(isNearChance(null), false);
});
