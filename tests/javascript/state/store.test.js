import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../../lenet/web/static/state/store.js";

const START = { digit: 1, network: "lenet5", drawing: { strokes: [[0, 0]] } };

/** A store, and what was heard of it: "name digit network, before digit network". */
function heardOf() {
  const store = createStore(START);
  /** @type {string[]} */
  const heard = [];
  /** @type {(name: string) => (now: typeof START, before: typeof START) => void} */
  const hearing = (name) => (now, before) =>
    void heard.push(`${name} ${now.digit} ${now.network}, before ${before.digit} ${before.network}`);
  return { store, heard, hearing };
}

test("who follows hears at once how things are", () => {
  const { store, heard, hearing } = heardOf();
  store.follow(["digit"], hearing("pad"));
  assert.deepEqual(heard, ["pad 1 lenet5, before 1 lenet5"]);
});

test("a change is told with what was before, to those who follow one of its keys", () => {
  const { store, heard, hearing } = heardOf();
  store.follow(["digit"], hearing("pad"));
  store.follow(["network"], hearing("header"));
  store.follow(["network", "digit"], hearing("tabs"));
  heard.length = 0;
  store.change({ digit: 2 });
  assert.deepEqual(heard, ["pad 2 lenet5, before 1 lenet5", "tabs 2 lenet5, before 1 lenet5"]);
});

test("a change of two keys is heard once", () => {
  const { store, heard, hearing } = heardOf();
  store.follow(["digit", "network"], hearing("pad"));
  heard.length = 0;
  store.change({ digit: 2, network: "1998" });
  assert.deepEqual(heard, ["pad 2 1998, before 1 lenet5"]);
});

test("listeners are told in the order in which they began to follow", () => {
  const { store, heard, hearing } = heardOf();
  for (const name of ["pad", "reading", "header", "layers"]) store.follow(["digit"], hearing(name));
  heard.length = 0;
  store.change({ digit: 2 });
  assert.deepEqual(
    heard.map((line) => line.split(" ")[0]),
    ["pad", "reading", "header", "layers"],
  );
});

test("what is equal already changes nothing", () => {
  const { store, heard, hearing } = heardOf();
  store.follow(["digit", "network", "drawing"], hearing("pad"));
  heard.length = 0;
  const before = store.now();
  store.change({ digit: 1, drawing: START.drawing });
  store.change({});
  assert.deepEqual(heard, []);
  assert.equal(store.now(), before);
});

test("another object is another value, even of the same content", () => {
  const { store, heard, hearing } = heardOf();
  store.follow(["drawing"], hearing("pad"));
  heard.length = 0;
  store.change({ drawing: { strokes: [[0, 0]] } });
  assert.equal(heard.length, 1);
});

test("only the keys that differ are told of", () => {
  const { store, heard, hearing } = heardOf();
  store.follow(["network"], hearing("header"));
  heard.length = 0;
  store.change({ digit: 2, network: "lenet5" });
  assert.deepEqual(heard, []);
});

test("a change made while one hears is told once the present one has been told to all", () => {
  const { store, heard, hearing } = heardOf();
  store.follow(["digit"], ({ digit }) => store.change({ network: `network ${digit}` }));
  store.follow(["digit"], hearing("reading"));
  store.follow(["network"], hearing("header"));
  heard.length = 0;
  store.change({ digit: 7 });
  assert.deepEqual(heard, [
    "reading 7 network 7, before 1 network 1", // the newest state already, and first of what came first
    "header 7 network 7, before 7 network 1",
  ]);
});

test("changes that follow from changes come to an end in the order in which they were made", () => {
  const { store } = heardOf();
  /** @type {number[]} */
  const heard = [];
  store.follow(["digit"], ({ digit }) => digit < 5 && store.change({ digit: digit + 1 }));
  store.follow(["digit"], (_, before) => void heard.push(before.digit));
  heard.length = 0;
  store.change({ digit: 3 });
  assert.equal(store.now().digit, 5);
  assert.deepEqual(heard, [5, 3, 4]);
});

test("who ends following hears no more", () => {
  const { store, heard, hearing } = heardOf();
  const end = store.follow(["digit"], hearing("pad"));
  store.follow(["digit"], hearing("reading"));
  end();
  end();
  heard.length = 0;
  store.change({ digit: 2 });
  assert.deepEqual(heard, ["reading 2 lenet5, before 1 lenet5"]);
});

test("the same function can follow twice, and end one of the two", () => {
  const { store, heard, hearing } = heardOf();
  const hear = hearing("pad");
  const end = store.follow(["digit"], hear);
  store.follow(["digit"], hear);
  end();
  heard.length = 0;
  store.change({ digit: 2 });
  assert.equal(heard.length, 1);
});

test("who is let go while a change is told does not hear of it any more", () => {
  const { store, heard, hearing } = heardOf();
  let end = () => {};
  store.follow(["digit"], () => end());
  end = store.follow(["digit"], hearing("closed"));
  store.follow(["digit"], hearing("open"));
  heard.length = 0;
  store.change({ digit: 2 });
  assert.deepEqual(heard, ["open 2 lenet5, before 1 lenet5"]);
});

test("who begins while a change is told hears of it once", () => {
  const { store, heard, hearing } = heardOf();
  let begun = false;
  store.follow(["digit"], ({ digit }) => {
    if (digit === 1 || begun) return;
    begun = true;
    store.follow(["digit"], hearing("late"));
  });
  store.change({ digit: 2 });
  assert.deepEqual(heard, ["late 2 lenet5, before 2 lenet5"]);
});

test("a listener that throws keeps no other from hearing, and its error is reported", (t) => {
  /** @type {(() => void)[]} */
  const reports = [];
  t.mock.method(globalThis, "queueMicrotask", (/** @type {() => void} */ report) => void reports.push(report));
  const { store, heard, hearing } = heardOf();
  store.follow(["digit"], ({ digit }) => {
    if (digit === 2) throw new Error("a part is broken");
  });
  store.follow(["digit"], hearing("pad"));
  heard.length = 0;
  store.change({ digit: 2 });
  store.change({ digit: 3 });
  assert.deepEqual(heard, ["pad 2 lenet5, before 1 lenet5", "pad 3 lenet5, before 2 lenet5"]);
  assert.equal(reports.length, 1);
  assert.throws(reports[0], /a part is broken/);
});

test("nobody changes the state but by change()", () => {
  const start = { ...START };
  const store = createStore(start);
  start.digit = 9;
  assert.equal(store.now().digit, 1);
  assert.throws(() => Object.assign(store.now(), { digit: 9 }), TypeError);
  store.change({ digit: 2 });
  assert.throws(() => Object.assign(store.now(), { digit: 9 }), TypeError);
});

test("what was heard before stays as it was", () => {
  const { store } = heardOf();
  const before = store.now();
  store.change({ digit: 2 });
  assert.equal(before.digit, 1);
  assert.equal(store.now().network, "lenet5");
});
