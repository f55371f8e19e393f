import assert from "node:assert/strict";
import { test } from "node:test";
import { howWords, morphWords, runsOf } from "../../../lenet/web/static/tabs/two/words.js";

/** @param {string} labels   what is read at each step */
function runs(labels) {
  const probabilities = [...labels].map((label) =>
    Array.from({ length: 10 }, (_, digit) => (String(digit) === label ? 1 : 0)),
  );
  return runsOf({ probabilities, rejected: [...labels].map((label) => label === "?") });
}

const MORPHING = "Morphing from the kept drawing to this one, the answer";

for (const [labels, words] of [
  ["77777", `${MORPHING} stays <b>7</b> throughout.`],
  ["77711", `${MORPHING} flips from <b>7</b> to <b>1</b> at 63 %.`],
  ["77?11", `${MORPHING} flips from <b>7</b> to “not a digit” at 38 %, to <b>1</b> at 63 %.`],
  ["7171717", `${MORPHING} flips 6 times, from <b>7</b> to <b>7</b>.`],
])
  test(`of the answers ${labels} one is told: ${words}`, () =>
    assert.equal(morphWords(runs(labels), labels.length - 1), words));

/** @param {number} count   of strokes */
const drawing = (count) => ({ strokes: Array.from({ length: count }, () => []) });

test("how the steps between are made is told, and why", () => {
  const words = (/** @type {number} */ kept, /** @type {number} */ now, /** @type {"strokes" | "ink"} */ way) =>
    howWords(/** @type {any} */ ({ kept: drawing(kept), question: { drawing: drawing(now) }, between: { way } }));
  assert.match(words(1, 1, "strokes"), /^Both drawings have one stroke, so the morph moves each point/);
  assert.match(
    words(1, 2, "ink"),
    /blended in proportion, because one drawing has one stroke and the other two strokes\.$/,
  );
  assert.match(words(2, 2, "ink"), /because the drawings have too many points\.$/);
});
