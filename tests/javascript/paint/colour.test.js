import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  colourAt,
  cssColour,
  inkOn,
  LEVELS,
  rgb,
  signedScale,
  tableOf,
} from "../../../lenet/web/static/paint/colour.js";

/** @import {Colour} from "../../../lenet/web/static/types.js" */

const GREY_TO_RED = signedScale("#808080, #ff0000", "#808080, #0000ff");

test("a token's colour is read as red, green, blue", () => {
  assert.deepEqual(rgb("#15171C"), [21, 23, 28]);
  assert.deepEqual(rgb(" #00ff80\n"), [0, 255, 128]);
});

test("a scale runs from zero's colour to the end of the value's own arm", () => {
  assert.deepEqual(GREY_TO_RED(0), [128, 128, 128]);
  assert.deepEqual(GREY_TO_RED(1), [255, 0, 0]);
  assert.deepEqual(GREY_TO_RED(-1), [0, 0, 255]);
});

test("between two stops a scale is linear", () => {
  const scale = signedScale("#000000, #640000, #646400", "#000000, #000064, #0000c8");
  assert.deepEqual(scale(0.25), [50, 0, 0]);
  assert.deepEqual(scale(0.5), [100, 0, 0]);
  assert.deepEqual(scale(0.75), [100, 50, 0]);
  assert.deepEqual(scale(-0.75), [0, 0, 150]);
});

test("beyond its ends a scale goes on as it ended", () => {
  assert.deepEqual(GREY_TO_RED(7), [255, 0, 0]);
  assert.deepEqual(GREY_TO_RED(-Infinity), [0, 0, 255]);
});

test("a table has the scale's colours, zero in its middle", () => {
  const table = tableOf(GREY_TO_RED);
  assert.equal(table.length, 3 * (2 * LEVELS + 1));
  assert.deepEqual([...table.slice(0, 3)], [0, 0, 255]);
  assert.deepEqual([...table.slice(3 * LEVELS, 3 * LEVELS + 3)], [128, 128, 128]);
  assert.deepEqual([...table.slice(-3)], [255, 0, 0]);
});

test("a table gives every value the colour of its scale, in CSS's words", () => {
  const table = tableOf(GREY_TO_RED);
  assert.equal(cssColour(table, 0), "rgb(128 128 128)");
  assert.equal(cssColour(table, 5), "rgb(255 0 0)");
  assert.equal(cssColour(table, -3), "rgb(0 0 255)");
  assert.equal(cssColour(table, 0.6 / LEVELS), cssColour(table, 1 / LEVELS));
  for (let level = -LEVELS; level <= LEVELS; level++) {
    const rounded = Uint8ClampedArray.from(GREY_TO_RED(level / LEVELS));
    assert.equal(cssColour(table, level / LEVELS), `rgb(${rounded.join(" ")})`);
  }
});

test("on any grey, black or white can be read, by WCAG's contrast of 4.5", () => {
  for (let level = 0; level < 256; level++) {
    const linear = level / 255 <= 0.04045 ? level / 255 / 12.92 : ((level / 255 + 0.055) / 1.055) ** 2.4;
    const contrast = inkOn([level, level, level]) === "#000" ? (linear + 0.05) / 0.05 : 1.05 / (linear + 0.05);
    assert.ok(contrast >= 4.5, `${level}: ${contrast}`);
  }
});

test("what is bright to the eye bears black, what is dark bears white", () => {
  assert.equal(inkOn([0, 255, 0]), "#000");
  assert.equal(inkOn([0, 0, 255]), "#fff");
  assert.deepEqual(colourAt(tableOf(GREY_TO_RED), 1), [255, 0, 0]);
});

// The page's own scale, as eyes see it.

const CSS = readFileSync(new URL("../../../lenet/web/static/tokens.css", import.meta.url), "utf8");
const STOPS = 5;

/** How linear RGB looks with each deficiency, complete: Machado, Oliveira and Fernandes 2009. */
const VISION = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const TO_XYZ = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];

/** @param {number[][]} matrix @param {number[]} vector */
const times = (matrix, vector) => matrix.map((row) => row.reduce((sum, each, i) => sum + each * vector[i], 0));
const WHITE = times(TO_XYZ, [1, 1, 1]);

/** Convert sRGB to CIE L*a*b*, as an eye gets it. @param {Colour} colour @param {number[][]} vision */
function lab(colour, vision) {
  const linear = colour.map((each) =>
    each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4,
  );
  const cones = times(vision, linear).map((each) => Math.max(0, Math.min(1, each)));
  const [x, y, z] = times(TO_XYZ, cones)
    .map((each, i) => each / WHITE[i])
    .map((each) => (each > (6 / 29) ** 3 ? Math.cbrt(each) : each / (3 * (6 / 29) ** 2) + 4 / 29));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** @param {number[]} a @param {number[]} b */
const distance = (a, b) => Math.hypot(...a.map((each, i) => each - b[i]));

/** Differences from each to the next. @template T, D @param {T[]} list @param {(a: T, b: T) => D} between */
const steps = (list, between) => list.slice(1).map((each, i) => between(list[i], each));

/** The stops of both arms of a theme's scale, from zero out, as an eye gets them. @param {string} theme @param {number[][]} vision */
function arms(theme, vision) {
  const block = CSS.match(new RegExp(`^ *${theme} \\{(.*?)^ *\\}`, "ms"))?.[1] ?? "";
  const token = (/** @type {string} */ name) => block.match(new RegExp(`--map-${name}: ([^;]+);`))?.[1] ?? "";
  const [positive, negative] = ["positive", "negative"].map(token);
  assert.equal(positive.split(",").length, STOPS);
  assert.equal(negative.split(",").length, STOPS);
  const scale = signedScale(positive, negative);
  const arm = (/** @type {number} */ end) =>
    Array.from({ length: STOPS }, (_, stop) => lab(scale((end * stop) / (STOPS - 1)), vision));
  return { positive: arm(1), negative: arm(-1), zeroOfNegative: lab(rgb(negative.split(",")[0]), vision) };
}

for (const theme of [":root", ".dark"]) {
  for (const [name, vision] of Object.entries(VISION))
    test(`positive, negative and zero are three things in ${theme}, with ${name} vision`, () => {
      const { positive, negative, zeroOfNegative } = arms(theme, vision);
      assert.deepEqual(positive[0], zeroOfNegative); // zero is one colour
      for (let stop = 1; stop < STOPS; stop++) assert.ok(distance(positive[stop], negative[stop]) > 15, `stop ${stop}`);
      for (const arm of [positive, negative])
        for (const [at, step] of steps(arm, distance).entries()) assert.ok(step > 8, `step ${at} is not seen: ${step}`);
    });

  test(`both arms are equally strong in ${theme}, and grow all the way`, () => {
    const { positive, negative } = arms(theme, VISION.usual);
    for (const [stop, [lightness]] of positive.entries()) assert.ok(Math.abs(lightness - negative[stop][0]) < 6);
    for (const arm of [positive, negative]) {
      const signs = steps(arm, ([from], [to]) => Math.sign(to - from));
      assert.ok(signs.every((sign) => sign === signs[0] && sign !== 0));
    }
  });
}
