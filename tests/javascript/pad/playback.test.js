import assert from "node:assert/strict";
import { test } from "node:test";
import { beginning } from "../../../lenet/web/static/pad/playback.js";
import { strokesOf } from "../helpers.js";

const STROKES = strokesOf("0,0 1,0 2,0 / 0,5 1,5 / 9,9");

/** @param {number} share */
const lengths = (share) => beginning(STROKES, share).map((stroke) => stroke.length);

test("a share of the points is shown, stroke after stroke", () => {
  assert.deepEqual([0.5, 4 / 6, 5 / 6, 1].map(lengths), [[3], [3, 1], [3, 2], [3, 2, 1]]);
  assert.deepEqual(beginning(STROKES, 4 / 6), strokesOf("0,0 1,0 2,0 / 0,5"));
});

test("there is a point from the very beginning", () => {
  assert.deepEqual(beginning(STROKES, 0), strokesOf("0,0"));
});
