import assert from "node:assert/strict";
import { test } from "node:test";
import { drawContained, drawStrokes, PEN, paintInk } from "../../../lenet/web/static/paint/ink.js";
import { canvasOf, strokesOf } from "../helpers.js";

/** @import {Colour, Stroke} from "../../../lenet/web/static/types.js" */

/** A context that writes down what is drawn on it. */
function recording() {
  /** @type {string[]} */
  const calls = [];
  const context = new Proxy(/** @type {Record<string, any>} */ ({}), {
    get: (own, name) =>
      own[String(name)] ?? ((/** @type {any[]} */ ...values) => calls.push([String(name), ...values].join(" "))),
  });
  return { context: /** @type {any} */ (context), calls };
}

/** @param {Stroke[]} strokes */
function drawn(strokes) {
  const { context, calls } = recording();
  drawStrokes(context, strokes);
  assert.equal(calls[0], "beginPath");
  assert.equal(calls.at(-1), "stroke");
  return calls.slice(1, -1);
}

test("ink is painted from the paper's colour to the ink's", () => {
  const canvas = canvasOf(3, 2);
  /** @type {{paper: Colour, ink: Colour}} */
  const theme = { paper: [255, 255, 255], ink: [0, 51, 255] };
  paintInk(canvas, [0, 255, 51, 0, 0, 255], theme);
  const [paper, ink, fifth] = ["255 255 255 255", "0 51 255 255", "204 214 255 255"];
  assert.deepEqual(canvas.pixels(), [paper, ink, fifth, paper, paper, ink]);
  paintInk(canvas, null, theme);
  assert.deepEqual(canvas.pixels(), Array(6).fill(paper));
});

test("a stroke is a round line", () => {
  const { context } = recording();
  drawStrokes(context, strokesOf("10,20 30,40"));
  assert.deepEqual([context.lineWidth, context.lineCap, context.lineJoin], [PEN, "round", "round"]);
  drawStrokes(context, strokesOf("10,20 30,40"), 5);
  assert.equal(context.lineWidth, 5);
});

test("a stroke goes from its first point to its last, through the middles between the others", () => {
  assert.deepEqual(drawn(strokesOf("0,0 10,0")), ["moveTo 0 0", "lineTo 10 0"]);
  assert.deepEqual(drawn(strokesOf("0,0 10,0 10,10 20,10")), [
    "moveTo 0 0",
    "quadraticCurveTo 10 0 10 5",
    "quadraticCurveTo 10 10 15 10",
    "lineTo 20 10",
  ]);
});

test("a dot leaves ink, too", () => {
  assert.deepEqual(drawn(strokesOf("5,6")), ["moveTo 5 6", "lineTo 5.01 6"]);
});

test("each stroke begins where its pen went down", () => {
  assert.deepEqual(drawn(strokesOf("0,0 1,1 / 5,5 6,6")), ["moveTo 0 0", "lineTo 1 1", "moveTo 5 5", "lineTo 6 6"]);
  assert.deepEqual(drawn([]), []);
});

test("a picture is as large as it fits, in the middle", () => {
  const { context, calls } = recording();
  const picture = (/** @type {number} */ width, /** @type {number} */ height) => {
    const image = /** @type {any} */ ({ width, height, toString: () => "picture" });
    drawContained(context, image, 10, 20, 100, 50);
  };
  picture(400, 100);
  picture(50, 50);
  picture(1, 2);
  assert.deepEqual(calls, [
    "drawImage picture 10 32.5 100 25",
    "drawImage picture 35 20 50 50",
    "drawImage picture 47.5 20 25 50",
  ]);
});
