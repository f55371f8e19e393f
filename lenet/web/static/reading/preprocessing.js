// The placed digit, and the two steps that led to it: the drawing's box, and that box in 20x20 pixels.

const BOX = 20;
const CENTRE = 14; // the pixel where MNIST's centres of mass lie, counted from 0

/** Everything the page says of a digit follows from its pixels, {ink: Uint8Array of 28 x 28}. */
function placementOf(ink) {
  let mass = 0;
  let x = 0;
  let y = 0;
  const darkest = { row: new Array(SIDE).fill(0), column: new Array(SIDE).fill(0) };
  ink.forEach((value, index) => {
    if (value === 0) return;
    const [row, column] = [Math.floor(index / SIDE), index % SIDE];
    mass += value;
    x += value * column;
    y += value * row;
    darkest.row[row] = Math.max(darkest.row[row], value / 255);
    darkest.column[column] = Math.max(darkest.column[column], value / 255);
  });
  if (mass === 0) return null;
  return {
    mass: [x / mass, y / mass],
    corner: [middleOf(darkest.column) - BOX / 2, middleOf(darkest.row) - BOX / 2], // of the 20x20 box
    off: Math.hypot(x / mass - CENTRE, y / mass - CENTRE),
  };
}

/** The middle between the first and the last ink, grey edges counted by how dark they are. */
function middleOf(darkest) {
  const first = darkest.findIndex((share) => share > 0);
  const last = darkest.findLastIndex((share) => share > 0);
  return (first + 1 - darkest[first] + last + darkest[last]) / 2;
}

/** The drawing, or the picture, in small; with the box of its ink dashed (no box for "resize"). */
function paintDrawing(canvas, { strokes, image }, boxed) {
  const ratio = window.devicePixelRatio || 1;
  const side = Math.round(canvas.clientWidth * ratio);
  if (side === 0) return;
  canvas.width = canvas.height = side;
  const scale = side / UNITS;
  const context = canvas.getContext("2d");
  const style = getComputedStyle(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.strokeStyle = style.color;
  if (image) drawContained(context, image, 0, 0, UNITS, UNITS);
  drawStrokes(context, strokes);
  if (!boxed || strokes.length === 0) return;
  const [x, y] = [0, 1].map((axis) => strokes.flatMap((stroke) => stroke.map((point) => point[axis])));
  const [left, top] = [Math.min(...x) - PEN / 2, Math.min(...y) - PEN / 2];
  context.strokeStyle = style.getPropertyValue("--paper-accent");
  context.lineWidth = 1.5 / scale;
  context.setLineDash([3 / scale, 2 / scale]);
  context.strokeRect(left, top, Math.max(...x) + PEN / 2 - left, Math.max(...y) + PEN / 2 - top);
}
