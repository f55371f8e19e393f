import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { createAsker } from "../../../lenet/web/static/server/asker.js";
import { createThrottle } from "../../../lenet/web/static/server/throttle.js";
import { settled } from "../helpers.js";

/** @import {Reply} from "../../../lenet/web/static/server/post.js" */
/** @import {Listeners} from "../../../lenet/web/static/server/asker.js" */

let clock = 0;
/** @type {number[]} */
let asked = [];
/** @type {string[]} */
let heard = [];
/** @type {((reply: Reply) => void)[]} */
let open = [];
let online = () => {};

beforeEach(() => {
  [clock, asked, heard, open] = [0, [], [], []];
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(performance, "now", () => clock);
  globalThis.addEventListener = (/** @type {string} */ name, /** @type {any} */ hear) => {
    if (name === "online") online = hear;
  };
});

afterEach(() => {
  mock.reset();
  mock.timers.reset();
  Reflect.deleteProperty(globalThis, "addEventListener");
});

/** An asker whose server answers when answer() says so. @param {Partial<Listeners<number>>} listeners */
function asking(listeners = {}) {
  return createAsker(
    "read",
    (/** @type {number} */ drawing) => ({ drawing }),
    {
      onAnswer: (question, packet, started) => void heard.push(`${question}: ${packet}, asked at ${started}`),
      onRefusal: (sentence) => void heard.push(`refused: ${sentence}`),
      onSilence: (why) => void heard.push(why || "speaks again"),
      ...listeners,
    },
    (name, inputs) => {
      assert.equal(name, "read");
      assert.equal(open.length, 0, "two requests are under way");
      asked.push(/** @type {{drawing: number}} */ (inputs).drawing);
      return new Promise((resolve) => open.push(resolve));
    },
  );
}

/** Let time pass. @param {number} ms */
async function pass(ms) {
  clock += ms;
  mock.timers.tick(ms);
  await settled();
}

/** The request under way is answered after so many ms. @param {Reply} reply */
async function answer(reply, ms = 0) {
  await pass(ms);
  const [resolve] = open.splice(0);
  assert.ok(resolve, "nothing was asked");
  resolve(reply);
  await settled();
}

const READ = { packet: "read" };
const AWAY = "Can’t reach the server";
const BUSY = { wait: 2000 };

test("a question is asked at once, and its answer comes with when it was asked", async () => {
  clock = 5;
  asking().ask(1);
  assert.deepEqual(asked, [1]);
  await answer({ packet: "a one" }, 30);
  assert.deepEqual(heard, ["1: a one, asked at 5"]);
});

test("one request is under way at a time; the newest question waits, those between are left out", async () => {
  const asker = asking();
  for (const drawing of [1, 2, 3, 4]) asker.ask(drawing);
  assert.deepEqual(asked, [1]);
  await answer(READ, 30);
  assert.deepEqual(asked, [1, 4]);
  await answer(READ, 10);
  assert.deepEqual(asked, [1, 4]);
  assert.deepEqual(heard, ["1: read, asked at 0", "4: read, asked at 30"]);
});

test("once all is answered, the next question is asked at once", async () => {
  const asker = asking();
  asker.ask(1);
  await answer(READ);
  asker.ask(2);
  assert.deepEqual(asked, [1, 2]);
});

test("whatever is drawn while the server is slow, the newest is answered last", async () => {
  const asker = asking();
  for (let drawing = 1; drawing <= 100; drawing++) {
    asker.ask(drawing);
    if (drawing % 7 === 0) await answer(READ, 20);
    else await pass(5);
  }
  while (open.length > 0) await answer(READ, 20);
  assert.equal(asked.at(-1), 100);
  assert.ok(heard.at(-1)?.startsWith("100: "));
  assert.ok(asked.length < 20);
});

test("any question is one, also a false one", async () => {
  asking().ask(0);
  await answer(READ);
  assert.deepEqual(heard, ["0: read, asked at 0"]);
});

test("a proxy's word that the server is away is heard five times, and then a refusal", async () => {
  const asker = asking();
  const away = { away: "The server is away." };
  asker.ask(1);
  for (const rest of [300, 700, 1500, 3000]) {
    await answer(away);
    await pass(rest);
  }
  await answer(away);
  await pass(60_000);
  assert.deepEqual([asked.length, open.length], [5, 0]);
  assert.deepEqual(heard, [AWAY, AWAY, AWAY, AWAY, "speaks again", "refused: The server is away."]);
  asker.ask(2);
  await answer(away);
  await pass(300);
  await answer(READ);
  assert.equal(asked.length, 7);
  assert.ok(heard.at(-1)?.startsWith("2: read"));
});

