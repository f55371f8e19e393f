import assert from "node:assert/strict";
import { test } from "node:test";
import { frameOf, isOwnMachine, shareable } from "../../../lenet/web/static/state/sharing.js";

const HERE = { origin: "http://127.0.0.1:7860", pathname: "/lenet/" };

test("the machine's own addresses are those that no other machine can follow", () => {
  for (const own of ["localhost", "127.0.0.1", "127.8.9.1", "[::1]"]) assert.ok(isOwnMachine(own), own);
  for (const other of ["192.168.7.5", "lenet.example", "localhost.example", "10.127.0.1"])
    assert.ok(!isOwnMachine(other), other);
});

test("a link leads to the address that others reach, and says so", () => {
  const { base, note } = shareable(HERE, ["http://192.168.7.5:7860", "http://10.0.0.9:7860"]);
  assert.equal(base, "http://192.168.7.5:7860/lenet/");
  assert.match(note, /192\.168\.7\.5/);
});

test("where nobody else can follow a link, it says what to do", () => {
  const { base, note } = shareable(HERE, []);
  assert.equal(base, "http://127.0.0.1:7860/lenet/");
  assert.match(note, /this computer only.*GRADIO_SERVER_NAME/);
});

test("the line that embeds asks for the network below the page's own path, as HTML writes an address", () => {
  const line = frameOf("https://lenet.example/lenet/", "1998", "#d=AQIoUFAC&p=box");
  assert.match(line, /^<iframe src="([^"]*)" width="480" height="360" .*title="[^"]+"><\/iframe>$/);
  const [, written] = /src="([^"]*)"/.exec(line) ?? [];
  assert.equal(written, "https://lenet.example/lenet/embed?network=1998#d=AQIoUFAC&amp;p=box");
});
