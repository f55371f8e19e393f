import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldsOf, isInside, layersFromInput, sizeOf } from "../../../lenet/web/static/state/receptive_fields.js";
import { seeded } from "../helpers.js";

/** @import {Layer, Network, Unit} from "../../../lenet/web/static/types.js" */

/** Table I of the 1998 paper: a row for each map of S2, an X where the map of C3 in that column reads it. */
const TABLE_I = [
  "X...XXX..XXXX.XX",
  "XX...XXX..XXXX.X",
  "XXX...XXX..X.XXX",
  ".XXX..XXXX..X.XX",
  "..XXX..XXXX.XX.X",
  "...XXX..XXXX.XXX",
];
const BY_TABLE_I = [...Array(16).keys()].map((map) => [...Array(6).keys()].filter((row) => TABLE_I[row][map] === "X"));

/** Each map reads its own. @param {number} maps */
const own = (maps) => [...Array(maps).keys()].map((map) => [map]);

/**
 * @param {string} name
 * @param {number[]} shape
 * @param {Layer["window"]} window
 * @param {Layer["reads"]} reads
 * @returns {Layer}
 */
const layer = (name, shape, window, reads = null) => ({ name, shape, window, reads, squash: null, limit: 1 });

/**
 * The layers of a network of the paper's form, from the input on.
 * @param {number} side
 * @param {number} padding   of C1
 * @param {number[][] | null} table   which maps of S2 those of C3 read
 */
function lenet(side, padding, table) {
  const [c1, c3] = [side + 2 * padding - 4, (side + 2 * padding - 4) / 2 - 4];
  const layers = [
    layer("C1", [6, c1, c1], [5, 1, padding]),
    layer("S2", [6, c1 / 2, c1 / 2], [2, 2, 0], own(6)),
    layer("C3", [16, c3, c3], [5, 1, 0], table),
    layer("S4", [16, c3 / 2, c3 / 2], [2, 2, 0], own(16)),
    layer("C5", [120, 1, 1], [c3 / 2, 1, 0]),
    layer("F6", [84], null),
    layer("OUTPUT", [10], null),
  ];
  return layersFromInput(/** @type {Network} */ ({ side, layers }));
}

const NETWORKS = { 1998: lenet(32, 0, BY_TABLE_I), lenet5: lenet(28, 2, null), "relu-28": lenet(28, 0, null) };

/**
 * List the cells that a unit depends on, "map row column" by earlier layer: each cell's own window, one after the other.
 * @param {Layer[]} layers
 * @param {Unit} unit
 */
function dependencies(layers, [name, ...cell]) {
  let cells = new Set([cell.join(" ")]);
  /** @type {Set<string>[]} */
  const found = [];
  for (let at = layers.findIndex((each) => each.name === name); at > 0; at--) {
    const [{ window, reads }, below] = [layers[at], layers[at - 1]];
    const [height, width] = sizeOf(below);
    const [kernel, stride, padding] = window ?? [Math.max(height, width), 0, 0];
    const next = new Set();
    for (const [map, row, column] of [...cells].map((each) => each.split(" ").map(Number)))
      for (let from = 0; from < below.shape[0]; from++) {
        if (reads && !reads[map].includes(from)) continue;
        for (let i = 0; i < kernel * kernel; i++) {
          const [y, x] = [row * stride - padding + Math.floor(i / kernel), column * stride - padding + (i % kernel)];
          if (y >= 0 && y < height && x >= 0 && x < width) next.add(`${from} ${y} ${x}`);
        }
      }
    cells = next;
    found[at - 1] = cells;
  }
  return found;
}

/** @param {Layer[]} layers @param {Unit} unit */
function assertFields(layers, unit) {
  const cells = fieldsOf(layers, unit).map(({ top, left, bottom, right, maps }) => {
    const inside = [];
    for (const map of maps)
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++) inside.push(`${map} ${row} ${column}`);
    return inside;
  });
  const expected = dependencies(layers, unit).map((each) => [...each]);
  assert.deepEqual(
    cells.map((each) => each.sort()),
    expected.map((each) => each.sort()),
    `${unit}`,
  );
}

/** The height and width of the input that a unit of the 1998 network sees. @param {Unit} unit */
function seen(...unit) {
  const [{ top, left, bottom, right }] = fieldsOf(NETWORKS[1998], unit);
  return [bottom - top, right - left];
}

test("a unit of each layer sees as much of the input as the paper says", () => {
  assert.deepEqual(seen("C1", 0, 3, 4), [5, 5]);
  assert.deepEqual(seen("S2", 0, 3, 4), [6, 6]);
  assert.deepEqual(seen("C3", 0, 3, 4), [14, 14]);
  assert.deepEqual(seen("S4", 0, 3, 4), [16, 16]);
  assert.deepEqual(seen("C5", 0, 0, 0), [32, 32]);
  assert.deepEqual(seen("F6", 0, 0, 0), [32, 32]);
  assert.deepEqual(seen("OUTPUT", 0, 0, 0), [32, 32]);
});

test("a field lies where its unit lies", () => {
  const [input, c1, s2] = fieldsOf(NETWORKS[1998], ["C3", 0, 3, 9]);
  assert.deepEqual(s2, { top: 3, left: 9, bottom: 8, right: 14, maps: [0, 1, 2] });
  assert.deepEqual(c1, { top: 6, left: 18, bottom: 16, right: 28, maps: [0, 1, 2] });
  assert.deepEqual(input, { top: 6, left: 18, bottom: 20, right: 32, maps: [0] });
});

