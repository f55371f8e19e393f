// Pointing at a unit: it and its receptive field are outlined at once, its arithmetic asked for; a click pins it.

const REST = 120; // ms of rest over a cell before its arithmetic is asked for
const hint = element.querySelector(".hint");
let pointed = null; // {depth, map, row, column}
let pinned = false;
let asking = null;

const unitOf = ({ depth, map, row, column }) => [ribbon.layers[depth].name, map, row, column];

/** The unit at a cell of one of a layer's grids. */
function unitAt(depth, grid, { row, column }) {
  const single = sizeOf(ribbon.layers[depth])[0] === 1;
  if (single) return { depth, map: row * grid.width + column, row: 0, column: 0 };
  return { depth, map: Number(grid.dataset.map), row, column };
}

/** Where a unit stands: {grid, row, column}. */
function placeOf({ depth, map, row, column }) {
  const { grids } = ribbon.parts[depth];
  if (sizeOf(ribbon.layers[depth])[0] > 1) return { grid: grids[map], row, column };
  return { grid: grids[0], row: Math.floor(map / grids[0].width), column: map % grids[0].width };
}

function point(unit, rest = REST) {
  if (pointed && unit && JSON.stringify(pointed) === JSON.stringify(unit)) return;
  pointed = unit;
  outline();
  clearTimeout(asking);
  asking = setTimeout(tell, unit ? rest : 0);
}

/** Says what the page looks at; the sketchpad asks for it, and goes on asking while one draws. */
function tell() {
  const unit = pointed && unitOf(pointed);
  document.dispatchEvent(new CustomEvent("lenet:view", { detail: { before: ribbon.before, unit } }));
}

function letGo() {
  pinned = false;
  point(null);
}

function outline() {
  for (const mark of element.querySelectorAll(".field, .unit")) mark.remove();
  for (const all of element.querySelectorAll(".maps.all")) all.classList.remove("all");
  band.classList.toggle("pointed", pointed !== null);
  band.classList.toggle("pinned", pinned);
  hint.textContent = pinned ? "Pinned: draw on and watch it. × or Esc lets go" : pointed ? "Click to pin it" : "Point at any cell to see what it reads";
  for (const read of element.querySelectorAll(".map.read")) read.classList.remove("read");
  let input = null;
  if (pointed) {
    const { grid, row, column } = placeOf(pointed);
    mark(grid, "unit", { top: row, left: column, bottom: row + 1, right: column + 1 });
    const fields = fieldsOf(ribbon.layers, pointed.depth, pointed);
    fields.forEach(outlineField);
    [input] = fields;
  }
  const frame = (ribbon.network.side - SIDE) / 2;
  document.dispatchEvent(new CustomEvent("lenet:pointed", { detail: input && { ...input, frame } }));
}

function outlineField(field, depth) {
  const { section, grids } = ribbon.parts[depth];
  const [height, width] = sizeOf(ribbon.layers[depth]);
  const whole = field.bottom - field.top === height && field.right - field.left === width;
  if (whole && field.maps.length === ribbon.layers[depth].shape[0]) {
    section.querySelector(".maps").classList.add("all");
    for (const grid of grids) grid.parentElement.classList.add("read");
  } else for (const map of field.maps) mark(grids[map], "field", field);
}

function mark(grid, name, { top, left, bottom, right }) {
  const box = document.createElement("i");
  box.className = name;
  const share = (value, of) => `${(100 * value) / of}%`;
  Object.assign(box.style, {
    top: share(top, grid.height), height: share(bottom - top, grid.height),
    left: share(left, grid.width), width: share(right - left, grid.width),
  });
  grid.parentElement.classList.add("read");
  grid.parentElement.append(box);
}

const depthOf = (grid) => ribbon.parts.findIndex(({ grids }) => grids.includes(grid));

band.addEventListener("pointermove", (event) => {
  if (pinned || event.pointerType === "touch") return;
  const grid = event.target.closest("canvas");
  const depth = grid ? depthOf(grid) : 0;
  if (depth > 0) point(unitAt(depth, grid, cellAt(grid, event)));
});
band.addEventListener("pointerleave", () => !pinned && point(null));
band.addEventListener("click", (event) => {
  const grid = event.target.closest("canvas");
  const depth = grid ? depthOf(grid) : 0;
  if (depth === 0) return letGo();
  const unit = unitAt(depth, grid, cellAt(grid, event));
  const again = pinned && JSON.stringify(unit) === JSON.stringify(pointed);
  if (again) return letGo();
  pinned = true;
  point(unit, 0);
  outline();
});

// By keyboard: a layer is one stop, its arrows walk from cell to cell and on into the next map.
band.addEventListener("focusin", (event) => {
  const maps = event.target.closest(".maps");
  if (!maps?.matches(":focus-visible") || pinned) return;
  const depth = ribbon.parts.findIndex(({ section }) => section.contains(maps));
  const [height, width] = sizeOf(ribbon.layers[depth]);
  point({ depth, map: 0, row: Math.floor(height / 2), column: Math.floor(width / 2) }, 0);
});
band.addEventListener("focusout", () => !pinned && point(null));
band.addEventListener("keydown", (event) => {
  if (!pointed) return;
  const step = { ArrowRight: [0, 1], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowUp: [-1, 0] }[event.key];
  if (step) {
    event.preventDefault();
    point(walked(...step), 0);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    pinned = !pinned;
    outline();
  }
});

/** The unit one step on; beyond a map's edge it is the map that stands there, or the same unit. */
function walked(down, right) {
  const { grid, row, column } = placeOf(pointed);
  const { grids } = ribbon.parts[pointed.depth];
  const across = Number(grid.closest(".maps").style.getPropertyValue("--across"));
  const to = { row: row + down, column: column + right };
  let next = grid;
  if (to.row < 0 || to.row >= grid.height || to.column < 0 || to.column >= grid.width) {
    const number = Number(grid.dataset.map) + down * across + right;
    const sameRow = down !== 0 || Math.floor(number / across) === Math.floor(Number(grid.dataset.map) / across);
    next = sameRow ? grids[number] : undefined;
    if (!next) return pointed;
    to.row = (to.row + grid.height) % grid.height;
    to.column = (to.column + grid.width) % grid.width;
  }
  return unitAt(pointed.depth, next, to);
}

// Before the sketchpad hears of it: while a unit is pinned, Escape lets it go and clears nothing.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !pinned) return;
    event.stopImmediatePropagation();
    letGo();
  },
  true,
);
document.addEventListener("lenet:built", letGo);

/** Whoever asks for it has a unit pinned, [layer, map, row, column]; null lets go. */
document.addEventListener("lenet:pin", ({ detail }) => {
  if (detail === null) return letGo();
  const [name, map, row, column] = detail;
  pinned = true;
  point({ depth: ribbon.layers.findIndex((layer) => layer.name === name), map, row, column }, 0);
  outline();
});

radios(element.querySelector("#squash"), (button) => {
  ribbon.before = button.dataset.squash === "before";
  writeLegends();
  tell();
});
