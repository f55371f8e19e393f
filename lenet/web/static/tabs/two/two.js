// Two drawings: one kept, one drawn after it; their layers side by side, what differs, and what lies between.

const TWO_ROWS = { kept: "Kept", way: "Between", now: "Now", difference: "Now − kept" };
const TWO_LAYERS = ["Input", "C1", "C3", "F6"];
const THUMB = 112; // pixels of the kept drawing in small, shown at half that size
const twoPanel = element.querySelector("#two");
twoPanel.innerHTML = `
  <div class="two-head">
    <canvas class="thumb" width="${THUMB}" height="${THUMB}" role="img" aria-label="The kept drawing" hidden></canvas>
    <p class="sentence" aria-live="polite"></p>
    <button type="button" id="keep" disabled>Keep this one</button>
    <button type="button" id="let-go" hidden>Forget it</button>
  </div>
  <div class="two-body" hidden>
    <div class="morph"></div>
    <div class="two-grid"></div>
    <p class="note">One scale a layer for all rows, zero neutral; the colours end at the numbers above. In the last row blue is more now, orange is less. Both drawings as they were placed: what the stress test changes does not count here.</p>
  </div>`;

const keepButton = twoPanel.querySelector("#keep");
const letGoButton = twoPanel.querySelector("#let-go");
const twoSentence = twoPanel.querySelector(".sentence");
const two = { kept: null, drawing: null, packet: null, step: 12, maps: new Map(), network: null, cells: [] };

const isKept = (drawing) => two.kept !== null && JSON.stringify(wired(drawing)) === JSON.stringify(wired(two.kept));

/** Puts up the rows and columns for a network's shapes, all at zero. */
function buildTwo(network) {
  two.network = network;
  const input = { name: "Input", shape: [1, SIDE, SIDE], limit: 1 };
  const layers = TWO_LAYERS.map((name) => network.layers.find((layer) => layer.name === name) ?? input);
  const grid = twoPanel.querySelector(".two-grid");
  grid.replaceChildren(cellOf("head", 0, 0), ...layers.map((layer, at) => headOf(layer, at + 1)));
  two.cells = [];
  Object.entries(TWO_ROWS).forEach(([row, words], down) => {
    const stripe = cellOf("stripe", down + 1, 0);
    stripe.dataset.row = row;
    grid.append(stripe, answerCell(row, words, down + 1));
    layers.forEach((layer, at) => grid.append(mapsOf(row, words, layer, down + 1, at + 1)));
  });
}

function cellOf(name, down, across) {
  const cell = document.createElement("div");
  cell.className = name;
  cell.style.setProperty("--down", down + 1);
  cell.style.setProperty("--across", across + 1);
  return cell;
}

function headOf({ name, shape, limit }, across) {
  const cell = cellOf("head", 0, across);
  const end = limit.toFixed(limit < 20 && !Number.isInteger(limit) ? 1 : 0);
  const size = name === "Input" ? "" : shape[1] > 1 ? `${shape[0]}@${shape[2]}×${shape[1]}` : shape[0];
  cell.innerHTML = `<h3>${name} <small>${size}</small></h3><p class="scale"><span>−${end}</span><i></i><span>${end}</span></p>`;
  return cell;
}

function answerCell(row, words, down) {
  const cell = cellOf("says", down, 0);
  cell.dataset.row = row;
  cell.innerHTML = `<b class="digit"></b><span class="who">${words}</span><span class="sure"></span>
    <span class="ten">${Array.from({ length: 10 }, (_, digit) => `<span><i></i><small>${digit}</small></span>`).join("")}</span>`;
  return cell;
}

function mapsOf(row, words, layer, down, across) {
  const cell = cellOf(`maps ${layer.name.toLowerCase()}`, down, across);
  cell.dataset.row = row;
  cell.dataset.words = words;
  const [height, width] = STANDING[layer.name] ?? layer.shape.slice(1);
  const count = STANDING[layer.name] ? 1 : layer.shape[0];
  const grids = Array.from({ length: count }, (_, map) => gridOf(height, width, `${words}: ${layer.name}${count > 1 ? ` map ${map}` : ""}`));
  cell.append(...grids);
  two.cells.push({ row, layer, grids });
  return cell;
}

/** The values of a layer at a step, or null while they are awaited. */
function valuesAt(step, name) {
  if (name === "Input") return Float32Array.from(bytesOf(two.packet.digits.data).subarray(step * SIDE * SIDE, (step + 1) * SIDE * SIDE), (byte) => byte / 255);
  return two.maps.get(step)?.[name] ?? null;
}

function paintTwo() {
  const ends = { kept: 0, way: two.step, now: lastStep() };
  const difference = (now, kept) => now.map((value, at) => value - kept[at]);
  for (const { row, layer, grids } of two.cells) {
    const [kept, now] = [valuesAt(0, layer.name), valuesAt(ends.now, layer.name)];
    const values = row === "difference" ? kept && now && difference(now, kept) : valuesAt(ends[row], layer.name);
    if (!values) continue; // what is shown stays until the new values are there
    if (layer.name === "Input" && row !== "difference") paintInk(grids[0], values.map((share) => share * 255), ...inkColours(element));
    else grids.forEach((grid, map) => paintGrid(grid, values, layer.limit, colourTable(), map * grid.width * grid.height));
    grids[0].parentElement.dataset.step = row === "difference" ? "" : ends[row];
  }
  for (const row of ["kept", "way", "now"]) sayAnswer(row, ends[row]);
  sayDifference();
}

