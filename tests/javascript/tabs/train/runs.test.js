import assert from "node:assert/strict";
import { test } from "node:test";
import {
  begun,
  differing,
  grown,
  labelsOf,
  MOST,
  toggled,
  untraced,
} from "../../../../lenet/web/static/tabs/train/live/runs.js";

/** @import {CurvePoint, Run, Settings, Training} from "../../../../lenet/web/static/tabs/train/types.js" */

/** @type {Settings} */
const SETTINGS = {
  network: "relu-32",
  digits: 10_000,
  distortions: false,
  drawings: false,
  rate: 0.003,
  seed: 0,
  plain: false,
};
const C1 = { shape: [6, 5, 5], data: "" };
const DRAWING = { probabilities: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0], rubbish: 0 };

/** Begin runs, one after the other, with these settings. @param {Partial<Settings>[]} all */
const runsOf = (...all) =>
  all.reduce(
    (runs, some, at) => {
      const settings = { ...SETTINGS, ...some };
      return begun(runs, { phase: "training", sentence: "", run: `run ${at}`, settings });
    },
    /** @type {Run[]} */ ([]),
  );

/** What is told of a run. @param {number[]} seen   of its new points */
const told = (run = "run 0", ...seen) =>
  /** @type {Training} */ ({
    run,
    seen: seen.at(-1) ?? 0,
    batches: 1,
    rate: 1,
    heldOutError: null,
    points: seen.map((at) => /** @type {CurvePoint} */ ([at, 2.3, 90, at === 0 ? 2.3 : null, null])),
    c1: C1,
    drawing: DRAWING,
  });

const seenOf = (/** @type {Run[]} */ runs) => runs.at(-1)?.points.map(([seen]) => seen);

test("a run begins with a status of another one, and goes on with one of the same", () => {
  const status = { phase: /** @type {const} */ ("training"), sentence: "", run: 1, settings: SETTINGS };
  const once = begun([], status);
  assert.equal(begun(once, { ...status, phase: "paused" }), once);
  assert.deepEqual(
    begun(once, { ...status, run: 2 }).map(({ number }) => number),
    [1, 2],
  );
  assert.equal(begun(once, { phase: "ready", sentence: "" }), once);
});

test("who watches a run has it among the runs, as somebody else's", () => {
  const runs = begun([], { phase: "watching", sentence: "", run: 1, settings: SETTINGS });
  assert.deepEqual(
    runs.map(({ isWatched }) => isWatched),
    [true],
  );
});

test("no more than six are kept, each in a colour of its own", () => {
  const runs = runsOf(...Array.from({ length: MOST + 3 }, (_, seed) => ({ seed })));
  assert.deepEqual(
    runs.map(({ number }) => number),
    [4, 5, 6, 7, 8, 9],
  );
  assert.equal(new Set(runs.map(({ colour }) => colour)).size, MOST);
});

test("a deleted run's colour is given to the next, not its number", () => {
  const runs = runsOf({}, {}, {}).filter(({ number }) => number !== 2);
  const [, , next] = begun(runs, { phase: "training", sentence: "", run: "next", settings: SETTINGS });
  assert.deepEqual([next.number, next.colour], [4, 1]);
});

test("points are appended as they are told", () => {
  const runs = grown(grown(runsOf({}), told("run 0", 0, 64)), told("run 0", 128));
  assert.deepEqual(runs[0].points, [...told("run 0", 0, 64).points, ...told("run 0", 128).points]);
});

test("after a lost connection, points that are told again are not drawn twice", () => {
  const runs = grown(grown(runsOf({}), told("run 0", 0, 64)), told("run 0", 0, 64, 128));
  assert.deepEqual(seenOf(runs), [0, 64, 128]);
});

test("what is late, of a run before, changes nothing", () => {
  const runs = runsOf({}, { seed: 1 });
  assert.equal(grown(runs, told("run 0", 0)), runs);
});

test("kernels are kept of the beginning, then at stages further and further apart", () => {
  const counts = Array.from({ length: 300 }, (_, at) => 64 * at);
  const runs = counts.reduce((all, seen) => grown(all, told("run 0", seen)), runsOf({}));
  assert.deepEqual(
    runs[0].stages.map(({ seen }) => seen),
    [0, 256, 1024, 4096, 16_384],
  );
});

test("another drawing's trace begins anew", () => {
  const runs = grown(untraced(grown(runsOf({}), told("run 0", 0, 64))), told("run 0", 128));
  assert.deepEqual(
    runs[0].trace.map(({ seen }) => seen),
    [128],
  );
});

test("one moment is traced once, however often the drawing is looked at", () => {
  const runs = grown(grown(runsOf({}), told("run 0", 0, 64)), told("run 0", 64));
  assert.equal(runs[0].trace.length, 1);
});

test("a run is hidden and shown again", () => {
  const hidden = toggled(runsOf({}, {}), 1);
  assert.deepEqual(
    hidden.map(({ isShown }) => isShown),
    [false, true],
  );
  assert.deepEqual(toggled(hidden, 1), runsOf({}, {}));
});

for (const [all, labels] of /** @type {[Partial<Settings>[], string[]][]} */ ([
  [[{}], ["10,000 digits"]],
  [
    [{}, {}],
    ["10,000 digits", "10,000 digits"],
  ],
  [
    [{ digits: 100 }, {}],
    ["100 digits", "10,000 digits"],
  ],
  [
    [{}, { distortions: true }],
    ["undistorted", "distorted"],
  ],
  [
    [{ rate: 0.1 }, { rate: 0.003 }],
    ["rate 0.1", "rate 0.003"],
  ],
  [
    [{ network: "sigmoid", plain: true }, { network: "sigmoid" }],
    ["default start", "its own start"],
  ],
  [
    [{ network: "sigmoid", plain: true }, { network: "relu-28" }],
    ["sigmoid, default start", "relu-28"],
  ],
  [
    [{}, { seed: 1 }, { digits: 100 }],
    ["10,000 digits, seed 0", "10,000 digits, seed 1", "100 digits, seed 0"],
  ],
  [
    [{ network: "lenet5", drawings: true }, { network: "lenet5" }],
    ["with pen digits", "MNIST only"],
  ],
]))
  test(`runs are called by what differs: ${labels.join(" / ")}`, () =>
    assert.deepEqual(labelsOf(runsOf(...all)), labels));

test("of no run there is no label", () => assert.deepEqual(labelsOf([]), []));

test("settings that arrive in another order are the same", () => {
  const { seed, ...others } = SETTINGS;
  assert.deepEqual(differing([SETTINGS, { seed, ...others }]), []);
});
