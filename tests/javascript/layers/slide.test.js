import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { cellAfter, createSlide } from "../../../lenet/web/static/layers/dock/slide.js";
import { createStore } from "../../../lenet/web/static/state/store.js";

/** @import {Layer, State, Unit} from "../../../lenet/web/static/types.js" */

const S4 = /** @type {Layer} */ ({ name: "S4", shape: [16, 2, 3] });

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => mock.timers.reset());

/** Create a store with a pinned unit, what slides it, and a server that answers when it is told to. */
function slideOf(isSeen = () => true) {
  const store = createStore(
    /** @type {State} */ (
      /** @type {unknown} */ ({ unit: ["S4", 5, 0, 0], pinned: true, slide: null, answer: { packet: null } })
    ),
  );
  const slide = createSlide(store, () => S4, isSeen);
  /** @param {Unit | null} unit */
  const answer = (unit = store.now().unit) =>
    store.change({ answer: /** @type {any} */ ({ packet: { unit: { unit } } }) });
  const rest = () => mock.timers.tick(400);
  return { store, slide, answer, rest, at: () => store.now().unit?.slice(2) };
}

test("cells follow each other row by row, to the last", () => {
  assert.deepEqual(cellAfter(["S4", 5, 0, 1], [2, 3]), ["S4", 5, 0, 2]);
  assert.deepEqual(cellAfter(["S4", 5, 0, 2], [2, 3]), ["S4", 5, 1, 0]);
  assert.equal(cellAfter(["S4", 5, 1, 2], [2, 3]), null);
  assert.deepEqual(cellAfter(["S4", 5, 0, 1], [2, 3], 3), ["S4", 5, 1, 1]);
  assert.deepEqual(cellAfter(["S4", 5, 1, 1], [2, 3], 3), ["S4", 5, 1, 2]);
});

test("it goes on from the pinned cell, and a step waits for the answer to the one before", () => {
  const { slide, answer, rest, at, store } = slideOf();
  slide.toggle();
  assert.deepEqual(store.now().unit, ["S4", 5, 0, 1]);
  answer(["S4", 5, 1, 1]); // a late one, of the unit before
  mock.timers.tick(100);
  assert.deepEqual(at(), [0, 1]);
  answer();
  assert.deepEqual(at(), [0, 1]); // it is to be seen
  rest();
  assert.deepEqual(at(), [0, 2]);
});

test("where answers come late, cells are passed over, so that a map takes its time", () => {
  const { slide, answer, rest, at } = slideOf();
  slide.toggle();
  for (let late = 0; late < 3; late++) rest();
  answer();
  mock.timers.tick(0);
  assert.deepEqual(at(), [1, 1]); // three times the time of a step has passed
});

test("from the last cell it begins at the first", () => {
  const { slide, at, store } = slideOf();
  store.change({ unit: ["S4", 5, 1, 2] });
  slide.step();
  assert.deepEqual(at(), [0, 0]);
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
  assert.deepEqual([at(), store.now().slide?.plays], [[0, 1], false]);
  slide.step();
  answer();
  rest();
  assert.deepEqual([at(), store.now().slide?.plays], [[0, 2], false]);
  slide.toggle();
  assert.deepEqual([at(), store.now().slide?.plays], [[1, 0], true]);
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
  assert.deepEqual([at(), store.now().slide?.plays], [[0, 1], false]);
});
