// A chart as a picture: what stands on the page, its headings, its drawing and its key, drawn anew at twice the size.

const SCALE = 2;
const MARGIN = 16; // pixels around it
const SVG = "http://www.w3.org/2000/svg";
const UNDRAWN = "button, input, .switch, .value, .readout, .unused";
const WORD = ["fill", "font-family", "font-size", "font-weight", "font-style", "font-variant-numeric"];
const SHAPE = ["stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "display"];
const DRAWN = [...WORD, ...SHAPE, "fill-opacity", "r", "overflow", "text-anchor", "paint-order", "vector-effect"];

/**
 * Draw parts of the page below each other, as PNG.
 * @param {HTMLElement[]} parts   from the top down
 */
export async function pngOf(parts) {
  const { svg, width, height } = svgOf(parts);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(SCALE * width, SCALE * height);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/png" });
}

/**
 * Write parts of the page as one SVG that needs no style of the page's.
 * @param {HTMLElement[]} parts
 */
export function svgOf(parts) {
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const width = Math.ceil(Math.max(...boxes.map((box) => box.width))) + 2 * MARGIN;
  const height = Math.ceil(boxes.reduce((sum, box) => sum + box.height + MARGIN, MARGIN));
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("xmlns", SVG);
  for (const [name, value] of Object.entries({ width, height })) picture.setAttribute(name, String(value));
  const ground = getComputedStyle(parts[0]).getPropertyValue("--page").trim();
  picture.innerHTML = `<rect width="${width}" height="${height}" fill="${ground}"/>`;
  let top = MARGIN;
  parts.forEach((part, at) => {
    const corner = { x: MARGIN - boxes[at].x, y: top - boxes[at].y };
    picture.append(...drawingsIn(part, corner), ...wordsIn(part, corner));
    top += boxes[at].height + MARGIN;
  });
  return { svg: new XMLSerializer().serializeToString(picture), width, height };
}

/**
 * Copy the drawings of a part, each at its place.
 * @param {HTMLElement} part
 * @param {{x: number, y: number}} corner   of the part, in the picture
 */
function drawingsIn(part, corner) {
  const drawings = [...part.querySelectorAll("svg")].filter(
    (each) => !each.closest(UNDRAWN) && each.parentElement?.closest("svg") === null && each.checkVisibility(),
  );
  return drawings.map((drawing) => {
    const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
    const originals = [drawing, ...drawing.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((each, at) => {
      each.setAttribute("style", styleOf(originals[at], DRAWN));
    });
    copy.querySelector(".pointed")?.remove();
    const { x, y, width, height } = drawing.getBoundingClientRect();
    const place = { x: x + corner.x, y: y + corner.y, width, height };
    for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
    return copy;
  });
}

/**
 * Write the words of a part, each at its place: lines break where they break on the page.
 * @param {HTMLElement} part
 * @param {{x: number, y: number}} corner   of the part, in the picture
 */
function wordsIn(part, corner) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element?.checkVisibility() || element.closest(`svg, select, ${UNDRAWN}`)) continue;
    for (const { index, 0: text } of (node.textContent ?? "").matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + text.length);
      words.push(wordOf(text, element, range.getBoundingClientRect(), corner));
    }
  }
  for (const select of part.querySelectorAll("select")) {
    if (select.closest(UNDRAWN)) continue;
    words.push(wordOf(select.selectedOptions[0].text, select, select.getBoundingClientRect(), corner));
  }
  return words;
}

/**
 * @param {string} text
 * @param {Element} element   whose type it has
 * @param {DOMRect} box       where it stands on the page
 * @param {{x: number, y: number}} corner
 */
function wordOf(text, element, { x, y, height }, corner) {
  const word = document.createElementNS(SVG, "text");
  const place = { x: x + corner.x, y: y + corner.y + height / 2, dy: ".36em" };
  for (const [name, value] of Object.entries(place)) word.setAttribute(name, String(value));
  word.setAttribute("style", `${styleOf(element, WORD)};fill:${getComputedStyle(element).color}`);
  word.textContent = text;
  return word;
}

/**
 * @param {Element} element
 * @param {string[]} properties
 */
function styleOf(element, properties) {
  const style = getComputedStyle(element);
  return properties.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
}