const lastStep = () => two.packet.refused.length - 1;

/** The network's answer at a step, as the page's packets have one: {probabilities, verdict, top3}. */
function readingAt(step) {
  const probabilities = two.packet.probabilities[step];
  const top3 = probabilities.map((share, digit) => [digit, share]).sort((a, b) => b[1] - a[1]).slice(0, 3);
  return { probabilities, top3, verdict: two.packet.refused[step] ? null : top3[0][0] };
}

function sayAnswer(row, step) {
  const cell = twoPanel.querySelector(`.says[data-row="${row}"]`);
  const reading = readingAt(step);
  const state = stateOf(reading);
  cell.querySelector(".digit").textContent = state === "refused" ? "?" : reading.top3[0][0];
  cell.querySelector(".sure").textContent = state === "refused" ? "not a digit?" : percent(reading.top3[0][1]);
  cell.classList.toggle("refused", state === "refused");
  if (row === "way") cell.querySelector(".who").textContent = `${TWO_ROWS.way}, ${shareOf(step)}`;
  cell.querySelectorAll(".ten > span").forEach((bar, digit) => {
    bar.style.setProperty("--share", reading.probabilities[digit]);
    bar.classList.toggle("best", digit === reading.top3[0][0]);
  });
}

function sayDifference() {
  const cell = twoPanel.querySelector('.says[data-row="difference"]');
  const [kept, now] = [two.packet.probabilities[0], two.packet.probabilities[lastStep()]];
  cell.querySelector(".sure").textContent = "bars: ±100 %";
  cell.querySelectorAll(".ten i").forEach((bar, digit) => {
    const change = now[digit] - kept[digit];
    const [from, to] = [50 - 50 * Math.max(change, 0), 50 - 50 * Math.min(change, 0)];
    bar.style.background = `linear-gradient(transparent ${from}%, ${colourOf(Math.sign(change) * 0.75)} ${from}% ${to}%, transparent ${to}%), var(--track)`;
    bar.title = `${digit}: ${signed(100 * change, 1)} %`;
  });
}

/** Asks for the maps that are still missing: those of the chosen step first, then the ends'. */
function fetchMaps() {
  const step = [two.step, 0, lastStep()].find((each) => !two.maps.has(each));
  if (step !== undefined) askTwoMaps({ ...two.drawing, kept: two.kept, step, of: two.packet });
}

const askTwoMaps = asker("two_maps", (drawing) => [wired(drawing), wired(drawing.kept), drawing.placement, drawing.network, drawing.step], {
  onAnswer({ step, of }, maps) {
    if (of !== two.packet || maps === null) return;
    two.maps.set(step, Object.fromEntries(Object.entries(maps).map(([name, packed]) => [name, halvesOf(packed)])));
    paintTwo();
    fetchMaps();
  },
});

function showTwo(drawing, packet) {
  if (packet && drawing.kept !== two.kept) return; // another one has been kept since
  Object.assign(two, { drawing, packet });
  two.maps.clear();
  twoPanel.querySelector(".two-body").hidden = !packet;
  if (!packet) return showHead(current);
  if (two.network.name !== drawing.network) buildTwo(networkOf(drawing.network));
  showMorph();
}

/** The buttons, and, while there is nothing to compare, what to do. */
function showHead({ drawing, packet }) {
  const same = isKept(drawing);
  keepButton.disabled = !packet || same;
  keepButton.textContent = two.kept ? "Keep this one instead" : "Keep this one";
  letGoButton.hidden = two.kept === null;
  if (two.packet) return;
  twoSentence.textContent =
    two.kept && same ? "This drawing is kept. Now draw another, or press a number key: the two will stand here side by side."
    : two.kept && !packet ? "One drawing is kept. Draw another, or press a number key: the two will stand here side by side."
    : two.kept ? "Comparing them…"
    : packet ? "Keep this drawing, then draw another: here you will see what differs inside the network."
    : "Draw a digit, keep it, and draw another: here you will see what differs inside the network.";
}

function keep(drawing) {
  two.kept = drawing;
  const thumb = twoPanel.querySelector(".thumb");
  thumb.hidden = drawing === null;
  if (drawing) {
    const ink = thumb.getContext("2d");
    ink.setTransform(THUMB / UNITS, 0, 0, THUMB / UNITS, 0, 0);
    ink.clearRect(0, 0, UNITS, UNITS);
    ink.strokeStyle = getComputedStyle(thumb).color;
    if (drawing.image) drawContained(ink, drawing.image, 0, 0, UNITS, UNITS);
    else drawStrokes(ink, drawing.strokes);
  }
  follow.two(current);
  element.querySelector("#tab-two").focus({ preventScroll: true }); // the button that was pressed is gone or disabled
}

const askTwo = studyAsker(twoPanel, "two", (drawing) => [wired(drawing), drawing.kept && wired(drawing.kept), drawing.placement, drawing.network], showTwo);
follow.two = ({ drawing, packet }) => {
  showHead({ drawing, packet });
  const comparable = packet && two.kept && !isKept(drawing);
  askTwo({ drawing: { ...drawing, kept: two.kept }, packet: comparable ? packet : null });
  if (two.packet) paintTwo();
};
keepButton.addEventListener("click", () => keep(current.drawing));
letGoButton.addEventListener("click", () => keep(null));
buildTwo(props.networks[0]);
