import assert from "node:assert/strict";
import { test } from "node:test";
import { pictureAmong } from "../../../lenet/web/static/pad/picture_file.js";

/** @param {string[]} types */
const chosen = (...types) => pictureAmong(types.map((type, at) => new File([], String(at), { type })))?.name;

test("among files, the first picture is taken, or what may be one, or the first", () => {
  assert.equal(chosen("text/plain", "image/png", "image/jpeg"), "1");
  assert.equal(chosen("", "image/png"), "1");
  assert.equal(chosen("text/plain", ""), "1"); // HEIC has no name in most browsers
  assert.equal(chosen("text/plain", "application/pdf"), "0");
  assert.equal(chosen(), undefined);
});
