import assert from "node:assert/strict";
import { test } from "node:test";
import { heightFor } from "../../../lenet/web/static/embed/height.js";

const SIZES = { least: 12, most: 24, wide: 30, high: 22.5 };

test("the height grows with the width", () => {
  assert.equal(heightFor(480, SIZES), 360);
  assert.equal(heightFor(640, SIZES), 480);
});

test("a wide frame is asked for no more height than some, a narrow one for no less", () => {
  assert.equal(heightFor(1280, SIZES), 540);
  assert.equal(heightFor(200, SIZES), 270);
});

test("a height is a whole number, and cuts nothing off", () => {
  assert.equal(heightFor(481, SIZES), 361);
});

test("where one part stands below the other, the page is as high as it comes", () => {
  assert.equal(heightFor(320, { ...SIZES, high: Number.NaN }), null);
});
