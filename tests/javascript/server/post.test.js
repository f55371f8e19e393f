import assert from "node:assert/strict";
import { test } from "node:test";
import { load, post } from "../../../lenet/web/static/server/post.js";

const FAILED = { refusal: "Something went wrong on the server. Please try again." };
const STATIC = new URL("../../../lenet/web/static/", import.meta.url);

/**
 * Let fetch answer; returns how it was called, each time.
 * @param {import("node:test").TestContext} t
 * @param {(signal: AbortSignal) => Promise<Response>} answer
 */
function server(t, answer) {
  /** @type {{address: string, options: RequestInit}[]} */
  const calls = [];
  t.mock.method(globalThis, "fetch", (/** @type {URL} */ address, /** @type {RequestInit} */ options = {}) => {
    calls.push({ address: address.href, options });
    return answer(/** @type {AbortSignal} */ (options.signal));
  });
  return calls;
}

/** @param {unknown} content */
const json =
  (content, status = 200) =>
  async () =>
    Response.json(content, { status });
/** @param {string} words */
const text =
  (words, status = 200) =>
  async () =>
    new Response(words, { status });

/** A reply whose body breaks off. @param {Error} error */
const breakingOff = (error) => async () => {
  const start = new TextEncoder().encode('{"packet": {"ver');
  const body = new ReadableStream({
    start: (stream) => stream.enqueue(start),
    pull: (stream) => stream.error(error),
  });
  return new Response(body, { status: 200 });
};

test("a question goes as JSON to its route beside the page's files", async (t) => {
  const calls = server(t, json({ packet: null }));
  await post("read", { drawing: null, network: "lenet5" });
  assert.equal(calls.length, 1);
  const [{ address, options }] = calls;
  assert.equal(address, new URL("../read", STATIC).href); // page/<hash>/ is left: page/read
  assert.equal(options.method, "POST");
  assert.deepEqual(options.headers, { "Content-Type": "application/json" });
  assert.deepEqual(JSON.parse(String(options.body)), { drawing: null, network: "lenet5" });
});

test("the server's packet is handed over", async (t) => {
  const packet = { verdict: 7, probabilities: [0.5] };
  server(t, json({ packet }));
  assert.deepEqual(await post("read", {}), { packet });
});

test("no answer to an empty pad is an answer", async (t) => {
  server(t, json({ packet: null }));
  assert.deepEqual(await post("read", {}), { packet: null });
});

test("the server's sentence is a refusal", async (t) => {
  for (const status of [400, 413, 422, 500]) {
    server(t, json({ error: "A drawing has 20,000 points at most." }, status));
    assert.deepEqual(await post("read", {}), { refusal: "A drawing has 20,000 points at most." });
    t.mock.reset();
  }
});

test("a failure without a sentence gets one", async (t) => {
  for (const answer of [
    json({}, 500),
    json({ error: { code: 3 } }, 422),
    json(null, 500),
    text("<html>Not found</html>", 404),
    text("", 500),
    text("<html>A café’s own page</html>"),
    json(null),
  ]) {
    server(t, answer);
    assert.deepEqual(await post("read", {}), FAILED);
    t.mock.reset();
  }
});

const GONE = { away: "The server is away. Please try again later." };

test("a proxy's word that the server is away is one, whatever it sends with it", async (t) => {
  for (const status of [502, 503, 504])
    for (const answer of [text("<html>Bad gateway</html>", status), json({ error: "away" }, status)]) {
      server(t, answer);
      assert.deepEqual(await post("read", {}), GONE);
      t.mock.reset();
    }
});

test("a server that is busy says how long to wait", async (t) => {
  const headers = { "Retry-After": "2" };
  server(t, async () => Response.json({ error: "The server is busy." }, { status: 503, headers }));
  assert.deepEqual(await post("read", {}), { wait: 2000 });
});

test("a time to wait that is none, as a date, is no more than a proxy's word", async (t) => {
  const headers = { "Retry-After": "Fri, 27 Nov 2026 02:00:00 GMT" };
  server(t, async () => new Response("<html>Maintenance</html>", { status: 503, headers }));
  assert.deepEqual(await post("read", {}), GONE);
});

test("no connection is silence", async (t) => {
  server(t, () => Promise.reject(new TypeError("Failed to fetch")));
  assert.equal(await post("read", {}), null);
});

test("an answer that breaks off is silence: it is asked for again", async (t) => {
  server(t, breakingOff(new TypeError("network error")));
  assert.equal(await post("read", {}), null);
});

test("who has waited for eight seconds, and for a large question's way, waits no longer, and says so", async (t) => {
  const timeout = new AbortController();
  /** @type {number[]} */
  const waits = [];
  t.mock.method(AbortSignal, "timeout", (/** @type {number} */ ms) => {
    waits.push(ms);
    return timeout.signal;
  });
  server(t, (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))));
  const replies = [post("read", {}), post("picture", { content: "x".repeat(4_000_000) })];
  timeout.abort(new DOMException("The operation timed out.", "TimeoutError"));
  const late = { refusal: "The server took too long to answer. Please try again." };
  assert.deepEqual(await Promise.all(replies), [late, late]);
  assert.deepEqual(waits, [8000, 168_001]);
});

test("data is loaded from beside the page's files, once", async (t) => {
  const calls = server(t, json({ C1: 6 }));
  const [first, second] = await Promise.all([load("weights"), load("weights")]);
  assert.deepEqual([first, second], [{ C1: 6 }, { C1: 6 }]);
  assert.deepEqual(await load("weights"), { C1: 6 });
  assert.deepEqual(
    calls.map(({ address }) => address),
    [new URL("data/weights.json", STATIC).href],
  );
});

test("each name has its own data", async (t) => {
  const calls = server(t, json([]));
  await Promise.all([load("one"), load("other")]);
  assert.equal(calls.length, 2);
});

test("what could not be loaded is tried again when it is wanted again", async (t) => {
  const failures = [
    () => Promise.reject(new TypeError("Failed to fetch")),
    json({ error: "away" }, 503),
    text("There is no such file.", 404),
    text("<html>"),
  ];
  for (const [at, failure] of failures.entries()) {
    server(t, failure);
    await assert.rejects(load(`late ${at}`));
    t.mock.reset();
    server(t, json("here"));
    assert.equal(await load(`late ${at}`), "here");
    t.mock.reset();
  }
});
