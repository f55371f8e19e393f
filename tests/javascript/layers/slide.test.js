import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { cellAfter, createSlide } from "../../../lenet/web/static/layers/dock/slide.js";
import { createStore } from "../../../lenet/web/static/state/store.js";

/** @import {Layer, State, Unit} from "../../../lenet/web/static/types.js" */

const S4 = /** @type {Layer} */ ({ name: "S4", shape: [16, 2, 3] });

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** Create a store with a pinned unit, what slides it, and a server that answers when it is told to. */
function slideOf(isSeen = () => true) {
  const store = createStore(
    /** @type {State} */ (
      /** @type {unknown} */ ({ unit: ["S4", 5, 1, 1], pinned: true, slide: null, answer: { packet: null } })
    ),
  );
  const slide = createSlide(store, () => S4, isSeen);
  /** @param {Unit | null} unit */
  const answer = (unit = store.now().unit) =>
    store.change({ answer: /** @type {any} */ ({ packet: { unit: { unit } } }) });
  const rest = () => mock.timers.tick(1000);
  return { store, slide, answer, rest, at: () => store.now().unit?.slice(2) };
}

test("cells follow each other row by row, to the last", () => {
  assert.deepEqual(cellAfter(["S4", 5, 0, 1], [2, 3]), ["S4", 5, 0, 2]);
  assert.deepEqual(cellAfter(["S4", 5, 0, 2], [2, 3]), ["S4", 5, 1, 0]);
  assert.equal(cellAfter(["S4", 5, 1, 2], [2, 3]), null);
});

test("it begins at the first cell of the unit's map, and a step waits for the answer to the one before", () => {
  const { slide, answer, rest, at, store } = slideOf();
  slide.toggle();
  assert.deepEqual(store.now().unit, ["S4", 5, 0, 0]);
  rest();
  assert.deepEqual(at(), [0, 0]); // however long that takes
  answer(["S4", 5, 1, 1]); // a late one, of the unit before
  rest();
  assert.deepEqual(at(), [0, 0]);
  answer();
  assert.deepEqual(at(), [0, 0]); // it is to be seen
  rest();
  assert.deepEqual(at(), [0, 1]);
});

test("where the first cell is the pinned one, whose answer has come already, it goes on", () => {
  const { slide, answer, rest, at, store } = slideOf();
  store.change({ unit: ["S4", 5, 0, 0] });
  answer();
  slide.toggle();
  rest();
  assert.deepEqual(at(), [0, 1]);
});

test("it ends after the last cell, with the whole map", () => {
  const { slide, answer, rest, at, store } = slideOf();
  slide.toggle();
  for (let cell = 0; cell < 6; cell++) {
    answer();
    rest();
  }
  assert.equal(store.now().slide, null);
  assert.deepEqual(at(), [1, 2]);
  assert.equal(store.now().pinned, true);
});

test("a pause keeps its place, a step goes one cell on, and it plays on from there", () => {
  const { slide, answer, rest, at, store } = slideOf();
  slide.toggle();
  slide.toggle();
  answer();
  rest();
  assert.deepEqual([at(), store.now().slide?.plays], [[0, 0], false]);
  slide.step();
  answer();
  rest();
  assert.deepEqual([at(), store.now().slide?.plays], [[0, 1], false]);
  slide.toggle();
  assert.deepEqual([at(), store.now().slide?.plays], [[0, 2], true]);
});

test("whoever pins another unit, or none, ends it", () => {
  for (const change of [{ unit: /** @type {Unit} */ (["S4", 5, 1, 1]) }, { unit: null, pinned: false }]) {
    const { slide, answer, rest, store } = slideOf();
    slide.toggle();
    answer();
    store.change(change);
    assert.equal(store.now().slide, null);
    rest();
    assert.deepEqual(store.now().unit, change.unit);
  }
});

test("where nobody sees it, it pauses", () => {
  let isSeen = true;
  const { slide, answer, rest, at, store } = slideOf(() => isSeen);
  slide.toggle();
  isSeen = false;
  answer();
  rest();
  assert.deepEqual([at(), store.now().slide?.plays], [[0, 0], false]);
});
