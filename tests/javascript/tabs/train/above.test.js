import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createStore } from "../../../../lenet/web/static/state/store.js";
import { answerAbove, useAbove } from "../../../../lenet/web/static/tabs/train/live/above.js";

/** @import {Packet, Question, State, Store} from "../../../../lenet/web/static/types.js" */
/** @import {LabStore} from "../../../../lenet/web/static/tabs/train/types.js" */

const DRAWING = { strokes: [[[1, 1]]] };
const PACKET = /** @type {Packet} */ ({});

/** @type {Store<State>} */
let store;
/** @type {LabStore} */
let lab;

const viewOf = (/** @type {number | "live" | null} */ checkpoint) => ({
  before: false,
  unit: null,
  amounts: {},
  checkpoint,
});
const questionOf = (
  /** @type {number} */ number,
  drawing = DRAWING,
  checkpoint = /** @type {"live" | null} */ ("live"),
) => /** @type {Question} */ (/** @type {unknown} */ ({ number, drawing, view: viewOf(checkpoint) }));

beforeEach(() => {
  const question = questionOf(1);
  const state = {
    network: "lenet5",
    view: viewOf(null),
    tab: "learning",
    question,
    answer: { question, packet: null, started: null },
  };
  const status = { phase: "training", sentence: "" };
  const runs = [{ settings: { network: "relu-32" } }];
  store = /** @type {any} */ (createStore(state));
  lab = /** @type {any} */ (createStore({ status, runs, isUsed: false }));
  useAbove(store, lab, ["learning", "layers"]);
});

/** Who reads above: the network, and its checkpoint. */
const reads = () => `${store.now().network} ${store.now().view.checkpoint}`;

test("used, the network in training reads; no longer used, the one that was chosen", () => {
  lab.change({ isUsed: true });
  assert.equal(reads(), "relu-32 live");
  lab.change({ isUsed: false });
  assert.equal(reads(), "lenet5 null");
});

test("another tab gives the chosen network back, its own takes it up again", () => {
  lab.change({ isUsed: true });
  store.change({ tab: "why" });
  assert.equal(reads(), "lenet5 null");
  store.change({ tab: "layers" });
  assert.equal(reads(), "relu-32 live");
  store.change({ tab: "learning" });
  assert.equal(reads(), "relu-32 live");
});

test("a run of another network reads from then on", () => {
  lab.change({ isUsed: true });
  lab.change({ runs: /** @type {any} */ ([{ settings: { network: "sigmoid" } }]) });
  assert.equal(reads(), "sigmoid live");
  lab.change({ isUsed: false });
  assert.equal(reads(), "lenet5 null");
});

test("a network that is chosen above takes its place", () => {
  lab.change({ isUsed: true });
  store.change({ network: "1998" });
  assert.equal(reads(), "1998 null");
  assert.equal(lab.now().isUsed, false);
});

test("so does a checkpoint of the recorded training", () => {
  lab.change({ isUsed: true });
  store.change({ network: "lenet5", view: viewOf(3) });
  assert.equal(reads(), "lenet5 3");
  assert.equal(lab.now().isUsed, false);
});

test("without a run nothing is used", () => {
  lab.change({ status: { phase: "ready", sentence: "" }, isUsed: true });
  assert.equal(reads(), "lenet5 null");
});

test("answers are shown while it reads, no older one after a newer", () => {
  lab.change({ isUsed: true });
  answerAbove(store, questionOf(3), PACKET, undefined);
  assert.equal(store.now().answer.packet, PACKET);
  answerAbove(store, questionOf(2), PACKET, undefined);
  assert.equal(store.now().answer.question.number, 3);
  lab.change({ isUsed: false });
  answerAbove(store, questionOf(4), PACKET, undefined);
  assert.equal(store.now().answer.question.number, 3);
});

test("a pad that was cleared stays blank, whatever comes late", () => {
  lab.change({ isUsed: true });
  store.change({ question: questionOf(5, { strokes: [] }) });
  answerAbove(store, questionOf(4), PACKET, undefined);
  assert.equal(store.now().answer.packet, null);
});
