// The last column: what the parts add up to, bias and activation function, and the unit's value in large type.

import { make } from "../../controls/find.js";
import { signed } from "../../state/numbers.js";
import { CURVE_BOX, curveOf } from "./activation.js";
import { linesOf, resultOf } from "./lines.js";

/** @import {Arithmetic, Layer} from "../../types.js" */
/** @import {Line} from "./lines.js" */

/** Build the column. */
export function buildSum() {
  const title = make("p", { className: "sum-title" });
  const lines = make("dl");
  const curve = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  curve.setAttribute("viewBox", CURVE_BOX);
  curve.setAttribute("aria-hidden", "true");
  const words = make("p", { className: "words" });
  const value = make("p", { className: "value" });
  const result = make("div", { className: "result" }, words, curve, value);
  return {
    element: make("div", { className: "sum" }, title, lines, result),
    /**
     * @param {Arithmetic} arithmetic
     * @param {Layer} layer
     */
    show(arithmetic, layer) {
      const { squash, before, after } = arithmetic;
      title.textContent = squash === null ? "Sum" : "Activation";
      lines.replaceChildren(...linesOf(arithmetic, layer).flatMap(lineOf));
      curve.toggleAttribute("hidden", squash === null);
      if (squash !== null) curve.innerHTML = curveOf(squash, before, after);
      const last = resultOf(arithmetic, layer);
      words.textContent = `${last.words} ${last.sign}`;
      value.textContent = signed(last.value, 2);
      value.dataset.after = String(last.value);
    },
  };
}

/** @param {Line} line */
function lineOf({ name, words, value, sign }) {
  const number = make("dd", { textContent: `${sign === "≈" ? "≈ " : ""}${signed(value, 2)}` });
  number.dataset[name] = String(value);
  return [make("dt", { textContent: words }), number];
}
