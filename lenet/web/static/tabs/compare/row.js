// A network's row: what it makes of the drawing, C1's maps of it, and the network's own figures.

import { make } from "../../controls/find.js";
import { gridsOf, paintGrids } from "../../paint/grid.js";
import { escaped, halvesOf, percent } from "../../state/numbers.js";
import { answerOf, stateOf } from "../../state/verdict.js";
import { tenBars } from "../ten_bars.js";

/** @import {Network, Theme} from "../../types.js" */
/** @import {Compared} from "./compare.js" */

/**
 * Build a row: a button that chooses its network.
 * @param {Network} network
 * @param {() => void} choose
 */
export function buildRow(network, choose) {
  const [c1] = network.layers;
  const answered = make("b", { className: "answered" });
  const sure = make("span", { className: "sure" });
  const bars = tenBars();
  const grids = gridsOf(c1, (map) => `C1 map ${map}`);
  const milliseconds = make("span");
  const button = make(
    "button",
    { type: "button" },
    nameOf(network),
    answered,
    sure,
    bars.element,
    make("span", { className: "c1" }, ...grids),
    figure("MNIST error", `${network.errors.mnist.toFixed(2)} %`),
    figure("pen error", `${network.errors.drawn.toFixed(2)} %`),
    figure("parameters", network.parameters.toLocaleString("en")),
    figure("inference (ms)", milliseconds),
  );
  button.dataset.network = network.name;
  button.addEventListener("click", choose);

  return {
    button,
    mark(/** @type {boolean} */ isCurrent, /** @type {boolean} */ isDifferent) {
      button.classList.toggle("current", isCurrent);
      button.ariaPressed = String(isCurrent);
      button.classList.toggle("different", isDifferent);
    },
    show(/** @type {Compared | null} */ compared, /** @type {Theme} */ { table }) {
      button.dataset.reads = answered.textContent = compared ? answerOf(compared) : "–";
      sure.innerHTML = sureWords(compared);
      bars.show(compared?.probabilities ?? null);
      milliseconds.textContent = compared ? compared.milliseconds.toFixed(1) : "–";
      paintGrids(grids, compared && halvesOf(compared.c1), c1.limit, table);
    },
  };
}

/** @param {Network} network */
function nameOf({ title, line }) {
  return make("span", { className: "who" }, make("b", { textContent: title }), make("small", { textContent: line }));
}

/**
 * @param {string} name
 * @param {string | HTMLElement} value
 */
function figure(name, value) {
  return make("span", { className: "figure" }, make("small", { textContent: name }), value);
}

/** @param {Compared | null} compared */
function sureWords(compared) {
  const share = compared ? escaped(percent(compared.top3[0][1])) : "";
  return { empty: "", rejected: "not a digit", unsure: `${share}<small>undecided</small>`, sure: share }[
    stateOf(compared)
  ];
}
