import assert from "node:assert/strict";
import { test } from "node:test";
import { commonest, summaryOf } from "../../../lenet/web/static/tabs/compare/summary.js";

test("where all agree, one sentence says so", () => {
  assert.equal(summaryOf(Array(6).fill("5")), "All six read 5.");
  assert.equal(summaryOf(Array(6).fill("?")), "All six reject it: not a digit.");
});

test("more networks than there are words for are counted in numerals", () => {
  assert.equal(summaryOf(Array(7).fill("5")), "All 7 read 5.");
  assert.equal(summaryOf(Array(5).fill("?")), "All five reject it: not a digit.");
  assert.equal(summaryOf([...Array(7).fill("5"), "9"]), "7 read 5, one reads 9.");
});

test("the commonest answer comes first", () => {
  assert.equal(summaryOf(["9", "5", "5", "?", "5", "5"]), "Four read 5, one reads 9, one rejects it.");
  assert.equal(summaryOf(["1", "?", "?", "?", "7", "7"]), "Three reject it, two read 7, one reads 1.");
  assert.equal(commonest(["9", "5", "?", "5"]), "5");
});

test("of answers that are as common, the first network's comes first", () => {
  assert.equal(summaryOf(["3", "8", "8", "3", "3", "8"]), "Three read 3, three read 8.");
});
