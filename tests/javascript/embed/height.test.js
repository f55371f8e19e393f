import assert from "node:assert/strict";
import { test } from "node:test";
import { heightFor } from "../../../lenet/web/static/embed/height.js";

const SIZES = { least: 12, most: 24, wide: 30 };

test("a frame in which all is shown as large as its width allows is told its own height", () => {
  assert.equal(heightFor(360, 480, { ...SIZES, rem: 16 }), 360);
});

test("the height does not depend on how large a low or high frame shows it now", () => {
  for (const rem of [12, 13.5, 16, 32]) assert.equal(heightFor(22.5 * rem, 480, { ...SIZES, rem }), 360);
});

test("a wide frame is asked for no more than a page of the largest usual size, a narrow one for no less", () => {
  assert.equal(heightFor(22.5 * 32, 1280, { ...SIZES, rem: 32 }), 540);
  assert.equal(heightFor(22.5 * 12, 200, { ...SIZES, rem: 12 }), 270);
});

test("a height is a whole number, and cuts nothing off", () => {
  assert.equal(heightFor(360.2, 480, { ...SIZES, rem: 16 }), 361);
});