test("a refusal is told, and the next question is asked", async () => {
  const asker = asking();
  asker.ask(1);
  asker.ask(2);
  await answer({ refusal: "Too much ink." });
  await answer(READ);
  assert.deepEqual(heard, ["refused: Too much ink.", "2: read, asked at 0"]);
});

test("who does not care for refusals and silence need not hear of them", async () => {
  const asker = asking({ onRefusal: undefined, onSilence: undefined });
  asker.ask(1);
  await answer({ refusal: "Too much ink." });
  asker.ask(2);
  await answer(null);
  await pass(300);
  await answer(READ);
  assert.deepEqual(heard, ["2: read, asked at 300"]);
});

test("a silent server is asked again after longer and longer pauses, and then every three seconds", async () => {
  asking().ask(1);
  let tries = 1;
  for (const pause of [300, 700, 1500, 3000, 3000, 3000]) {
    await answer(null, 10);
    await pass(pause - 1);
    assert.equal(asked.length, tries);
    await pass(1);
    tries += 1;
    assert.equal(asked.length, tries);
  }
  assert.deepEqual(new Set(asked), new Set([1]));
});

/**
 * Ask, be answered at the third try only, and ask again.
 * @param {ReturnType<typeof asking>} asker
 */
async function speaksAtTheThirdTry(asker) {
  asker.ask(1);
  await answer(null);
  await pass(300);
  await answer(null);
  await pass(700);
  await answer(READ);
  asker.ask(2);
}

test("silence is told at every try, its end once, before the answer", async () => {
  await speaksAtTheThirdTry(asking());
  await answer(READ);
  assert.deepEqual(heard, [AWAY, AWAY, "speaks again", "1: read, asked at 1000", "2: read, asked at 1000"]);
});

test("a refusal ends the silence as well", async () => {
  asking().ask(1);
  await answer(null);
  await pass(300);
  await answer({ refusal: "Too much ink." });
  assert.deepEqual(heard, [AWAY, "speaks again", "refused: Too much ink."]);
});

test("once the server has spoken, pauses are short again", async () => {
  await speaksAtTheThirdTry(asking());
  await answer(null);
  await pass(300);
  assert.deepEqual(asked, [1, 1, 1, 2, 2]);
});

test("what is drawn while the server is silent is asked in place of what was lost", async () => {
  const asker = asking();
  asker.ask(1);
  asker.ask(2);
  await answer(null);
  asker.ask(3);
  await pass(300);
  assert.deepEqual(asked, [1, 3]);
});

test("a browser that is online again asks at once", async () => {
  asking().ask(1);
  await answer(null);
  await pass(299);
  assert.deepEqual(asked, [1]);
  online();
  await settled();
  assert.deepEqual(asked, [1, 1]);
  await pass(1); // the pause that was cut short asks nothing more
  assert.deepEqual(asked, [1, 1]);
});

test("a busy server is asked again once its time is over, not by all at the same moment", async (t) => {
  for (const [random, time] of [
    [0, 2000],
    [0.75, 3500],
  ]) {
    t.mock.method(Math, "random", () => random);
    asked = [];
    asking().ask(1);
    await answer(BUSY);
    await pass(time - 1);
    assert.deepEqual(asked, [1]);
    await pass(1);
    assert.deepEqual(asked, [1, 1]);
    await answer(READ);
    t.mock.reset();
  }
});

test("that the server is busy is told if it lasts, and then its end", async (t) => {
  t.mock.method(Math, "random", () => 0);
  asking().ask(1);
  await answer(BUSY);
  await pass(2000);
  assert.deepEqual(heard, []);
  for (let i = 0; i < 2; i++) {
    await answer(BUSY);
    await pass(2000);
  }
  await answer(READ);
  const busy = "The server is busy";
  assert.deepEqual(heard, [busy, busy, "speaks again", "1: read, asked at 6000"]);
});

test("a wait that was short is not told", async () => {
  const asker = asking();
  for (const drawing of [1, 2]) {
    asker.ask(drawing);
    await answer(BUSY);
    await pass(4000);
    await answer(READ);
  }
  assert.deepEqual(heard, ["1: read, asked at 4000", "2: read, asked at 8000"]);
});

test("what is drawn while the server is busy is asked in place of what was put off", async () => {
  const asker = asking();
  asker.ask(1);
  await answer(BUSY);
  asker.ask(2);
  asker.ask(3);
  await pass(4000);
  assert.deepEqual(asked, [1, 3]);
});

test("what waits can be dropped; what is under way is still answered", async () => {
  const asker = asking();
  asker.ask(1);
  asker.ask(2);
  asker.drop();
  await answer(READ);
  await pass(10_000);
  assert.deepEqual(asked, [1]);
  assert.deepEqual(heard, ["1: read, asked at 0"]);
});

