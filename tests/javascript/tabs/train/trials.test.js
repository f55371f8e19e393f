import assert from "node:assert/strict";
import { test } from "node:test";
import { misreadFirst } from "../../../../lenet/web/static/tabs/train/live/batch.js";
import { rowsOf } from "../../../../lenet/web/static/tabs/train/live/kernels.js";
import { isShown } from "../../../../lenet/web/static/tabs/train/live/trials.js";

/** @import {Lab, Settings} from "../../../../lenet/web/static/tabs/train/types.js" */

/** @type {Settings} */
const FIRST = {
  network: "relu-32",
  digits: 100,
  distortions: false,
  drawings: false,
  rate: 0.003,
  seed: 0,
  plain: false,
};
const SECOND = { ...FIRST, digits: 10_000 };
const EXPERIMENT = { name: "few", title: "", sentence: "", runs: [FIRST, SECOND], seen: 5000 };

/** How it stands in the first run of an experiment. @param {Partial<Record<"at" | "seen" | "run" | "phase" | "settings", any>>} how */
const labOf = ({ at = 0, seen = 5000, run = 1, phase = "training", settings = FIRST }) =>
  /** @type {Lab} */ (
    /** @type {unknown} */ ({
      trial: { experiment: EXPERIMENT, at },
      training: { run, seen },
      runs: [{ id: 1, settings }],
      status: { phase },
    })
  );

for (const [how, shown] of /** @type {[Parameters<typeof labOf>[0], boolean][]} */ ([
  [{}, true],
  [{ seen: 4999 }, false],
  [{ seen: 100, phase: "finished" }, true],
  [{ at: 1 }, false], // the next has been asked for, the first is still there
  [{ at: 1, settings: SECOND }, true],
  [{ run: 0 }, false],
  [{ at: 2, settings: SECOND }, false], // it is over: what is resumed goes on
]))
  test(`an experiment's run of ${JSON.stringify(how)} ${shown ? "has" : "has not"} shown it`, () =>
    assert.equal(isShown(labOf(how)), shown));

test("without an experiment nothing is shown", () => assert.equal(isShown({ ...labOf({}), trial: null }), false));

test("a batch's misread digits come first, each with its own place in the batch", () => {
  const ordered = misreadFirst({
    digits: { shape: [], data: "" },
    classes: [3, 1, 10, 4],
    read: [3, 7, 10, 9],
    loss: 1,
  });
  assert.deepEqual(
    ordered.map(({ at, isMisread }) => `${at} ${isMisread}`),
    ["1 true", "3 true", "0 false", "2 false"],
  );
});

const stage = (/** @type {number} */ seen) => ({ seen, c1: { shape: [6, 5, 5], data: String(seen) } });

for (const [seen, rows] of /** @type {[number, number[]][]} */ ([
  [0, [0, 0]],
  [300, [0, 200, 300]],
  [4000, [0, 200, 800, 3200, 4000]],
  [60_000, [0, 800, 3200, 12_800, 60_000]],
]))
  test(`after ${seen} digits the kernels of ${rows.join(", ")} are shown`, () => {
    const stages = [0, 200, 800, 3200, 12_800].filter((each) => each <= seen).map(stage);
    assert.deepEqual(
      rowsOf(stages, stage(seen)).map((each) => each.seen),
      rows,
    );
  });
