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
  const maps = make("span", { className: "c1", ariaHidden: "true" }, ...grids);
  const milliseconds = make("span");
  bars.element.ariaHidden = "true";
  const button = make(
    "button",
    { type: "button" },
    nameOf(network),
    answered,
    sure,
    bars.element,
    maps,
    figure("MNIST error", `${network.errors.mnist.toFixed(2)} %`),
    figure("pen error", `${network.errors.drawn.toFixed(2)} %`),
    figure("parameters", network.parameters.toLocaleString("en")),
    figure("inference (ms)", milliseconds),
  );
  button.dataset.network = network.name;
  button.ariaDescription = figureWords(network);
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
      button.ariaLabel = `${network.title}: ${spoken(compared)}`;
      sure.innerHTML = sureWords(compared);
      button.classList.toggle("rejected", stateOf(compared) === "rejected");
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
  const rejected = compared ? `${escaped(percent(compared.rubbish))}<small>not a digit</small>` : "";
  return { empty: "", rejected, unsure: `${share}<small>undecided</small>`, sure: share }[stateOf(compared)];
}

/** @param {Compared | null} compared */
function spoken(compared) {
  if (compared === null) return "nothing drawn";
  const [[digit, probability]] = compared.top3;
  const share = `${digit}, ${spokenShare(probability)}`;
  return {
    empty: "",
    rejected: `not a digit, ${spokenShare(compared.rubbish)}; best guess ${share}`,
    unsure: `undecided; ${share}`,
    sure: share,
  }[stateOf(compared)];
}

/** @param {number} share */
const spokenShare = (share) => percent(share).replace("%", "per cent");

/** @param {Network} network */
function figureWords({ errors, parameters }) {
  const [mnist, drawn] = [errors.mnist, errors.drawn].map((error) => `${error.toFixed(2)} per cent`);
  return `MNIST error ${mnist}, pen error ${drawn}, ${parameters.toLocaleString("en")} parameters`;
}
