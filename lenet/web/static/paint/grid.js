// Grids of cells: values painted a pixel a cell, and which cell a pointer is over.

/** Layers of single units stand in one grid: [rows, columns]; F6 in the codes' own 12 x 7. */
const STANDING = { C5: [15, 8], F6: [12, 7], OUTPUT: [10, 1] };

/** A canvas of height x width cells. */
function gridOf(height, width, label) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  canvas.style.setProperty("--cells", width);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  return canvas;
}

/** Paints values (from `start` on, row by row; null = all zero) in the colours of the table, `limit` at its ends. */
function paintGrid(canvas, values, limit, table, start = 0) {
  const context = canvas.getContext("2d");
  const picture = context.createImageData(canvas.width, canvas.height);
  const cells = canvas.width * canvas.height;
  for (let cell = 0; cell < cells; cell++) {
    const value = values ? values[start + cell] / limit : 0;
    const level = Math.round(Math.max(-1, Math.min(1, value)) * LEVELS) + LEVELS;
    picture.data.set(table.subarray(3 * level, 3 * level + 3), 4 * cell);
    picture.data[4 * cell + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}

/** The cell of a canvas under a pointer: {row, column}. */
function cellAt(canvas, { clientX, clientY }) {
  const box = canvas.getBoundingClientRect();
  const place = (at, start, size, cells) => Math.max(0, Math.min(cells - 1, Math.floor(((at - start) / size) * cells)));
  return {
    row: place(clientY, box.top, box.height, canvas.height),
    column: place(clientX, box.left, box.width, canvas.width),
  };
}
