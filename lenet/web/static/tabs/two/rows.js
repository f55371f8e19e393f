// Four rows, kept, between, now and their difference, of four layers each: one map stands over the other.

import { SIDE } from "../../constants.js";
import { make } from "../../controls/find.js";
import { gridsOf, paintGrids, STANDING } from "../../paint/grid.js";
import { paintInk } from "../../paint/ink.js";
import { sizeWords } from "../../state/networks.js";
import { answerCell, differenceCell } from "./answer_cells.js";
import { inkAt, valuesAt } from "./comparison.js";
import { shareOf } from "./words.js";

/** @import {Layer, Network, Theme} from "../../types.js" */
/** @import {Comparison} from "./comparison.js" */

/** @typedef {keyof typeof NAMES} Row */
/** @typedef {Pick<Layer, "name" | "shape" | "limit">} Shown   a layer */
/** @typedef {{row: Row, layer: Shown, cell: HTMLElement, grids: HTMLCanvasElement[]}} Maps */

const NAMES = { kept: "Kept", way: "Morph", now: "Now", difference: "Now − kept" };
const ROWS = /** @type {Row[]} */ (Object.keys(NAMES));
const LAYERS = ["C1", "C3", "F6"];
const INPUT = { name: "Input", shape: [1, SIDE, SIDE], limit: 1 }; // the digit alone, with no frame around it

/**
 * Build the rows. stand(network) puts up what a network's shapes need, all at zero; paint(comparison, step, theme)
 * fills it, the step being what stands between.
 * @param {HTMLElement} grid
 */
export function buildRows(grid) {
  const [kept, way, now] = [answerCell(NAMES.kept), answerCell(NAMES.way), answerCell(NAMES.now)];
  const difference = differenceCell(NAMES.difference);
  const says = { kept, way, now, difference };
  let standing = "";
  /** @type {Maps[]} */
  let maps = [];

  /** @param {Network} network */
  function stand({ name, layers }) {
    if (name === standing) return;
    standing = name;
    const shown = [INPUT, ...layers.filter((layer) => LAYERS.includes(layer.name))];
    maps = ROWS.flatMap((row) => shown.map((layer) => mapsOf(row, layer)));
    grid.replaceChildren(
      ...[make("div", { className: "head" }), ...shown.map(headOf)].map((cell, at) => placed(cell, 0, at)),
      ...ROWS.flatMap((row, at) => {
        const first = [make("div", { className: "stripe" }), says[row].cell];
        const own = maps.filter((each) => each.row === row).map(({ cell }) => cell);
        for (const cell of [...first, ...own]) cell.dataset.row = row;
        return [...first.map((cell) => placed(cell, at + 1, 0)), ...own.map((cell, i) => placed(cell, at + 1, i + 1))];
      }),
    );
  }

  return {
    stand,
    paint(/** @type {Comparison} */ comparison, /** @type {number} */ step, /** @type {Theme} */ theme) {
      const { last, between } = comparison;
      const { probabilities, rejected } = between;
      for (const each of maps) paintMaps(each, comparison, { kept: 0, way: step, now: last }, theme);
      kept.show(probabilities[0], rejected[0]);
      way.show(probabilities[step], rejected[step], `${NAMES.way}, ${shareOf(step, last)}`);
      now.show(probabilities[last], rejected[last]);
      difference.show(probabilities[0], probabilities[last], theme.table);
    },
  };
}

/**
 * @param {HTMLElement} cell
 * @param {number} down     row and column of the grid, counted from 0
 * @param {number} across
 */
function placed(cell, down, across) {
  cell.style.setProperty("--down", String(down + 1));
  cell.style.setProperty("--across", String(across + 1));
  return cell;
}

/** @param {Shown} layer */
function headOf(layer) {
  const { name, shape, limit } = layer;
  const end = limit.toFixed(limit < 20 && !Number.isInteger(limit) ? 1 : 0);
  const size = layer === INPUT ? "" : sizeWords(shape);
  const innerHTML = `<h3>${name} <small>${size}</small></h3><p class="scale"><span>−${end}</span><i></i><span>${end}</span></p>`;
  return make("div", { className: "head", innerHTML });
}

/**
 * @param {Row} row
 * @param {Shown} layer
 * @returns {Maps}
 */
function mapsOf(row, layer) {
  const { name, shape } = layer;
  const isOne = STANDING[name] !== undefined || shape[0] === 1;
  const grids = gridsOf(layer, (map) => `${NAMES[row]}: ${name}${isOne ? "" : ` map ${map}`}`);
  const cell = make("div", { className: `maps ${name.toLowerCase()}` }, ...grids);
  cell.dataset.words = NAMES[row];
  return { row, layer, cell, grids };
}

/**
 * Paint one layer of one row; where its values are awaited, what is shown stays.
 * @param {Maps} maps
 * @param {Comparison} comparison
 * @param {Record<Exclude<Row, "difference">, number>} steps
 * @param {Theme} theme
 */
function paintMaps({ row, layer, cell, grids }, comparison, steps, theme) {
  const isDifference = row === "difference";
  const valuesOf = (/** @type {number} */ step) => valuesAt(comparison, step, layer.name);
  const values = isDifference ? minus(valuesOf(steps.now), valuesOf(steps.kept)) : valuesOf(steps[row]);
  if (values === null) return;
  if (layer === INPUT && !isDifference) paintInk(grids[0], inkAt(comparison, steps[row]), theme);
  else paintGrids(grids, values, layer.limit, theme.table);
  cell.dataset.step = isDifference ? "" : String(steps[row]);
}

/**
 * @param {Float32Array | null} now
 * @param {Float32Array | null} kept
 */
const minus = (now, kept) => now && kept && now.map((value, at) => value - kept[at]);
