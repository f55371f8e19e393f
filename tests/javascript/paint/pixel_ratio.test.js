import assert from "node:assert/strict";
import { test } from "node:test";
import { followPixelRatio } from "../../../lenet/web/static/paint/pixel_ratio.js";

test("every move to a screen of other pixels is heard", (t) => {
  /** @type {{query: string, change: () => void}[]} */
  const asked = [];
  /** @type {number[]} */
  const heard = [];
  const page = /** @type {any} */ (globalThis);
  page.matchMedia = (/** @type {string} */ query) => ({
    addEventListener(/** @type {string} */ name, /** @type {() => void} */ change, /** @type {object} */ options) {
      assert.deepEqual([name, options], ["change", { once: true }]);
      asked.push({ query, change });
    },
  });
  t.after(() => ["matchMedia", "devicePixelRatio"].forEach((name) => void Reflect.deleteProperty(page, name)));
  page.devicePixelRatio = 1;
  followPixelRatio(() => void heard.push(page.devicePixelRatio));
  for (const ratio of [2, 1.5, 1]) {
    page.devicePixelRatio = ratio;
    asked.at(-1)?.change();
  }
  assert.deepEqual(heard, [2, 1.5, 1]);
  assert.deepEqual(
    asked.map(({ query }) => query),
    [1, 2, 1.5, 1].map((ratio) => `(resolution: ${ratio}dppx)`),
  );
});