test("each map of C3 reads the maps of S2 that Table I gives it", () => {
  for (let map = 0; map < 16; map++) {
    const [, c1, s2] = fieldsOf(NETWORKS[1998], ["C3", map, 0, 0]);
    assert.deepEqual(s2.maps, BY_TABLE_I[map]);
    assert.deepEqual(c1.maps, BY_TABLE_I[map]);
  }
});

test("subsampling reads its own map, and through it what that map reads", () => {
  const [input, c1, s2, c3] = fieldsOf(NETWORKS[1998], ["S4", 13, 0, 0]);
  assert.deepEqual(
    [c3, s2, c1, input].map(({ maps }) => maps),
    [[13], [1, 2, 4, 5], [1, 2, 4, 5], [0]],
  );
});

test("maps are told once each, in their order", () => {
  const layers = [
    layer("Input", [3, 4, 4], null, []),
    layer("a", [3, 4, 4], [1, 1, 0], [[2], [0, 2], [1]]),
    layer("b", [1, 4, 4], [1, 1, 0], [[0, 1, 2]]),
  ];
  assert.deepEqual(fieldsOf(layers, ["b", 0, 0, 0])[0].maps, [0, 1, 2]);
});

test("where no table says otherwise, every map is read", () => {
  const fields = fieldsOf(NETWORKS.lenet5, ["C3", 3, 0, 0]);
  assert.deepEqual(fields[2].maps, [0, 1, 2, 3, 4, 5]);
});

test("padding belongs to no field", () => {
  const corner = (/** @type {number} */ row, /** @type {number} */ column) =>
    fieldsOf(NETWORKS.lenet5, ["C1", 0, row, column])[0];
  assert.deepEqual(corner(0, 0), { top: 0, left: 0, bottom: 3, right: 3, maps: [0] });
  assert.deepEqual(corner(27, 1), { top: 25, left: 0, bottom: 28, right: 4, maps: [0] });
  assert.deepEqual(corner(10, 10), { top: 8, left: 8, bottom: 13, right: 13, maps: [0] });
});

test("a pixel of the input reads nothing", () => {
  assert.deepEqual(fieldsOf(NETWORKS[1998], ["Input", 0, 3, 4]), []);
});

test("layers are counted from the input on, the network's own behind it", () => {
  const [input, ...others] = NETWORKS.lenet5;
  assert.deepEqual([input.name, input.shape], ["Input", [1, 28, 28]]);
  assert.deepEqual(
    others.map(({ name }) => name),
    ["C1", "S2", "C3", "S4", "C5", "F6", "OUTPUT"],
  );
});

test("maps have a height and a width; single units are maps of one cell", () => {
  assert.deepEqual(sizeOf({ shape: [6, 28, 14] }), [28, 14]);
  assert.deepEqual(sizeOf({ shape: [120, 1, 1] }), [1, 1]);
  assert.deepEqual(sizeOf({ shape: [84] }), [1, 1]);
});

for (const [name, layers] of Object.entries(NETWORKS))
  test(`fields of ${name} are the cells that its units depend on`, () => {
    const random = seeded(1998);
    for (const { name, shape } of layers) {
      const [height, width] = sizeOf({ shape });
      const whole = (/** @type {number} */ count) => Math.floor(random() * count);
      for (let i = 0; i < (height > 1 ? 12 : 1); i++)
        assertFields(layers, [name, whole(shape[0]), whole(height), whole(width)]);
      assertFields(layers, [name, shape[0] - 1, height - 1, width - 1]);
      assertFields(layers, [name, 0, 0, 0]);
    }
  });

test("fields of any small chain of layers are the cells that its units depend on", () => {
  for (let seed = 0; seed < 60; seed++) {
    const random = seeded(seed);
    const whole = (/** @type {number} */ least, /** @type {number} */ most) =>
      least + Math.floor(random() * (most - least + 1));
    let shape = [whole(1, 2), whole(5, 9), whole(5, 9)];
    const layers = [layer("Input", shape, null, [])];
    for (let depth = 1; depth <= 3; depth++) {
      const kernel = whole(1, Math.min(3, shape[1], shape[2]));
      const [stride, padding] = [whole(1, kernel), whole(0, kernel - 1)]; // no gaps, nor windows of padding alone
      const size = (/** @type {number} */ below) => Math.floor((below + 2 * padding - kernel) / stride) + 1;
      const reads = Array.from({ length: 3 }, () =>
        [...Array(shape[0]).keys()].filter((map) => map === 0 || random() < 0.5),
      );
      shape = [3, size(shape[1]), size(shape[2])];
      layers.push(layer(`${depth}`, shape, [kernel, stride, padding], random() < 0.5 ? reads : null));
    }
    for (let row = 0; row < shape[1]; row++)
      for (let column = 0; column < shape[2]; column++) assertFields(layers, ["3", whole(0, 2), row, column]);
  }
});

test("a place in the padding around a map is none of its units", () => {
  const s2 = /** @type {Layer} */ ({ name: "S2", shape: [6, 14, 12] });
  for (const [row, column] of [
    [0, 0],
    [13, 11],
  ])
    assert.ok(isInside(s2, ["S2", 0, row, column]));
  for (const [row, column] of [
    [-1, 0],
    [0, -1],
    [14, 0],
    [0, 12],
  ])
    assert.ok(!isInside(s2, ["S2", 0, row, column]));
});
