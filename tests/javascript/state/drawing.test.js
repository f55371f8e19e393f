import assert from "node:assert/strict";
import { test } from "node:test";
import { PAD } from "../../../lenet/web/static/constants.js";
import {
  isEmpty,
  isPicture,
  open,
  sameStrokes,
  sameView,
  shown,
  travelling,
} from "../../../lenet/web/static/state/drawing.js";
import { begin, commit, undo } from "../../../lenet/web/static/state/history.js";
import { createStore } from "../../../lenet/web/static/state/store.js";
import { strokesOf } from "../helpers.js";

/** @import {Drawing, State, Stroke, View} from "../../../lenet/web/static/types.js" */

/** @type {Drawing} */
const BLANK = { strokes: [] };
/** @type {Drawing} */
const DASH = { strokes: strokesOf("10,20 30,20.5") };
/** @type {Drawing} */
const PICTURE = { strokes: [], digits: { resize: "AA==", box: "BB==", mass: "CC==" } };

test("the pad shows what moves on it, else what is committed", () => {
  const history = commit(begin(BLANK), DASH);
  assert.equal(shown({ history, live: null }), DASH);
  assert.equal(shown({ history, live: PICTURE }), PICTURE);
  assert.equal(shown({ history, live: BLANK }), BLANK);
});

test("nothing but a drawing without strokes is empty; a picture is not", () => {
  assert.deepEqual([BLANK, DASH, PICTURE].map(isEmpty), [true, false, false]);
  assert.deepEqual([BLANK, DASH, PICTURE].map(isPicture), [false, false, true]);
});

test("strokes travel with the size of their pad", () => {
  assert.deepEqual(travelling(DASH), { strokes: DASH.strokes, pad: [PAD, PAD] });
});

test("a picture travels as the digits that it was placed as, without its image", () => {
  const image = /** @type {any} */ ({ width: 3000 });
  assert.deepEqual(travelling({ ...PICTURE, image }), { digits: PICTURE.digits });
});

test("an empty drawing does not travel", () => {
  assert.equal(travelling(BLANK), null);
});

test("opening a drawing is a step that can be taken back, and ends what moves", () => {
  const start = { history: commit(begin(BLANK), DASH), live: DASH, notice: "as before" };
  const store = createStore(/** @type {State} */ (/** @type {unknown} */ (start)));
  open(store, PICTURE);
  assert.equal(shown(store.now()), PICTURE);
  assert.equal(store.now().live, null);
  assert.equal(undo(store.now().history).now, DASH);
  assert.equal(store.now().notice, "as before");
});

test("the same points are the same strokes, whichever arrays hold them", () => {
  const { strokes } = DASH;
  assert.ok(sameStrokes(strokes, strokes));
  assert.ok(sameStrokes(strokes, structuredClone(strokes)));
  assert.ok(sameStrokes([], []));
});

for (const [what, strokes] of /** @type {[string, Stroke[]][]} */ ([
  ["a point moved", strokesOf("10,20 30,20")],
  ["a point less", strokesOf("10,20")],
  ["a point more", strokesOf("10,20 30,20.5 30,20.5")],
  ["a stroke more", strokesOf("10,20 30,20.5 / 1,2")],
  ["the same points in two strokes", strokesOf("10,20 / 30,20.5")],
  ["the other way round", strokesOf("30,20.5 10,20")],
  ["nothing", []],
]))
  test(`strokes differ: ${what}`, () => {
    assert.ok(!sameStrokes(DASH.strokes, strokes));
    assert.ok(!sameStrokes(strokes, DASH.strokes));
  });

/** @type {View} */
const VIEW = {
  before: false,
  unit: ["C3", 2, 4, 5],
  amounts: { rotation: 5 },
  checkpoint: null,
  off: [],
  offAs: /** @type {const} */ ("mean"),
};

test("views are the same if they ask for the same", () => {
  assert.ok(sameView(VIEW, VIEW));
  assert.ok(sameView(VIEW, structuredClone(VIEW)));
});

for (const change of /** @type {Partial<View>[]} */ ([
  { before: true },
  { unit: null },
  { unit: ["C3", 2, 4, 6] },
  { amounts: {} },
  { amounts: { rotation: 6 } },
  { checkpoint: 0 },
  { off: [["C1", 3]] },
  { offAs: "zero" },
]))
  test(`views differ: ${JSON.stringify(change)}`, () => {
    assert.ok(!sameView(VIEW, { ...VIEW, ...change }));
  });
