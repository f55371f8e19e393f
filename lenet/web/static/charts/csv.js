// Tables of numbers as CSV (RFC 4180), which spreadsheets and pandas read.

/**
 * The numbers of a chart: the columns' names with their units, and a row for each step.
 * @typedef {{columns: string[], rows: (string | number)[][]}} Table
 */

/**
 * Write a table.
 * @param {Table} table
 */
export const csvOf = ({ columns, rows }) => [columns, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");

/** @param {string | number} value */
function field(value) {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Give a share in per cent, without the digits that are none.
 * @param {number} share
 */
export const inPercent = (share) => Number((100 * share).toFixed(2));
