// Saving a chart by one press: as a picture, or its numbers as a table.

import { save } from "../controls/download.js";
import { make } from "../controls/find.js";
import { canReadBack, NO_PICTURES } from "../paint/reading_back.js";
import { csvOf } from "./csv.js";
import { pngOf } from "./picture.js";

/** @import {Chart} from "./chart.js" */
/** @import {Table} from "./csv.js" */

/**
 * Put the two buttons at the end of a chart's heading. enable() tells whether there is something to save.
 * @param {Chart} chart
 * @param {object} what
 * @param {string} what.name             of the files, without ending
 * @param {() => Table} what.table
 * @param {HTMLElement} [what.key]       one that stands elsewhere, and is drawn under the chart
 */
export function buildSaving({ head, element, title }, { name, table, key }) {
  const png = make("button", { type: "button", className: "save", textContent: "PNG" });
  const csv = make("button", { type: "button", className: "save", textContent: "CSV" });
  png.ariaLabel = `Save as PNG: ${title}`;
  csv.ariaLabel = `Save as CSV: ${title}`;
  png.addEventListener("click", async () => {
    save(`${name}.png`, await pngOf(key ? [element, key] : [element]), "image/png");
  });
  csv.addEventListener("click", () => save(`${name}.csv`, csvOf(table()), "text/csv"));
  head.append(make("span", { className: "saving" }, png, csv));
  const isNoise = !canReadBack();
  function enable(/** @type {boolean} */ isDrawn) {
    csv.disabled = !isDrawn;
    png.disabled = !isDrawn || isNoise;
    png.title = isDrawn && isNoise ? NO_PICTURES : "";
  }
  enable(true);
  return { enable };
}
