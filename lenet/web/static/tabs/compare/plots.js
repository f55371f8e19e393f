// The comparisons' charts: networks in rows, and the errors by the number of training digits.

import { across, dotAt, down, pathOf } from "../../charts/drawing.js";
import { logScale, roundEnds, scaleFromZero } from "../../charts/scales.js";

/** @import {Table} from "../../charts/csv.js" */
/** @import {Axis} from "../../charts/drawing.js" */
/** @import {Step} from "../../charts/pointer.js" */
/** @import {LearnedFrom, Rung} from "../../types.js" */

/** @typedef {{x: Axis, y: Axis, inside: string, over: string, finding: string, table: Table, steps: Step[]}} Plot */

const errorWords = (/** @type {number} */ error) => `${error.toFixed(2)} %`;
const ERRORS = ["test error (%)", "95 % interval from (%)", "to (%)"];

/**
 * Draw networks in rows, each with its error and the interval.
 * @param {Rung[]} rungs
 * @returns {Plot}
 */
export function rowsPlot(rungs) {
  const scale = scaleFromZero(Math.max(...rungs.map(({ error, interval }) => interval?.[1] ?? error)));
  const rowOf = (/** @type {number} */ at) => 1 - (at + 0.5) / rungs.length;
  const rows = rungs.map(({ error, interval, isAside }, at) => {
    const y = rowOf(at);
    const bar = interval ? lineOf("interval", [scale.place(interval[0]), y], [scale.place(interval[1]), y]) : "";
    return `<g class="rung${isAside ? " aside" : ""}">${bar}${dotAt(scale.place(error), y)}<text class="error" x="100%" dx=".8em" y="${down(y)}" dy=".36em">${errorWords(error)}</text></g>`;
  });
  return {
    x: { scale, write: String },
    y: {
      scale: { ticks: rungs.map((_, at) => at), place: rowOf },
      write: (at) => `${rungs[at].isAside ? "↳ " : ""}${rungs[at].name}`,
    },
    inside: "",
    over: rows.join(""),
    finding: rungs.map(({ name, error }) => `${name} ${errorWords(error)}`).join(", "),
    table: {
      columns: ["network", ...ERRORS],
      rows: rungs.map(({ name, error, interval }) => [name, error, ...(interval ?? ["", ""])]),
    },
    steps: [], // every row has its number
  };
}

/**
 * Draw the test error, with its intervals, and the training error by the number of training digits.
 * @param {LearnedFrom[]} points   from the fewest digits to the most
 * @returns {Plot}
 */
export function digitsPlot(points) {
  const errors = points.flatMap(({ error, interval, trainingError }) => [error, trainingError, ...(interval ?? [])]);
  const x = logScale(points[0].digits, points[points.length - 1].digits, true);
  const y = logScale(...roundEnds(lowest(errors), Math.max(...errors)));
  const curve = (/** @type {(point: LearnedFrom) => number} */ errorOf) =>
    pathOf(points.map((each) => [x.place(each.digits), y.place(errorOf(each))]));
  const bars = points.map(({ digits, interval }) =>
    interval
      ? lineOf("interval", [x.place(digits), y.place(interval[0])], [x.place(digits), y.place(interval[1])])
      : "",
  );
  const dots = points.map(({ digits, error }) => dotAt(x.place(digits), y.place(error)));
  const count = (/** @type {number} */ digits) => digits.toLocaleString("en");
  return {
    x: { scale: x, write: count },
    y: { scale: y, write: (tick) => `${tick} %` },
    inside: `<path class="training" d="${curve(({ trainingError }) => trainingError)}"/><path class="test" d="${curve(({ error }) => error)}"/>`,
    over: [...bars, ...dots].join(""),
    finding: points.map(({ digits, error }) => `${errorWords(error)} from ${count(digits)}`).join(", "),
    table: {
      columns: ["training digits", ...ERRORS, "training error (%)"],
      rows: points.map(({ digits, error, interval, trainingError }) => [
        digits,
        error,
        ...(interval ?? ["", ""]),
        trainingError,
      ]),
    },
    steps: points.map(({ digits, error, trainingError }) => ({
      x: x.place(digits),
      heights: [y.place(error), y.place(trainingError)],
      words: `${count(digits)} digits: test <b>${errorWords(error)}</b>, training ${errorWords(trainingError)}`,
    })),
  };
}

/**
 * Find the lowest error that a logarithmic axis must show: the least above 0, but no less than 0.05.
 * @param {number[]} errors
 */
const lowest = (errors) => Math.max(0.05, Math.min(...errors.filter((error) => error > 0)));

/**
 * @param {string} kind   its CSS class
 * @param {[x: number, y: number]} from
 * @param {[x: number, y: number]} to
 */
const lineOf = (kind, from, to) =>
  `<line class="${kind}" x1="${across(from[0])}" y1="${down(from[1])}" x2="${across(to[0])}" y2="${down(to[1])}"/>`;
