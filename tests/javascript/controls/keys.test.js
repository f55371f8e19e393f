import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { createKeys, ESCAPE } from "../../../lenet/web/static/controls/keys.js";

/** What a page has of which the keys take notice. */
class Element {
  /** @param {boolean} typedInto */
  constructor(typedInto) {
    this.typedInto = typedInto;
  }

  /** The selector itself is for browsers. */
  closest() {
    return this.typedInto ? this : null;
  }
}

/** @type {any} */
const page = globalThis;
/** @type {(event: object) => void} */
let hear = () => {};
/** @type {string[]} */
let done = [];

beforeEach(() => {
  done = [];
  page.Element = Element;
  page.location = { search: "" };
  page.document = {
    addEventListener(/** @type {string} */ name, /** @type {(event: object) => void} */ listener) {
      assert.equal(name, "keydown");
      hear = listener;
    },
  };
});

afterEach(() => {
  for (const name of ["Element", "location", "document"]) delete page[name];
});

/** Press a key; tells whether the page took it. @param {string} key */
function press(key, held = {}, target = page.document) {
  let taken = false;
  hear({
    key,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    code: "",
    repeat: false,
    ...held,
    target,
    preventDefault: () => (taken = true),
  });
  return taken;
}

/** Commands that write their keys down. @param {string[]} keys */
const noting = (...keys) => Object.fromEntries(keys.map((key) => [key, () => void done.push(key)]));

/** What Escape closes while it is open. @param {string} name */
function closing(name) {
  const it = { open: true };
  const close = () => {
    if (!it.open) return false;
    it.open = false;
    done.push(`close ${name}`);
    return true;
  };
  return { it, close };
}

test("a key does what it is bound to, and nothing else of the browser's", () => {
  const keys = createKeys();
  keys.bind(noting("c", "n"));
  keys.bind(noting("5", "?"));
  assert.ok(press("n"));
  assert.ok(press("5"));
  assert.ok(press("?", { shiftKey: true }));
  assert.deepEqual(done, ["n", "5", "?"]);
});

test("a key that is bound to nothing is the browser's", () => {
  createKeys().bind(noting("c"));
  for (const key of ["x", "Tab", "ArrowLeft", "constructor", "toString", "__proto__"]) assert.ok(!press(key));
  assert.deepEqual(done, []);
});

test("capital letters are the same keys", () => {
  createKeys().bind(noting("c"));
  assert.ok(press("C", { shiftKey: true }));
  assert.ok(press("C"));
  assert.deepEqual(done, ["c", "c"]);
});

test("keys with Ctrl are other keys; Command is the same as Ctrl", () => {
  createKeys().bind(noting("z", "c", "ctrl+z", "ctrl+shift+z"));
  assert.ok(press("z"));
  assert.ok(press("z", { ctrlKey: true }));
  assert.ok(press("z", { metaKey: true }));
  assert.ok(press("Z", { ctrlKey: true, shiftKey: true }));
  assert.deepEqual(done, ["z", "ctrl+z", "ctrl+z", "ctrl+shift+z"]);
  assert.ok(!press("c", { ctrlKey: true })); // Ctrl C copies
});

test("keys with Alt are the browser's", () => {
  const keys = createKeys();
  keys.bind(noting("c"));
  keys.escape(ESCAPE.help, closing("help").close);
  assert.ok(!press("c", { altKey: true }));
  assert.ok(!press("Escape", { altKey: true }));
  assert.deepEqual(done, []);
});

test("what is typed into a field stays there", () => {
  const keys = createKeys();
  keys.bind(noting("c"));
  keys.escape(ESCAPE.help, closing("help").close);
  assert.ok(!press("c", {}, new Element(true)));
  assert.ok(!press("Escape", {}, new Element(true)));
  assert.ok(press("c", {}, new Element(false)));
  assert.deepEqual(done, ["c"]);
});

test("while Gradio's own panel covers the page its keys sleep", () => {
  createKeys().bind(noting("c"));
  page.location.search = "?view=api";
  assert.ok(!press("c"));
  page.location.search = "?__theme=dark";
  assert.ok(press("c"));
  assert.deepEqual(done, ["c"]);
});

test("Escape closes one thing at a time, the nearest first, in whatever order they were told", () => {
  const keys = createKeys();
  for (const name of /** @type {(keyof typeof ESCAPE)[]} */ (["list", "tour", "help", "popover", "pinned"]))
    keys.escape(ESCAPE[name], closing(name).close);
  while (press("Escape"));
  assert.deepEqual(
    done,
    ["list", "popover", "help", "tour", "pinned"].map((name) => `close ${name}`),
  );
});

test("Escape passes over what is closed already", () => {
  const keys = createKeys();
  const [help, tour] = [closing("help"), closing("tour")];
  keys.escape(ESCAPE.help, help.close);
  keys.escape(ESCAPE.tour, tour.close);
  help.it.open = false;
  assert.ok(press("Escape"));
  assert.deepEqual(done, ["close tour"]);
});

test("an Escape that closes nothing is the browser's", () => {
  const keys = createKeys();
  assert.ok(!press("Escape"));
  const help = closing("help");
  keys.escape(ESCAPE.help, help.close);
  help.it.open = false;
  assert.ok(!press("Escape"));
});

test("every rank of Escape is another one", () => {
  const ranks = Object.values(ESCAPE);
  assert.equal(new Set(ranks).size, ranks.length);
});

test("single keys can be switched off; those with a modifier, and Escape, stay", () => {
  const keys = createKeys();
  keys.bind(noting("c", "ctrl+z"));
  const { it, close } = closing("list");
  keys.escape(ESCAPE.list, close);
  keys.useSingle(false);
  assert.ok(!press("c"));
  assert.ok(press("z", { ctrlKey: true }));
  assert.ok(press("Escape") && !it.open);
  keys.useSingle(true);
  assert.ok(press("c"));
  assert.deepEqual(done, ["ctrl+z", "close list", "c"]);
});

test("on a layout without Latin letters or digits, a key's place tells its command", () => {
  const keys = createKeys();
  keys.bind(noting("ctrl+z", "r", "7", "m", "?"));
  press("я", { code: "KeyZ", ctrlKey: true });
  press("к", { code: "KeyR" });
  press("٧", { code: "Digit7" });
  press("?", { code: "KeyM", shiftKey: true }); // on a French keyboard
  assert.equal(press("z", { code: "KeyW" }), false); // on a French keyboard: a Latin letter is itself
  assert.deepEqual(done, ["ctrl+z", "r", "7", "?"]);
});

test("a key that is held is pressed once; with Ctrl it repeats", () => {
  const keys = createKeys();
  keys.bind(noting("7", "ctrl+z"));
  press("7", { code: "Digit7" });
  for (let times = 0; times < 40; times++) assert.ok(press("7", { code: "Digit7", repeat: true }));
  press("z", { ctrlKey: true });
  press("z", { ctrlKey: true, repeat: true });
  assert.deepEqual(done, ["7", "ctrl+z", "ctrl+z"]);
});
