import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf, inPercent } from "../../../lenet/web/static/charts/csv.js";

test("a table has its names in the first line, and each line its end", () => {
  const table = {
    columns: ["rotation (degrees)", "probability of 7 (%)"],
    rows: [
      [-90, 0.25],
      [0, "not a digit"],
    ],
  };
  assert.equal(csvOf(table), "rotation (degrees),probability of 7 (%)\r\n-90,0.25\r\n0,not a digit\r\n");
});

test("what would end a field or a line is quoted", () => {
  assert.equal(csvOf({ columns: ["a, b", 'say "c"', "d\ne"], rows: [] }), '"a, b","say ""c""","d\ne"\r\n');
});

test("a share in per cent has two decimals at most", () => {
  assert.deepEqual([0, 0.12345, 0.07, 1].map(inPercent), [0, 12.35, 7, 100]);
});
