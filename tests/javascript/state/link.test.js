import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { MAX_POINTS, MAX_STROKES, NETWORK, PAD, PLACEMENT, PLACEMENTS } from "../../../lenet/web/static/constants.js";
import { isLink, linked, linkOf } from "../../../lenet/web/static/state/link.js";
import { seeded, strokesOf } from "../helpers.js";

/** @import {Placement, Stroke, Switched} from "../../../lenet/web/static/types.js" */

/** @typedef {{link: string, network: string, placement: Placement, tab: string | null, strokes: Stroke[]}} Shared */

const NETWORKS = ["lenet5", "1998", "relu-28", "relu-32", "tanh", "sigmoid"];
/** Made by the software before its rewrite, and read back by it. @type {Shared[]} */
const SHARED = JSON.parse(readFileSync(new URL("shared_links.json", import.meta.url), "utf8"));
const [NO_NETWORK, NO_PLACEMENT] = ["network", "preprocessing"].map(
  (what) => `names a ${what} that this page does not have`,
);
const ALL_ON = { off: [], offAs: "mean" };
const [DAMAGED, TOO_LONG, OFF_THE_PAD] = ["damaged", "too long", "off the pad"];

/** Link to strokes, read by what is read first. @param {Stroke[]} strokes */
const linkTo = (strokes) => linkOf({ strokes, network: NETWORK, placement: /** @type {Placement} */ (PLACEMENT) });

/**
 * Write whole numbers as a link does, seven bits a byte: strokes, then for each its points, then their steps.
 * @param {number[]} numbers
 */
function dataOf(...numbers) {
  const bytes = numbers.flatMap((number) => {
    const sevens = [number & 127];
    for (let rest = number >>> 7; rest > 0; rest >>>= 7) sevens.push(rest & 127);
    return sevens.map((seven, at) => (at < sevens.length - 1 ? seven | 128 : seven));
  });
  return Buffer.from(bytes).toString("base64url");
}

/** @param {string} hash @param {string} words */
function assertRefused(hash, words) {
  assert.throws(
    () => linked(hash, NETWORKS),
    (/** @type {any} */ error) => {
      assert.ok(error instanceof Error && error.constructor === Error, `not a sentence, but ${error}`);
      assert.match(error.message, /^This link.*\.$/);
      assert.ok(error.message.includes(words), error.message);
      return true;
    },
  );
}

test("there are fifty links of before, of every network, placement and tab", () => {
  assert.equal(SHARED.length, 50);
  const kinds = (/** @type {keyof Shared} */ key) => new Set(SHARED.map((each) => each[key]));
  assert.deepEqual(kinds("network"), new Set(NETWORKS));
  assert.deepEqual([...kinds("placement")].sort(), [...PLACEMENTS].sort());
  for (const tab of ["why", "compare", "two", "stress", "learning", "learned", "walk", null])
    assert.ok(kinds("tab").has(tab));
});

for (const { link, ...rest } of SHARED)
  test(`a link of before opens as before: ${link.slice(0, 60)}`, () => {
    assert.deepEqual(linked(link, NETWORKS), { ...rest, ...ALL_ON, note: "" });
    const how = new URLSearchParams(link.slice(1));
    if (how.has("n") && how.has("p")) assert.equal(linkOf(rest), link);
  });

test("a link tells the drawing, the network, the placement and the tab", () => {
  const strokes = strokesOf("10,20 30,20.5 / 1.5,0");
  const link = linkOf({ strokes, network: "1998", placement: "box", tab: "why" });
  assert.equal(link, `#d=${dataOf(2, 2, 40, 80, 80, 2, 1, 6, 0)}&n=1998&p=box&t=why`);
});

test("a number takes as few bytes as it can", () => {
  assert.equal(linkTo(strokesOf("-32,32 -32,32")), `#d=${dataOf(1, 2, 127, 128, 0, 0)}&n=lenet5&p=mass`);
  assert.equal(dataOf(127, 128, 16384), "f4ABgIAB");
});

test("a link without a tab has no t, and one that leaves the network open no n", () => {
  assert.equal(linkOf({ strokes: [], network: "tanh", placement: "mass" }), "#d=AA&n=tanh&p=mass");
  assert.equal(linkOf({ strokes: [], network: "tanh", placement: "mass", tab: null }), "#d=AA&n=tanh&p=mass");
  assert.equal(linkOf({ strokes: [], network: "tanh", placement: "mass", tab: "" }), "#d=AA&n=tanh&p=mass");
  assert.equal(linkOf({ strokes: [], placement: "mass" }), "#d=AA&p=mass");
  assert.equal(linked("#d=AA&n=tanh&p=mass", NETWORKS).tab, null);
});

test("points are kept to half a unit of the pad", () => {
  const { strokes } = linked(linkTo(strokesOf("10.2,10.3 -0.2,279.76 139.75,0.74")), NETWORKS);
  assert.deepEqual(strokes, strokesOf("10,10.5 0,280 140,0.5"));
});

