// The panel: one unit's arithmetic, with the numbers that came from the network.

const STRONGEST = 10; // parts shown where there are more
const panel = element.querySelector("#panel");
const spoken = element.querySelector(".band > [aria-live]");
let said = "";

// On a phone the panel lies over the page: brief where the layers are out of sight.
new IntersectionObserver((seen) => panel.classList.toggle("away", !seen.at(-1).isIntersecting)).observe(element.querySelector(".layers"));

function showPanel(explanation) {
  panel.hidden = !explanation || !pointed;
  if (panel.hidden) return;
  const [name] = explanation.unit;
  const depth = ribbon.layers.findIndex((layer) => layer.name === name);
  const [layer, before] = [ribbon.layers[depth], ribbon.layers[depth - 1]];
  panel.dataset.unit = explanation.unit.join(" ");
  panel.dataset.side = depth <= 4 ? "right" : "left"; // never over what the unit reads
  const title = `${name === "OUTPUT" ? "Output" : name} ${placeWords(explanation.unit, layer)}`;
  panel.innerHTML = `<h3>${title} = <b>${signed(explanation.after, 2)}</b></h3><p class="what">${what(explanation, layer, before)}</p>
    <div class="parts"></div><p class="sum">${sumWords(explanation, before)}</p>`;
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "let-go", textContent: "×", ariaLabel: "Let this unit go" });
  close.addEventListener("click", letGo);
  panel.prepend(close);
  panel.querySelector(".parts").append(...partsOf(explanation, layer, before));
  const words = `${title}: ${signed(explanation.after, 2)}`;
  if (words === said) return;
  said = words;
  spoken.textContent = pinned || element.querySelector(".maps:focus-visible") ? words : "";
}

function placeWords([name, map, row, column], { shape }) {
  if (sizeOf({ shape })[0] === 1) return name === "OUTPUT" ? `class ${map}` : `unit ${map}`;
  return `map ${map}, row ${row}, column ${column}`;
}

function what({ parts, unit }, layer, before) {
  const [, map] = unit;
  const field = fieldsOf(ribbon.layers, ribbon.layers.indexOf(layer), { map, row: unit[2], column: unit[3] })[0];
  const sees = `sees ${field.bottom - field.top}×${field.right - field.left} px of the input`;
  if (isCode(layer)) return `minus the squared distance of F6’s 84 units to the code of ${map}`;
  if (parts[0].patch.length === 1) return `${parts.length} units of ${before.name}, each times its weight · ${sees}`;
  if (layer.name.startsWith("S")) return `${average(layer) ? `the mean of four cells of ${before.name} map ${map}` : `four cells of ${before.name} map ${map}, added, times a coefficient`} · ${sees}`;
  const [kernel] = layer.window;
  const count = parts.length === 1 ? "one patch" : `${parts.length} patches`;
  return `${count} of ${kernel}×${kernel} in ${before.name}, each times its kernel · ${sees}`;
}

const isCode = (layer) => layer.name === "OUTPUT" && layer.parameters === 0;
const average = (layer) => layer.parameters === 0;

/** The parts of the sum, the strongest where there are many. */
function partsOf(explanation, layer, before) {
  const { parts } = explanation;
  if (isCode(layer)) return codeParts(parts, before);
  const strongest = parts.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum)).slice(0, STRONGEST);
  if (parts[0].patch.length === 1) return termColumns(strongest, before);
  const shown = parts.length <= STRONGEST ? parts : strongest;
  const steepest = largest(parts.flatMap((part) => part.kernel.flat()));
  return shown.map((part) => pair(part, before, steepest));
}

