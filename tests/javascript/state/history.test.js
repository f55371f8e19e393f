import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, commit, redo, undo } from "../../../lenet/web/static/state/history.js";
import { seeded } from "../helpers.js";

const abc = commit(commit(begin("a"), "b"), "c");

test("a history begins with nothing to undo or redo", () => {
  const history = begin("a");
  assert.equal(history.now, "a");
  assert.equal(undo(history), history);
  assert.equal(redo(history), history);
});

test("steps are undone from the last to the first, and no further", () => {
  const once = undo(abc);
  const twice = undo(once);
  assert.deepEqual([abc.now, once.now, twice.now], ["c", "b", "a"]);
  assert.equal(undo(twice), twice);
});

test("what was undone can be redone in its order, and no further", () => {
  const undone = undo(undo(abc));
  const once = redo(undone);
  const twice = redo(once);
  assert.deepEqual([undone.now, once.now, twice.now], ["a", "b", "c"]);
  assert.equal(redo(twice), twice);
  assert.deepEqual(twice, abc);
});

test("a new step after an undo forgets what was undone", () => {
  const other = commit(undo(abc), "d");
  assert.equal(other.now, "d");
  assert.equal(redo(other), other);
  assert.equal(undo(other).now, "b");
});

test("equal steps are steps all the same", () => {
  assert.equal(undo(commit(begin("a"), "a")).now, "a");
  assert.equal(undo(commit(begin("a"), "a")).future.length, 1);
});

test("no history is changed in place", () => {
  const before = structuredClone(abc);
  undo(abc);
  redo(undo(abc));
  commit(abc, "d");
  assert.deepEqual(abc, before);
});

test("any mixture of steps leaves the history that a plain list with a cursor has", () => {
  for (let seed = 0; seed < 50; seed++) {
    const random = seeded(seed);
    let history = begin(0);
    let list = [0];
    let cursor = 0;
    for (let step = 1; step < 60; step++) {
      const dice = random();
      if (dice < 0.4) {
        history = commit(history, step);
        list = [...list.slice(0, cursor + 1), step];
        cursor += 1;
      } else if (dice < 0.75) {
        history = undo(history);
        cursor = Math.max(0, cursor - 1);
      } else {
        history = redo(history);
        cursor = Math.min(list.length - 1, cursor + 1);
      }
      assert.deepEqual(history, { past: list.slice(0, cursor), now: list[cursor], future: list.slice(cursor + 1) });
    }
  }
});
