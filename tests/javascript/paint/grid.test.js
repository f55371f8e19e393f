import assert from "node:assert/strict";
import { test } from "node:test";
import { signedScale, tableOf } from "../../../lenet/web/static/paint/colour.js";
import { cellAt, context2d, gridOf, paintGrid, STANDING } from "../../../lenet/web/static/paint/grid.js";
import { canvasOf } from "../helpers.js";

const TABLE = tableOf(signedScale("#808080, #ff0000", "#808080, #0000ff"));

/**
 * The pixels that paintGrid leaves, as "red green blue alpha".
 * @param {number} width
 * @param {number} height
 * @param {ArrayLike<number> | null} values
 * @param {number} [start]
 */
function painted(width, height, values, limit = 1, start) {
  const canvas = canvasOf(width, height);
  paintGrid(canvas, values, limit, TABLE, start);
  return canvas.pixels();
}

const [ZERO, MOST, LEAST] = ["128 128 128 255", "255 0 0 255", "0 0 255 255"];

test("values are painted row by row, a pixel a cell", () => {
  assert.deepEqual(painted(3, 2, [1, 0, 0, -1, 0, 1]), [MOST, ZERO, ZERO, LEAST, ZERO, MOST]);
});

test("colours end at the limit, on both sides", () => {
  assert.deepEqual(painted(4, 1, [4, 40, -4, -Infinity], 4), [MOST, MOST, LEAST, LEAST]);
  assert.deepEqual(painted(2, 1, [1, 2], 2)[0], "192 64 64 255");
});

test("a map is painted out of the middle of a layer", () => {
  assert.deepEqual(painted(2, 1, [9, 9, 1, -1, 9], 1, 2), [MOST, LEAST]);
});

test("without values every cell is zero", () => {
  assert.deepEqual(painted(2, 2, null), [ZERO, ZERO, ZERO, ZERO]);
});

test("a grid is a canvas of so many cells, with words for who does not see it", (t) => {
  /** @type {string[]} */
  const set = [];
  const canvas = {
    style: { setProperty: (/** @type {string[]} */ ...property) => set.push(property.join(": ")) },
    setAttribute: (/** @type {string[]} */ ...attribute) => set.push(attribute.join("=")),
  };
  /** @type {any} */
  const page = globalThis;
  page.document = { createElement: (/** @type {string} */ name) => name === "canvas" && canvas };
  t.after(() => delete page.document);
  const { width, height } = gridOf(12, 7, "F6, 84 units");
  assert.deepEqual([height, width], [12, 7]);
  assert.deepEqual(set.sort(), ["--cells: 7", "aria-label=F6, 84 units", "role=img"]);
});

test("a browser that paints on no canvas is told", () => {
  const canvas = /** @type {any} */ ({ getContext: () => null });
  assert.throws(() => context2d(canvas), /paints on no canvas/);
});

test("single units stand in grids that hold all of them", () => {
  const cells = Object.entries(STANDING).map(([name, [rows, columns]]) => [name, rows * columns]);
  assert.deepEqual(Object.fromEntries(cells), { C5: 120, F6: 84, OUTPUT: 10 });
  assert.deepEqual(STANDING.F6, [12, 7]); // as the paper's bitmaps
});

test("a pointer is over the cell that is painted there, however large the canvas is shown", () => {
  const canvas = canvasOf(28, 14, { left: 100, top: 50, width: 280, height: 70 });
  const at = (/** @type {number} */ clientX, /** @type {number} */ clientY) => cellAt(canvas, { clientX, clientY });
  assert.deepEqual(at(100, 50), { row: 0, column: 0 });
  assert.deepEqual(at(109.9, 54.9), { row: 0, column: 0 });
  assert.deepEqual(at(110, 55), { row: 1, column: 1 });
  assert.deepEqual(at(379.9, 119.9), { row: 13, column: 27 });
});

test("a pointer beyond an edge is over the cell next to it", () => {
  const canvas = canvasOf(28, 14, { left: 100, top: 50, width: 280, height: 70 });
  assert.deepEqual(cellAt(canvas, { clientX: 380, clientY: 120 }), { row: 13, column: 27 });
  assert.deepEqual(cellAt(canvas, { clientX: 9999, clientY: -20 }), { row: 0, column: 27 });
  assert.deepEqual(cellAt(canvas, { clientX: -3, clientY: 9999 }), { row: 13, column: 0 });
});