/** A patch, its kernel, and the sum of their product. */
function pair({ map, row, column, patch, kernel, sum }, before, steepest) {
  const figure = document.createElement("figure");
  const [top, left] = [`${before.name} map ${map}, from row ${row}, column ${column}`, `kernel for ${before.name} map ${map}`];
  const grids = [gridOf(patch.length, patch[0].length, top), gridOf(kernel.length, kernel[0].length, left)];
  if (before.name === "Input") paintGrid(grids[0], patch.flat(), 1, table);
  else paintGrid(grids[0], patch.flat(), before.limit, table);
  paintGrid(grids[1], kernel.flat(), steepest, table);
  if (patch.length === 2) grids.forEach((grid, at) => (grid.title = [patch, kernel][at].flat().map((v) => signed(v, 2)).join("  ")));
  figure.title = top;
  figure.append(grids[0], "×", grids[1]);
  const caption = `<figcaption data-sum="${sum}"><small>${before.name === "Input" ? "" : map}</small> ${gain(sum)}</figcaption>`;
  figure.insertAdjacentHTML("beforeend", caption);
  if (patch.length === 2) figure.insertAdjacentHTML("beforeend", `<p class="cells">${cellsWords(patch, kernel)}</p>`);
  return figure;
}

const cellsWords = (patch, kernel) =>
  `(${patch.flat().map((value) => signed(value, 2)).join(" + ")}) × ${signed(kernel[0][0], 2)}`;

/** The strongest terms for and against, a line each: unit, value times weight, product. */
function termColumns(strongest, before) {
  return [["for", (sum) => sum >= 0], ["against", (sum) => sum < 0]].map(([heading, belongs]) => {
    const list = document.createElement("ol");
    list.className = "terms";
    const lines = strongest.filter(({ sum }) => belongs(sum)).map(
      ({ map, patch, kernel, sum }) =>
        `<li data-sum="${sum}"><span>${before.name} ${map}</span><span>${signed(patch[0][0], 2)} × ${signed(kernel[0][0], 2)}</span><b>${gain(sum)}</b></li>`,
    );
    list.innerHTML = `<li class="heading">${heading}</li>${lines.join("") || "<li>none</li>"}`;
    return list;
  });
}

/** F6 as 7x12, the class's code, and what each cell adds to the distance. */
function codeParts(parts, before) {
  const pictures = [
    ["F6", parts.map(({ patch }) => patch[0][0]), before.limit],
    ["code", parts.map(({ kernel }) => kernel[0][0]), 1],
    ["squared difference", parts.map(({ sum }) => -sum), Math.max(...parts.map(({ sum }) => -sum))],
  ];
  return pictures.map(([words, values, limit]) => {
    const figure = document.createElement("figure");
    const grid = gridOf(12, 7, words);
    paintGrid(grid, values, limit, table);
    figure.className = "code";
    figure.append(grid);
    figure.insertAdjacentHTML("beforeend", `<figcaption>${words}</figcaption>`);
    return figure;
  });
}

function sumWords({ parts, bias, before, after, squash }, below) {
  const sum = parts.reduce((total, part) => total + part.sum, 0);
  const rest = parts.length > STRONGEST && below.name !== "F6" ? ` <small>(of all ${parts.length})</small>` : "";
  const [first, second, third] = [sum, bias ?? 0, before].map((value) => Math.round(100 * value));
  const equals = first + second === third ? "=" : "≈"; // rounded numbers need not add up
  const biased = bias === null ? "" : ` + bias <b data-bias="${bias}">${signed(bias, 2)}</b> ${equals} <b data-before="${before}">${signed(before, 2)}</b>`;
  if (below.name === "F6" && bias === null) return `distance <b data-total="${sum}">${signed(-sum, 2)}</b>, so the output is <b>${signed(after, 2)}</b>`;
  return `sum <b data-total="${sum}">${signed(sum, 2)}</b>${rest}${biased}<span data-after="${after}">${squashWords(squash, before, after)}</span>`;
}

function squashWords(squash, before, after) {
  if (squash === null) return "";
  if (squash === "ReLU") return before > 0 ? "ReLU keeps it" : "ReLU cuts it to 0";
  return `${squash} makes it <b>${signed(after, 2)}</b>`;
}

document.addEventListener("lenet:answer", ({ detail: { packet } }) => showPanel(packet?.unit ?? null));
document.addEventListener("lenet:pointed", ({ detail }) => {
  if (detail === null) showPanel(null);
});
