import assert from "node:assert/strict";
import { test } from "node:test";
import { messageOf, turnsSlides } from "../../../lenet/web/static/embed/slide_keys.js";

const pressed = (/** @type {string} */ key, more = {}) => ({
  ...{ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, defaultPrevented: false, target: null },
  ...more,
});

test("arrows and a clicker's keys turn slides", () => {
  for (const key of ["ArrowRight", "ArrowLeft", "PageDown", "PageUp"]) assert.equal(turnsSlides(pressed(key)), true);
});

test("what the page has its own use for does not", () => {
  for (const key of ["7", "c", "Tab", "Escape", "Enter"]) assert.equal(turnsSlides(pressed(key)), false);
  assert.equal(turnsSlides(pressed("ArrowRight", { defaultPrevented: true })), false);
});

test("what the browser has its own use for does not: Alt and an arrow go back", () => {
  for (const held of ["altKey", "ctrlKey", "metaKey", "shiftKey"])
    assert.equal(turnsSlides(pressed("ArrowLeft", { [held]: true })), false);
});

test("a key is written as a call of reveal.js' API", () => {
  assert.deepEqual(JSON.parse(messageOf({ keyCode: 34 })), { method: "triggerKey", args: [34] });
});
