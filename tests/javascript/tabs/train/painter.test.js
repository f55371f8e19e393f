import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { createPainter } from "../../../../lenet/web/static/tabs/train/live/painter.js";

/** @type {any} */
const page = globalThis;
let clock = 0;
let painted = 0;
let isDrawing = false;
let isInSight = true;
let prefersLess = false;

beforeEach(() => {
  [clock, painted, isDrawing, isInSight, prefersLess] = [1000, 0, false, true, false];
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(performance, "now", () => clock);
  page.matchMedia = () => ({ matches: prefersLess });
});

afterEach(() => {
  mock.reset();
  mock.timers.reset();
  delete page.matchMedia;
});

const painter = () => createPainter(() => void painted++, { isInSight: () => isInSight, isDrawing: () => isDrawing });

/** Ask for a painting every 50 ms. @param {() => void} request */
function askFor(request, ms = 2000) {
  for (let at = 0; at < ms; at += 50) {
    request();
    mock.timers.tick(0);
    clock += 50;
    mock.timers.tick(50);
  }
}

test("however often something new comes, it is painted at most four times a second", () => {
  askFor(painter());
  assert.ok(painted >= 7 && painted <= 9, String(painted));
});

test("while a pen moves, and for those who prefer little motion, once a second", () => {
  isDrawing = true;
  askFor(painter());
  assert.ok(painted >= 2 && painted <= 3, String(painted));
  [painted, isDrawing, prefersLess] = [0, false, true];
  askFor(painter());
  assert.ok(painted >= 2 && painted <= 3, String(painted));
});

test("out of sight nothing is painted, and what comes into sight is painted at once", () => {
  isInSight = false;
  const request = painter();
  askFor(request);
  assert.equal(painted, 0);
  isInSight = true;
  request();
  mock.timers.tick(0);
  assert.equal(painted, 1);
});
