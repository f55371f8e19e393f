// How large the loss's gradient is in each layer, on a logarithmic axis: whose weights hardly move learns hardly.

import { logScale } from "../../../charts/scales.js";
import { make } from "../../../controls/find.js";

/** @import {Lab} from "../types.js" */

const SCALE = logScale(1e-4, 10, true);
const NUMBERED = [1e-4, 0.01, 1]; // of its powers of ten

/** Build the bars. */
export function buildGradients() {
  const rows = make("ul");
  const axis = make("p", { className: "axis", ariaHidden: "true" });
  for (const tick of NUMBERED) {
    const mark = make("span", { textContent: String(tick) });
    mark.style.setProperty("--at", String(SCALE.place(tick)));
    axis.append(mark);
  }
  return {
    element: make("section", { className: "gradients" }, make("h3", {}, "Gradient, norm by layer"), rows, axis),
    /** @param {Lab} lab */
    show({ training }) {
      rows.replaceChildren(...Object.entries(training?.gradients ?? {}).map(rowOf));
    },
  };
}

/** @param {[layer: string, norm: number | null]} of */
function rowOf([layer, norm]) {
  const bar = make("i");
  bar.style.setProperty("--share", SCALE.place(norm ?? Number.POSITIVE_INFINITY).toFixed(3));
  const row = make(
    "li",
    {},
    make("span", { textContent: layer === "OUTPUT" ? "Output" : layer }),
    bar,
    make("b", { textContent: written(norm) }),
  );
  row.dataset.layer = layer;
  return row;
}

/** @param {number | null} norm */
function written(norm) {
  if (norm === null) return "∞";
  return norm >= 0.01 || norm === 0 ? norm.toFixed(2) : norm.toPrecision(1);
}
