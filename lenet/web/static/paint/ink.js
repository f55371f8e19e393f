// Ink: a digit's bytes, painted in the colours of the theme.

const SIDE = 28;

/** The theme's colours of paper and ink, as they apply to an element. */
function inkColours(element) {
  const style = getComputedStyle(element);
  return ["--tile", "--digit-ink"].map((name) => rgb(style.getPropertyValue(name)));
}

/** Paints bytes of ink, 0 paper to 255 ink, one for each pixel of the canvas (null = all paper). */
function paintInk(canvas, ink, paperColour, inkColour) {
  const context = canvas.getContext("2d");
  const picture = context.createImageData(canvas.width, canvas.height);
  for (let i = 0; i < canvas.width * canvas.height; i++) {
    const share = ink ? ink[i] / 255 : 0;
    for (let c = 0; c < 3; c++) {
      picture.data[4 * i + c] = paperColour[c] + (inkColour[c] - paperColour[c]) * share;
    }
    picture.data[4 * i + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}
