// The comparisons' charts as SVG: the ladder from 1998 to today, and the errors by the number of training digits.

import { escaped } from "../../state/numbers.js";
import { pathOf } from "../chart.js";
import { evenAxis, logAxis, roundEnds } from "./scale.js";

/** @import {LearnedFrom, Rung} from "../../types.js" */

const WIDTH = 400; // of a plot, in its own units; its height is its own
const ROW = 26;
const [LEFT, RIGHT] = [112, 336]; // of the ladder's axis, between names and numbers
const FOOT = 24; // for an axis's numbers
const [EDGE, HEIGHT] = [34, 230]; // of the other plot: room for numbers on the left, height of the axis

/**
 * Draw the ladder: a row a rung, its error with the interval.
 * @param {Rung[]} rungs
 */
export function ladderPlot(rungs) {
  const axis = evenAxis(Math.max(...rungs.map(({ error, interval }) => interval?.[1] ?? error)));
  const xOf = (/** @type {number} */ value) => LEFT + (RIGHT - LEFT) * axis.place(value);
  const bottom = ROW * rungs.length;
  const rows = rungs.map(({ name, error, interval, isAside }, at) => {
    const y = ROW * (at + 0.5);
    const bar = interval ? `<path class="interval" d="M${xOf(interval[0])} ${y}H${xOf(interval[1])}"/>` : "";
    return `<g class="rung${isAside ? " aside" : ""}"><text x="${isAside ? 10 : 0}" y="${y}">${escaped(name)}</text>${bar}<circle cx="${xOf(error)}" cy="${y}" r="4"/><text class="number" x="${WIDTH}" y="${y}">${error.toFixed(2)} %</text></g>`;
  });
  const grid = axis.ticks.map((tick) => tickAt(xOf(tick), bottom, String(tick)));
  const label = `Test error in per cent: ${rungs.map(({ name, error }) => `${name} ${error.toFixed(2)}`).join(", ")}`;
  return svgOf(label, bottom + FOOT, [...grid, ...rows]);
}

/**
 * Draw the test error, with its intervals, and the training error by the number of training digits.
 * @param {LearnedFrom[]} points   from the fewest digits to the most
 */
export function digitsPlot(points) {
  const errors = points.flatMap(({ error, interval, trainingError }) => [error, trainingError, ...(interval ?? [])]);
  const x = logAxis(points[0].digits, points[points.length - 1].digits, true);
  const y = logAxis(...roundEnds(lowest(errors), Math.max(...errors)));
  const xOf = (/** @type {number} */ digits) => EDGE + (WIDTH - EDGE - 8) * x.place(digits);
  const yOf = (/** @type {number} */ error) => 8 + (HEIGHT - 8) * (1 - y.place(error));
  const curve = (/** @type {(point: LearnedFrom) => number} */ errorOf) =>
    pathOf(points.map((each) => [xOf(each.digits), yOf(errorOf(each))]));
  const lines = y.ticks.map(
    (tick) =>
      `<path class="grid" d="M${EDGE} ${yOf(tick)}H${WIDTH}"/><text class="number" x="${EDGE - 6}" y="${yOf(tick)}">${tick}</text>`,
  );
  const uprights = x.ticks.map((tick) => tickAt(xOf(tick), HEIGHT, tick.toLocaleString("en")));
  const bars = points.map(({ digits, interval }) =>
    interval ? `<path class="interval" d="M${xOf(digits)} ${yOf(interval[0])}V${yOf(interval[1])}"/>` : "",
  );
  const dots = points.map(({ digits, error }) => `<circle cx="${xOf(digits)}" cy="${yOf(error)}" r="4"/>`);
  const training = `<path class="training" d="${curve(({ trainingError }) => trainingError)}"/>`;
  const test = `<path class="test" d="${curve(({ error }) => error)}"/>`;
  const words = points.map(({ digits, error }) => `${error.toFixed(2)} from ${digits.toLocaleString("en")}`);
  const label = `Test error in per cent by training digits: ${words.join(", ")}`;
  return svgOf(label, HEIGHT + FOOT, [...lines, ...uprights, ...bars, training, test, ...dots]);
}

/**
 * Find the lowest error that a logarithmic axis must show: the least above 0, but no less than 0.05.
 * @param {number[]} errors
 */
const lowest = (errors) => Math.max(0.05, Math.min(...errors.filter((error) => error > 0)));

/**
 * Draw an axis's upright line, and its number below.
 * @param {number} x
 * @param {number} bottom
 * @param {string} number
 */
const tickAt = (x, bottom, number) =>
  `<path class="grid" d="M${x} 0V${bottom}"/><text class="tick" x="${x}" y="${bottom + FOOT / 2}">${number}</text>`;

/**
 * @param {string} label
 * @param {number} height
 * @param {string[]} parts   from back to front
 */
const svgOf = (label, height, parts) =>
  `<svg class="plot" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(label)}">${parts.join("")}</svg>`;
