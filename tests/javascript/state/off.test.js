import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allBut,
  canBeOff,
  isOff,
  nameOf,
  offWords,
  silentMaps,
  switchOff,
  toggled,
} from "../../../lenet/web/static/state/off.js";
import { createStore } from "../../../lenet/web/static/state/store.js";

/** @import {Layer, Switched, View} from "../../../lenet/web/static/types.js" */

const own = [0, 1, 2].map((map) => [map]);
/** @type {Pick<Layer, "name" | "shape" | "reads">[]} */
const LAYERS = [
  { name: "Input", shape: [1, 28, 28], reads: [] },
  { name: "C1", shape: [3, 24, 24], reads: null },
  { name: "S2", shape: [3, 12, 12], reads: own },
  {
    name: "C3",
    shape: [2, 8, 8],
    reads: [
      [0, 1],
      [1, 2],
    ],
  }, // as Table I: not all read all
  { name: "S4", shape: [2, 4, 4], reads: own.slice(0, 2) },
  { name: "C5", shape: [4], reads: null },
];

/** @param {Switched[]} off */
const silentOf = (off) => silentMaps(LAYERS, off).map((maps) => [...maps]);

test("a map goes off, and on again, and the others stay in their order", () => {
  /** @type {Switched[]} */
  const off = [
    ["C1", 3],
    ["F6", 80],
  ];
  assert.deepEqual(toggled(off, ["C3", 1, 4, 4]), [
    ["C1", 3],
    ["F6", 80],
    ["C3", 1],
  ]);
  assert.deepEqual(toggled(off, ["C1", 3, 9, 9]), [["F6", 80]]);
  assert.ok(isOff(off, ["F6", 80, 0, 0]) && !isOff(off, ["C1", 80]));
});

test("only this map leaves it alone in its layer, and other layers as they are", () => {
  const off = allBut(
    [
      ["C1", 2],
      ["C3", 7],
    ],
    ["C1", 2, 0, 0],
  );
  assert.deepEqual(off, [
    ["C3", 7],
    ["C1", 0],
    ["C1", 1],
    ["C1", 3],
    ["C1", 4],
    ["C1", 5],
  ]);
});

test("neither the input nor the output can be off", () => {
  assert.deepEqual(["Input", "C1", "S2", "C3", "S4", "C5", "F6", "OUTPUT"].map(canBeOff), [
    false,
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
});

test("what only silent maps feed is silent", () => {
  assert.deepEqual(silentOf([]), [[], [], [], [], [], []]);
  assert.deepEqual(silentOf([["C1", 1]]), [[], [1], [1], [], [], []]);
  assert.deepEqual(
    silentOf([
      ["C1", 0],
      ["S2", 1],
    ]),
    [[], [0], [0, 1], [0], [0], []],
  );
  assert.deepEqual(
    silentOf([
      ["C3", 0],
      ["C3", 1],
    ]),
    [[], [], [], [0, 1], [0, 1], [0, 1, 2, 3]],
  );
});

test("what is off is counted as maps, units, or both", () => {
  assert.equal(offWords([["C1", 3]]), "1 map off");
  assert.equal(
    offWords([
      ["C1", 3],
      ["S4", 3],
    ]),
    "2 maps off",
  );
  assert.equal(
    offWords([
      ["F6", 3],
      ["C5", 3],
    ]),
    "2 units off",
  );
  assert.equal(
    offWords([
      ["F6", 3],
      ["C1", 3],
      ["C1", 4],
    ]),
    "3 parts off",
  );
  assert.deepEqual([nameOf(["C3", 1]), nameOf(["C5", 7])], ["C3 map 1", "C5 unit 7"]);
});

test("switching changes nothing else of the view, and nothing of the drawing's history", () => {
  /** @type {View} */
  const view = { before: true, unit: null, amounts: { rotation: 5 }, checkpoint: 2, off: [], offAs: "mean" };
  const store = createStore({ view, history: 7 });
  switchOff(store, { off: [["C1", 3]] });
  assert.deepEqual(store.now(), { view: { ...view, off: [["C1", 3]] }, history: 7 });
});
