import assert from "node:assert/strict";
import { test } from "node:test";
import { createThrottle } from "../../../lenet/web/static/server/throttle.js";

/** The rests after answers that took so many ms, while the pen moves. @param {number[]} took */
function rests(...took) {
  const restAfter = createThrottle(() => true);
  return took.map(restAfter);
}

test("after a quick answer there is no rest", () => {
  assert.deepEqual(rests(0, 12, 50), [0, 0, 0]);
});

test("after a slow answer the rest is twice as long as it was too slow", () => {
  assert.deepEqual(rests(40, 51, 250), [0, 2, 400]);
});

test("the way to a far server is not counted as slow", () => {
  assert.deepEqual(rests(180, 180, 230), [0, 0, 100]);
});

test("the quickest answer of all tells how far the server is", () => {
  assert.deepEqual(rests(300, 100, 300), [0, 0, 400]);
});

test("a rest has an end", () => {
  assert.deepEqual(rests(40, 550, 551, 60_000), [0, 1000, 1000, 1000]);
});

test("while the pen is up nothing rests, but what is quick is learned all the same", () => {
  let moving = false;
  const restAfter = createThrottle(() => moving);
  assert.deepEqual([7000, 100, 7000].map(restAfter), [0, 0, 0]);
  moving = true;
  assert.equal(restAfter(200), 200);
});