test("after a drop the next question is asked at once", async () => {
  const asker = asking();
  asker.ask(1);
  asker.drop();
  await answer(READ);
  asker.ask(2);
  assert.deepEqual(asked, [1, 2]);
});

test("what would be tried again can be dropped", async () => {
  const asker = asking();
  asker.ask(1);
  await answer(null);
  asker.drop();
  await pass(10_000);
  assert.deepEqual(asked, [1]);
  asker.ask(2);
  assert.deepEqual(asked, [1, 2]);
});

test("a question that is asked while an answer is heard is not lost", async () => {
  /** @type {ReturnType<typeof asking>} */
  const asker = asking({ onAnswer: (question) => question < 3 && asker.ask(question + 1) });
  asker.ask(1);
  for (let i = 0; i < 3; i++) await answer(READ);
  assert.deepEqual(asked, [1, 2, 3]);
});

test("a listener that throws ends no asking, and its error is reported", async () => {
  /** @type {unknown[]} */
  const reported = [];
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", (error) => void reported.push(error));
  const broken = new Error("a part is broken");
  const asker = asking({
    onAnswer(question) {
      if (question === 1) throw broken;
      heard.push(`${question}`);
    },
  });
  asker.ask(1);
  asker.ask(2);
  await answer(READ);
  await answer(READ);
  asker.ask(3);
  await answer(READ);
  process.removeAllListeners("unhandledRejection");
  for (const each of others) process.on("unhandledRejection", each);
  assert.deepEqual(heard, ["2", "3"]);
  assert.deepEqual(reported, [broken]);
});

test("two askers do not wait for each other", async () => {
  const other = createAsker(
    "why",
    () => ({}),
    { onAnswer: () => void heard.push("why") },
    async () => READ,
  );
  asking().ask(1);
  other.ask(1);
  await settled();
  assert.deepEqual(heard, ["why"]);
});

// How often the page asks: less often where answers are slow, at once when the pen is up.

let penDown = true;

const drawing = () => {
  penDown = true;
  return asking({ restAfter: createThrottle(() => penDown) });
};

test("after a quick answer the next question is asked at once", async () => {
  const asker = drawing();
  asker.ask(1);
  asker.ask(2);
  await answer(READ, 40);
  assert.deepEqual(asked, [1, 2]);
});

test("after a slow answer a moving pen waits, and then the newest is asked", async () => {
  const asker = drawing();
  asker.ask(1);
  asker.ask(2);
  await answer(READ, 40);
  asker.ask(3);
  await answer(READ, 250); // 200 ms too slow, and rests twice as long
  await pass(399);
  assert.deepEqual(asked, [1, 2]);
  asker.ask(4);
  await pass(1);
  assert.deepEqual(asked, [1, 2, 4]);
});

test("an answer is heard before the rest, not after it", async () => {
  const asker = drawing();
  asker.ask(1);
  await answer(READ, 40);
  asker.ask(2);
  await answer(READ, 250);
  assert.equal(heard.length, 2);
});

test("a far server is not taken for a slow one", async () => {
  const asker = drawing();
  for (const drawing of [1, 2, 3]) asker.ask(drawing);
  await answer(READ, 180);
  await answer(READ, 180);
  assert.deepEqual(asked, [1, 3]);
  asker.ask(4);
  assert.deepEqual(asked, [1, 3, 4]);
});

test("the rest has an end", async () => {
  const asker = drawing();
  asker.ask(1);
  asker.ask(2);
  await answer(READ, 40);
  asker.ask(3);
  await answer(READ, 7000);
  await pass(999);
  assert.deepEqual(asked, [1, 2]);
  await pass(1);
  assert.deepEqual(asked, [1, 2, 3]);
});

test("the drawing at pen-up is asked at once, and with the pen up nothing rests", async () => {
  const asker = drawing();
  asker.ask(1);
  asker.ask(2);
  await answer(READ, 40);
  await answer(READ, 600);
  asker.ask(3);
  assert.deepEqual(asked, [1, 2]);
  penDown = false;
  asker.hurry();
  await settled();
  assert.deepEqual(asked, [1, 2, 3]);
  asker.ask(4);
  await answer(READ, 900); // however slow
  assert.deepEqual(asked, [1, 2, 3, 4]);
});

test("to hurry changes nothing where nothing rests", async () => {
  const asker = drawing();
  asker.hurry();
  asker.ask(1);
  asker.hurry();
  assert.deepEqual(asked, [1]);
  await answer(null);
  asker.hurry();
  await settled();
  assert.deepEqual(asked, [1]); // a silent server is not asked more often by it
});