test("rounding does not add up along a stroke", () => {
  const stroke = Array.from({ length: 1000 }, (_, i) => /** @type {[number, number]} */ ([i * 0.24, i * 0.26]));
  const [read] = linked(linkTo([stroke]), NETWORKS).strokes;
  for (const [at, [x, y]] of read.entries()) {
    assert.ok(Math.abs(x - stroke[at][0]) <= 0.25);
    assert.ok(Math.abs(y - stroke[at][1]) <= 0.25);
  }
});

test("any drawing comes back from its link", () => {
  for (let seed = 0; seed < 200; seed++) {
    const random = seeded(seed);
    const coordinate = () => Math.floor(random() * (6 * PAD + 1)) / 2 - PAD;
    const whole = (/** @type {number} */ most) => Math.floor(random() * (most + 1));
    const one = (/** @type {any[]} */ list) => list[whole(list.length - 1)];
    /** @type {Stroke[]} */
    const strokes = Array.from({ length: whole(seed % 10 ? 4 : 80) }, () =>
      Array.from({ length: 1 + whole(60) }, () => [coordinate(), coordinate()]),
    );
    const tab = one(["why", "two", null, "ä & = # %", "+ +"]);
    const all = { strokes, network: one(NETWORKS), placement: one(PLACEMENTS), tab };
    const link = linkOf(all);
    assert.match(link, /^#d=[\w-]+&n=[^&]+&p=[^&]+(&t=[^&#]+)?$/); // goes through chats and addresses as it is
    assert.deepEqual(linked(link, NETWORKS), { ...all, ...ALL_ON, note: "" });
    assert.equal(linkOf(linked(link, NETWORKS)), link);
  }
});

test("the most ink that the page takes fits into a link", () => {
  const stroke = (/** @type {number} */ length) => Array.from({ length }, () => [140, 140]);
  const strokes = /** @type {Stroke[]} */ (Array.from({ length: MAX_STROKES }, () => stroke(MAX_POINTS / MAX_STROKES)));
  assert.deepEqual(linked(linkTo(strokes), NETWORKS).strokes, strokes);
});

test("an old link without a network or a placement opens with the first ones", () => {
  const { strokes, ...rest } = linked(`#d=${dataOf(1, 1, 40, 80)}`, NETWORKS);
  assert.deepEqual(rest, { network: "lenet5", placement: "mass", tab: null, ...ALL_ON, note: "" });
  assert.deepEqual(strokes, [[[10, 20]]]);
});

test("what a link says besides is left alone", () => {
  assert.deepEqual(linked("#d=AA&v=2&n=tanh", NETWORKS), {
    strokes: [],
    network: "tanh",
    placement: "mass",
    tab: null,
    ...ALL_ON,
    note: "",
  });
});

test("strokes without a point are not there", () => {
  assert.deepEqual(linked(`#d=${dataOf(3, 0, 1, 40, 80, 0)}`, NETWORKS).strokes, [[[10, 20]]]);
});

test("the edge of what lies near the pad is read, what lies beyond is not", () => {
  const at = (/** @type {number} */ x, /** @type {number} */ y) =>
    linkTo([
      [
        [140, 140],
        [x, y],
      ],
    ]);
  const edges = [-PAD, 2 * PAD].flatMap((edge) => [
    [edge, 0],
    [0, edge],
  ]);
  for (const [x, y] of edges) {
    assert.deepEqual(linked(at(x, y), NETWORKS).strokes[0][1], [x, y]);
    assertRefused(at(x && x + Math.sign(x) / 2, y && y + Math.sign(y) / 2), OFF_THE_PAD);
  }
});

test("where only a choice is unknown, the drawing opens, with a note", () => {
  const strokes = strokesOf("1,2");
  const link = linkOf({ strokes, network: "resnet", placement: "box" });
  const { note, ...read } = linked(link, NETWORKS);
  assert.deepEqual(read, { strokes, network: "lenet5", placement: "box", tab: null, ...ALL_ON });
  assert.equal(note, `This link ${NO_NETWORK}.`);
  assert.equal(linked(link, [...NETWORKS, "resnet"]).network, "resnet");
  assert.equal(linked("#d=AA&n=", NETWORKS).note, `This link ${NO_NETWORK}.`);
  for (const placement of ["", "centre", "Mass", "<img src=x onerror=alert(1)>x", "length", "constructor"]) {
    const { placement: usual, note } = linked(`#d=AA&p=${placement}`, NETWORKS);
    assert.deepEqual([usual, note], ["mass", `This link ${NO_PLACEMENT}.`]);
  }
});

test("a link that a mail or chat program has mangled opens as it was shared", () => {
  const all = { strokes: strokesOf("10,20 30,20.5 / 1.5,0"), network: "1998", placement: PLACEMENTS[0], tab: "why" };
  const link = linkOf(/** @type {Shared & typeof all} */ (all));
  const mangled = [
    link.replace("=", "%3D"),
    encodeURIComponent(link).replace("%23", "#"),
    link.replaceAll("&", "&amp;"),
    ...[".", ")", ">", "],", "?!", "”", "…", "%20."].map((after) => link + after.replace("%20", " ")),
  ];
  for (const each of mangled) {
    assert.ok(isLink(each), each);
    assert.deepEqual(linked(each, NETWORKS), { ...all, ...ALL_ON, note: "" }, each);
  }
  for (const other of ["", "#", "#top", "#drawing=1", "#q&d=AA"]) assert.equal(isLink(other), false);
});

for (const [what, data] of [
  ["nothing", ""],
  ["no base64", "%%%"],
  ["letters of no alphabet", "AQ€"],
  ["cut off within a point", "AQIDBAU"],
  ["cut off within a number", dataOf(1, 1, 40, 300).slice(0, -2)],
  ["numbers of any bits", "_____________w"],
  ["a number of five bytes", "gICAgAA"],
  ["a number that never ends", "gICAgICAgICAgICAgICA"],
  ["more strokes than there are", dataOf(2, 1, 40, 80)],
  ["more points than there are", dataOf(1, 3, 40, 80)],
  ["something behind the last stroke", dataOf(1, 1, 40, 80, 0)],
  ["something behind nothing", dataOf(0, 0)],
  ["too many strokes", dataOf(MAX_STROKES + 1, ...Array(MAX_STROKES + 1).fill(0))],
  ["too many points", dataOf(1, MAX_POINTS + 1, ...Array(2 * MAX_POINTS + 2).fill(0))],
  ["too many points in two strokes", dataOf(2, MAX_POINTS, ...Array(2 * MAX_POINTS).fill(0), 1, 0, 0)],
  ["billions of strokes", dataOf(2 ** 28 - 1)],
  ["billions of points", dataOf(1, 2 ** 28 - 1, 0, 0)],
])
  test(`a damaged link is told as one: ${what}`, () => assertRefused(`#d=${data}`, DAMAGED));

test("a drawing of as many points and strokes as are taken is read", () => {
  const points = dataOf(1, MAX_POINTS, ...Array(2 * MAX_POINTS).fill(0));
  assert.equal(linked(`#d=${points}`, NETWORKS).strokes[0].length, MAX_POINTS);
  const dots = dataOf(MAX_STROKES, ...Array(MAX_STROKES).fill([1, 0, 0]).flat());
  assert.equal(linked(`#d=${dots}`, NETWORKS).strokes.length, MAX_STROKES);
});

test("a link that is longer than any of this page's is not looked at", () => {
  assertRefused(`#d=${"A".repeat(70_000)}`, TOO_LONG);
  assertRefused(`#d=AA&n=${"x".repeat(60_000)}`, TOO_LONG);
  const start = "#d=AA&t=";
  assert.equal(linked(start + "x".repeat(60_000 - start.length), NETWORKS).strokes.length, 0);
  assertRefused(start + "x".repeat(60_001 - start.length), TOO_LONG);
});

test("points that wander off the pad far away are told as such", () => {
  assertRefused("#d=AQH___8_AA", OFF_THE_PAD);
});

test("whatever is cut off, changed or made up is a drawing on the pad, or one sentence", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_%=&+/";
  for (let seed = 0; seed < 3000; seed++) {
    const random = seeded(seed);
    const letter = () => alphabet[Math.floor(random() * alphabet.length)];
    const { link } = SHARED[seed % SHARED.length];
    const at = Math.floor(random() * link.length);
    const hash = [
      link.slice(0, at),
      link.slice(0, at) + letter() + link.slice(at + 1),
      link.slice(0, at) + letter() + link.slice(at),
      `#d=${Array.from({ length: at % 40 }, letter).join("")}`,
    ][seed % 4];
    let read;
    try {
      read = linked(hash, NETWORKS);
    } catch (error) {
      assert.match(/** @type {Error} */ (error).message, /^This link.*\.$/, hash);
      continue;
    }
    assert.ok(NETWORKS.includes(read.network) && PLACEMENTS.includes(read.placement));
    for (const [x, y] of read.strokes.flat())
      for (const value of [x, y]) assert.ok(value >= -PAD && value <= 2 * PAD && Number.isInteger(2 * value));
  }
});

for (const [off, offAs] of /** @type {[Switched[], "mean" | "zero"][]} */ ([
  [[["C1", 3]], "mean"],
  [
    [
      ["C3", 10],
      ["C3", 1],
      ["F6", 83],
    ],
    "zero",
  ],
  [Array.from({ length: 84 }, (_, unit) => ["F6", unit]), "mean"],
]))
  test(`a link carries what is off: ${off.length} as ${offAs}`, () => {
    const link = linkOf({ strokes: [[[1, 2]]], network: "1998", placement: "box", off, offAs });
    const { off: found, offAs: foundAs, note } = linked(link, NETWORKS);
    assert.deepEqual([found, foundAs, note], [off, offAs, ""]);
  });

for (const off of ["C1.6", "C9.1", "OUTPUT.3", "C1.x", "C1.-1", "C1.1e1", "toString.0", "_"])
  test(`a link to a map that there is not opens with all on: ${off}`, () => {
    const { off: found, note } = linked(`${linkTo([[[1, 2]]])}&o=${off}`, NETWORKS);
    assert.deepEqual(found, []);
    assert.equal(note, off === "_" ? "" : "This link names a map that this page does not have.");
  });
