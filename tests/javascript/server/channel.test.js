import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { createChannel } from "../../../lenet/web/static/server/channel.js";

/** @import {Socket} from "../../../lenet/web/static/server/channel.js" */

/** Those that were opened, the newest last. @type {(Socket & {sent: string[]})[]} */
let sockets = [];
/** @type {string[]} */
let heard = [];

beforeEach(() => {
  [sockets, heard] = [[], []];
  mock.timers.enable({ apis: ["setTimeout"] });
});

afterEach(() => mock.timers.reset());

function connect() {
  const sent = /** @type {string[]} */ ([]);
  const socket = {
    readyState: 0,
    sent,
    send: (/** @type {any} */ text) => void sent.push(text),
    close() {},
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  sockets.push(socket);
  return socket;
}

/** Let the newest socket be open. */
function open() {
  const socket = sockets[sockets.length - 1];
  Object.assign(socket, { readyState: 1 });
  socket.onopen();
  return socket;
}

/** Let the newest socket be lost. */
function lose() {
  const socket = sockets[sockets.length - 1];
  Object.assign(socket, { readyState: 3 });
  socket.onclose();
}

const channelOf = () =>
  createChannel(connect, {
    onOpen: () => void heard.push("open"),
    onMessage: (message) => void heard.push(JSON.stringify(message)),
    onLost: () => void heard.push("lost"),
  });

test("what is said travels as JSON, both ways", () => {
  const channel = channelOf();
  const socket = open();
  assert.equal(channel.send({ do: "ready" }), true);
  socket.onmessage({ data: '{"status":{"phase":"ready"}}' });
  assert.deepEqual(socket.sent, ['{"do":"ready"}']);
  assert.deepEqual(heard, ["open", '{"status":{"phase":"ready"}}']);
});

test("what is said while nothing is connected is dropped, and who says it learns so", () => {
  const channel = channelOf();
  assert.equal(channel.send({ do: "ready" }), false);
  open();
  lose();
  assert.equal(channel.send({ do: "pause" }), false);
  assert.deepEqual(sockets[0].sent, []);
});

test("a lost connection is opened again, after longer and longer waits, and then as soon as at first", () => {
  channelOf();
  open();
  const waits = [300, 700, 1500, 3000, 3000];
  for (const [at, wait] of waits.entries()) {
    lose();
    mock.timers.tick(wait - 1);
    assert.equal(sockets.length, at + 1);
    mock.timers.tick(1);
    assert.equal(sockets.length, at + 2);
  }
  open();
  lose();
  mock.timers.tick(300);
  assert.equal(sockets.length, waits.length + 2);
});

test("a socket that was given up is not taken up again when it closes", () => {
  channelOf();
  open();
  const [first] = sockets;
  lose();
  mock.timers.tick(300);
  open();
  first.onclose();
  mock.timers.tick(10_000);
  assert.equal(sockets.length, 2);
  assert.deepEqual(heard, ["open", "lost", "open"]);
});
