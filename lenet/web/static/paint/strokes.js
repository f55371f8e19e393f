// A drawing's own units, and how its strokes are drawn for a person to see.

const UNITS = 280; // the pad's width and height
const PEN = 22; // the pen's, in the same units

/** Draws strokes of [x, y] on a canvas context that is scaled to units. */
function drawStrokes(ink, strokes, pen = PEN) {
  ink.lineWidth = pen;
  ink.lineCap = ink.lineJoin = "round";
  ink.beginPath();
  for (const stroke of strokes) {
    ink.moveTo(...stroke[0]);
    for (let i = 1; i < stroke.length - 1; i++) {
      const [[x, y], [nextX, nextY]] = [stroke[i], stroke[i + 1]];
      ink.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2); // no corners where a device is slow
    }
    const [x, y] = stroke.at(-1);
    ink.lineTo(x + (stroke.length === 1 ? 0.01 : 0), y); // a line of no length would leave no dot
  }
  ink.stroke();
}

/** Whether two drawings are of the same points, whichever arrays hold them. */
function sameStrokes(some, others) {
  const samePoint = ([x, y], [otherX, otherY]) => x === otherX && y === otherY;
  const sameStroke = (stroke, other) => stroke.length === other.length && stroke.every((point, at) => samePoint(point, other[at]));
  return some === others || (some.length === others.length && some.every((stroke, at) => sameStroke(stroke, others[at])));
}

/** Draws a picture as large as it fits into a box, in its middle. */
function drawContained(context, image, left, top, width, height) {
  const scale = Math.min(width / image.width, height / image.height);
  const [wide, high] = [image.width * scale, image.height * scale];
  context.drawImage(image, left + (width - wide) / 2, top + (height - high) / 2, wide, high);
}
