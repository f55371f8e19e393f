import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { createLab, hasNetwork } from "../../../../lenet/web/static/tabs/train/live/lab.js";
import { sentenceOf } from "../../../../lenet/web/static/tabs/train/live/words.js";

/** @import {Question} from "../../../../lenet/web/static/types.js" */
/** @import {Settings} from "../../../../lenet/web/static/tabs/train/types.js" */

/** @type {Settings} */
const SETTINGS = {
  network: "relu-32",
  digits: 100,
  distortions: false,
  drawings: false,
  rate: 0.003,
  seed: 0,
  plain: false,
};
const DRAWN = { probabilities: [0, 0, 0, 0, 0, 0, 0, 1, 0, 0], rubbish: 0.1 };

/** @type {any} */
let socket;
/** @type {any[]} */
let sent = [];
/** @type {string[]} */
let heard = [];
let clock = 0;

beforeEach(() => {
  [sent, heard, clock] = [[], [], 0];
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(performance, "now", () => clock);
});

afterEach(() => {
  mock.reset();
  mock.timers.reset();
});

/** A laboratory whose server is this test. */
function labOf() {
  const connect = () => {
    socket = { readyState: 0, send: (/** @type {string} */ text) => void sent.push(JSON.parse(text)) };
    return socket;
  };
  return createLab(
    SETTINGS,
    {
      onPacket: ({ number }) => void heard.push(`packet of ${number}`),
      onSaved: ({ name }) => void heard.push(`saved ${name}`),
    },
    connect,
  );
}

function open() {
  socket.readyState = 1;
  socket.onopen();
}

function lose() {
  socket.readyState = 3;
  socket.onclose();
}

/** Let time pass. @param {number} ms */
function pass(ms) {
  clock += ms;
  mock.timers.tick(ms);
}

const tell = (/** @type {object} */ message) => socket.onmessage({ data: JSON.stringify(message) });
const status = (/** @type {string} */ phase, run = 1) =>
  tell({ status: { phase, sentence: "", run, settings: SETTINGS } });
const state = (/** @type {object} */ more = {}) =>
  tell({ state: { run: 1, seen: 64, batches: 1, rate: 9, points: [[64, 2, 80, 2, 80]], drawing: DRAWN, ...more } });

/** A question about a drawing. @param {number} number */
const questionOf = (number, drawing = { strokes: [[[1, 1]]] }, checkpoint = /** @type {"live" | null} */ (null)) =>
  /** @type {Question} */ (
    /** @type {unknown} */ ({ number, drawing, placement: "mass", network: "lenet5", view: { checkpoint } })
  );

test("connected, it says that it is there", () => {
  labOf();
  open();
  assert.deepEqual(sent, [{ do: "ready" }]);
});

test("a run's states make its curve, and what they leave out stays as it was told", () => {
  const { lab } = labOf();
  open();
  status("training");
  state({ gradients: { C1: 1 } });
  state({ seen: 128, points: [[128, 1, 40, null, null]] });
  const { runs, training } = lab.now();
  assert.deepEqual(
    runs[0].points.map(([seen]) => seen),
    [64, 128],
  );
  assert.deepEqual([training?.seen, training?.gradients], [128, { C1: 1 }]);
});

test("the drawing is looked at with the view that can be asked for, soon again only after a rest", () => {
  const { look } = labOf();
  open();
  status("training");
  sent = [];
  for (const number of [1, 2, 3]) look(questionOf(number, undefined, "live"));
  assert.equal(sent.length, 1);
  pass(80);
  assert.equal(sent.length, 2); // the newest, none between
  assert.deepEqual(sent[1].view, { checkpoint: null });
  assert.equal(sent[1].whole, true);
});

test("an answer belongs to the look that it is numbered by, over this connection", () => {
  const { look } = labOf();
  open();
  status("training");
  look(questionOf(1, undefined, "live"));
  pass(80);
  look(questionOf(2, undefined, "live"));
  state({ packet: {}, look: 2 });
  lose();
  pass(300);
  open();
  status("training"); // the newest is looked at again
  look(questionOf(3, undefined, "live"));
  pass(80);
  state({ packet: {}, look: 2 });
  assert.deepEqual(heard, ["packet of 2", "packet of 3"]);
});

test("what was made of an earlier drawing is no part of the newest one's trace", () => {
  const { lab, look } = labOf();
  open();
  status("training");
  look(questionOf(1));
  state({ look: 1 });
  assert.equal(lab.now().runs[0].trace.length, 1);
  look(questionOf(2));
  assert.equal(lab.now().runs[0].trace.length, 0);
  state({ seen: 128, look: 1 });
  assert.equal(lab.now().runs[0].trace.length, 0);
});

test("back within 30 s a run goes on as it was; later one is told that it is gone", () => {
  const { lab } = labOf();
  open();
  status("training");
  state();
  lose();
  pass(300);
  lose();
  assert.match(sentenceOf(lab.now()), /the run goes on/);
  pass(700);
  open();
  status("training");
  state({
    seen: 128,
    points: [
      [64, 2, 80, 2, 80],
      [128, 1, 40, null, null],
    ],
  });
  assert.deepEqual(
    lab.now().runs.map(({ points }) => points.length),
    [2],
  );
  lose();
  while (clock < 40_000) {
    pass(3000);
    if (socket.readyState === 0) lose();
  }
  assert.match(sentenceOf(lab.now()), /its curves stay/);
  assert.equal(lab.now().runs.length, 1);
});

test("without a run nothing is looked at, and with one at once", () => {
  const { look } = labOf();
  open();
  look(questionOf(1));
  assert.deepEqual(sent, [{ do: "ready" }]);
  status("training");
  assert.deepEqual(sent.at(-1)?.drawing, { strokes: [[[1, 1]]], pad: [280, 280] });
});

test("a connection that is lost without a run is just lost", () => {
  const { lab } = labOf();
  open();
  tell({ status: { phase: "ready", sentence: "" } });
  lose();
  assert.equal(sentenceOf(lab.now()), "Connection lost. Trying again…");
});

test("where it was never reached, one is told so", () => {
  const { lab } = labOf();
  lose();
  assert.match(sentenceOf(lab.now()), /can’t be reached/);
});

test("the network in training is used no longer once there is none", () => {
  const { lab } = labOf();
  open();
  status("training");
  lab.change({ isUsed: true });
  status("paused");
  assert.equal(lab.now().isUsed, true);
  tell({ status: { phase: "ready", sentence: "" } });
  assert.equal(lab.now().isUsed, false);
  assert.equal(hasNetwork(lab.now().status), false);
});

test("weights are on their way until they have come, or are refused", () => {
  const { lab, save } = labOf();
  open();
  for (const reply of [{ saved: { name: "relu-32", weights: "", card: {} } }, { error: "No." }]) {
    save();
    assert.equal(lab.now().isSaving, true);
    tell(reply);
    assert.equal(lab.now().isSaving, false);
  }
  assert.deepEqual(heard, ["saved relu-32"]);
});

test("a refusal is told in the server's own words, until something else is done", () => {
  const { lab, start } = labOf();
  open();
  tell({ error: "The seed is a whole number from 0 to 9,999." });
  assert.equal(sentenceOf(lab.now()), "The seed is a whole number from 0 to 9,999.");
  start(SETTINGS);
  assert.equal(lab.now().refusal, "");
  assert.deepEqual(sent.at(-1), { do: "start", settings: SETTINGS, paused: false });
});
