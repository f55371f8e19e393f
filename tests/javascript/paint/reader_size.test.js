import assert from "node:assert/strict";
import { test } from "node:test";
import { zoomOf } from "../../../lenet/web/static/paint/reader_size.js";

test("a zoom is told by the windows' widths, whatever its frame", () => {
  assert.equal(zoomOf(1280, 1280, 1), 1);
  assert.equal(zoomOf(1296, 1280, 1), 1); // a frame of 8 pixels at each side
  for (const zoom of [1.1, 1.25, 1.5, 2, 4]) {
    assert.equal(zoomOf(1920, Math.round(1920 / zoom), zoom), zoom);
    assert.equal(zoomOf(1930, Math.round(1920 / zoom), 2 * zoom), zoom);
  }
});

test("a pane beside the page is no zoom, and neither is a page that is smaller", () => {
  assert.equal(zoomOf(1920, 1600, 1), 1);
  assert.equal(zoomOf(1280, 1600, 1), 1);
  assert.equal(zoomOf(1920, 1280, 1), 1); // as wide a pane as a zoom of 1.5 would look
});
