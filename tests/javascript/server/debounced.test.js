import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { createDebounced } from "../../../lenet/web/static/server/debounced.js";
import { createStore } from "../../../lenet/web/static/state/store.js";
import { settled } from "../helpers.js";

/** @import {Question, State, Store} from "../../../lenet/web/static/types.js" */

/** @type {any} */
const page = globalThis;
/** The question's number, as the server gets it. @type {number[]} */
let asked = [];
/** @type {string[]} */
let shown = [];
/** @type {((packet: unknown) => void)[]} */
let open = [];
let see = (/** @type {boolean} */ _) => {};

beforeEach(() => {
  [asked, shown, open] = [[], [], []];
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(globalThis, "fetch", (/** @type {URL} */ address, /** @type {RequestInit} */ { body }) => {
    assert.ok(address.href.endsWith("/why"));
    asked.push(JSON.parse(String(body)).number);
    return new Promise((resolve) => open.push((packet) => resolve(Response.json({ packet }))));
  });
  page.window = globalThis;
  page.IntersectionObserver = class {
    /** @param {(seen: {isIntersecting: boolean}[]) => void} hear */
    constructor(hear) {
      see = (isIntersecting) => hear([{ isIntersecting: !isIntersecting }, { isIntersecting }]); // the last counts
    }

    observe() {}
  };
});

afterEach(() => {
  mock.reset();
  mock.timers.reset();
  for (const name of ["window", "IntersectionObserver"]) delete page[name];
});

const questionOf = (/** @type {number} */ number) => /** @type {Question} */ ({ number });

/** A part of the page in sight, or not, or of which that is not known yet; it shows answers to "why". */
function part(/** @type {boolean | null} */ inSight = true) {
  const nothing = { question: questionOf(0), packet: null, started: null };
  const store = /** @type {Store<State>} */ (/** @type {unknown} */ (createStore({ answer: nothing })));
  const follow = createDebounced(
    store,
    page.document,
    "why",
    ({ number }) => ({ number }),
    ({ number }, packet) => void shown.push(`${number}: ${packet}`),
  );
  if (inSight !== null) see(inSight);
  return {
    /** An answer to the drawing comes, or the pad is empty; an open part hears of it, too. @param {unknown} packet */
    answered(/** @type {number} */ number, packet = /** @type {unknown} */ ("read"), isOpen = true) {
      const answer = { question: questionOf(number), packet: /** @type {any} */ (packet), started: 0 };
      store.change({ answer });
      if (isOpen) follow(answer);
    },
  };
}

/** @param {unknown} packet */
async function reply(packet) {
  open.splice(0)[0](packet);
  for (let i = 0; i < 3; i++) await settled();
}

test("the part asks once the drawing has rested", async () => {
  part().answered(1);
  mock.timers.tick(199);
  assert.deepEqual(asked, []);
  mock.timers.tick(1);
  assert.deepEqual(asked, [1]);
  await reply("because");
  assert.deepEqual(shown, ["1: because"]);
});

test("while one answer follows the other, nothing is asked; then the newest is", () => {
  const { answered } = part();
  for (const number of [1, 2, 3, 4]) {
    answered(number);
    mock.timers.tick(150);
  }
  assert.deepEqual(asked, []);
  mock.timers.tick(50);
  assert.deepEqual(asked, [4]);
  mock.timers.tick(10_000);
  assert.deepEqual(asked, [4]);
});

test("out of sight nothing is asked, until it comes into sight", async () => {
  const { answered } = part(false);
  answered(1);
  mock.timers.tick(1000);
  assert.deepEqual(asked, []);
  see(true);
  assert.deepEqual(asked, [1]);
  await reply("because");
  see(false);
  see(true);
  assert.deepEqual(asked, [1]); // it has its answer
});

test("nothing is asked before it is known what is in sight", () => {
  const { answered } = part(null);
  answered(1);
  mock.timers.tick(1000);
  assert.deepEqual(asked, []);
});

test("what comes into sight while the drawing moves is asked once it rests", () => {
  const { answered } = part(false);
  answered(1);
  mock.timers.tick(100);
  see(true);
  assert.deepEqual(asked, []);
  mock.timers.tick(100);
  assert.deepEqual(asked, [1]);
});

test("an empty pad is shown at once, and asks nothing", () => {
  const { answered } = part();
  answered(1);
  answered(2, null);
  assert.deepEqual(shown, ["2: null"]);
  mock.timers.tick(1000);
  assert.deepEqual(asked, []);
});

test("an answer to what was drawn before the pad was cleared comes too late", async () => {
  const { answered } = part();
  answered(1);
  mock.timers.tick(200);
  answered(2, null);
  await reply("because");
  assert.deepEqual(shown, ["2: null"]);
  answered(3);
  mock.timers.tick(200);
  await reply("because");
  assert.deepEqual(shown, ["2: null", "3: because"]);
});

test("a pad that is cleared while the part is closed counts, too", async () => {
  const { answered } = part();
  answered(1);
  mock.timers.tick(200);
  answered(2, null, false);
  await reply("because");
  assert.deepEqual(shown, []);
});

test("a question that rests is forgotten when the pad is cleared while the part is closed", () => {
  const { answered } = part();
  answered(1);
  answered(2, null, false);
  mock.timers.tick(1000);
  assert.deepEqual(asked, []);
  see(false);
  see(true);
  assert.deepEqual(asked, []);
});
