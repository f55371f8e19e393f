// The ribbon: every layer from the input to OUTPUT, each in its own fixed scale, painted from the packets.

// Maps side by side.
const ACROSS = { Input: 1, C1: 3, S2: 3, C3: 4, S4: 4 };

const band = element.querySelector(".layers");
const ribbon = { network: null, limit: 1, layers: [], parts: [], packet: null, scale: "layer", before: false };
let table = null;

/** Puts up the layers of a network, all at zero. */
function build(network) {
  ribbon.network = network;
  ribbon.limit = Math.max(...network.layers.slice(0, -1).map(({ limit }) => limit));
  const input = { name: "Input", shape: [1, network.side, network.side], window: null, reads: [], squash: null, limit: 1 };
  ribbon.layers = [input, ...network.layers];
  ribbon.parts = ribbon.layers.map(partOf);
  band.replaceChildren(...ribbon.parts.map(({ section }) => section));
  const squash = network.layers[0].squash.split(" ").at(-1).replace(/\(.*/, ""); // "1.7159 tanh(2a/3)" is a tanh
  element.querySelector('[data-squash="before"]').textContent = `Before ${squash}`;
  element.querySelector('[data-squash="after"]').textContent = `After ${squash}`;
  writeLegends();
}

function partOf(layer) {
  const { name, shape } = layer;
  const standing = STANDING[name];
  const section = document.createElement("section");
  section.className = `layer layer-${name.toLowerCase()}`;
  section.innerHTML = `<header><h3>${name === "OUTPUT" ? "Output" : name} <small>${sizeWords(shape)}</small></h3>${counts(layer)}</header>
    <div class="maps" id="${name.toLowerCase()}"></div><p class="legend"></p>`;
  const [height, width] = sizeOf(layer);
  const maps = section.querySelector(".maps");
  const grids = standing
    ? [gridOf(...standing, `${name}: ${shape[0]} units`)]
    : Array.from({ length: shape[0] }, (_, map) => gridOf(height, width, `${name} map ${map}`));
  grids.forEach((grid, map) => {
    grid.dataset.map = map;
    const frame = document.createElement("div");
    frame.className = "map";
    frame.append(grid);
    maps.append(frame);
  });
  maps.style.setProperty("--across", standing ? 1 : ACROSS[name]);
  if (name !== "Input") {
    maps.tabIndex = 0;
    maps.setAttribute("role", "group");
    maps.setAttribute("aria-label", `${name}: ${sizeWords(shape)}. Arrow keys choose a unit, Enter pins it.`);
  }
  if (name === "OUTPUT") maps.insertAdjacentHTML("beforeend", scoreList());
  return { layer, section, grids };
}

function sizeWords(shape) {
  if (shape.length < 3 || shape[1] === 1) return `${shape[0]}`;
  return shape[0] === 1 ? `${shape[1]}×${shape[2]}` : `${shape[0]}@${shape[1]}×${shape[2]}`;
}

function counts({ parameters, connections }) {
  if (parameters === undefined) return "<p>paper 0</p><p>ink 1</p>";
  const words = (number, what, whole) => `<p title="${whole}">${number === 0 ? "no" : number.toLocaleString("en")} ${what}</p>`;
  return words(parameters, "params", "parameters, which are learned") + words(connections, "conn.", "connections: sums and products of one reading");
}

function scoreList() {
  return `<ol class="scores">${Array.from({ length: 10 }, (_, c) => `<li><b>${c}</b><output></output></li>`).join("")}</ol>`;
}

/** The legends stand still while one draws: only a scale, a squash or a network changes them. */
function writeLegends() {
  for (const { layer, section } of ribbon.parts) {
    if (layer.name !== "Input") section.querySelector(".legend").innerHTML = legend(layer);
  }
}

function paintAll() {
  table ??= tableOf(signedScale(getComputedStyle(element)));
  for (const part of ribbon.parts) paintPart(part);
}

function paintPart({ layer, section, grids }) {
  if (layer.name === "Input") return paintInput(grids[0]);
  const values = ribbon.packet && (ribbon.packet.values[layer.name] ??= halvesOf(ribbon.packet.maps[layer.name]));
  const cells = grids[0].width * grids[0].height;
  grids.forEach((grid, map) => paintGrid(grid, values, limitOf(layer, values, map * cells, cells), table, map * cells));
  if (layer.name !== "OUTPUT") return;
  const likeliest = values && best(values);
  section.querySelectorAll(".scores li").forEach((line, number) => {
    line.classList.toggle("best", number === likeliest);
    line.lastElementChild.textContent = values ? signed(values[number], layer.limit < 20 ? 1 : 0) : "";
  });
}

/** The |value| at the end of the colours: the layer's own, the map's largest, or one for all layers but OUTPUT's scores. */
function limitOf(layer, values, start, cells) {
  if (ribbon.scale === "map" && values !== null) return largest(values.subarray(start, start + cells), 1e-6);
  return ribbon.scale === "network" && layer.name !== "OUTPUT" ? ribbon.limit : layer.limit;
}

function legend(layer) {
  if (ribbon.scale === "map") return "each to its own";
  const end = limitOf(layer, null, 0, 0);
  const limit = end.toFixed(end < 20 ? 1 : 0);
  if (layer.name === "OUTPUT") return `±${limit}`;
  const negative = layer.signed || (ribbon.before && layer.squash !== null);
  return negative
    ? `<span>−${limit}</span><i class="negative"></i><i class="positive"></i><span>${limit}</span>`
    : `<span>0</span><i class="positive"></i><span>${limit}</span>`;
}

/** The digit as C1 reads it, framed with paper where the input is larger than 28. */
function paintInput(grid) {
  const frame = (grid.width - SIDE) / 2;
  const framed = new Uint8Array(grid.width * grid.height);
  const digit = ribbon.packet && bytesOf(ribbon.packet.digit.data);
  for (let row = 0; digit && row < SIDE; row++) {
    framed.set(digit.subarray(row * SIDE, (row + 1) * SIDE), (row + frame) * grid.width + frame);
  }
  paintInk(grid, framed, ...inkColours(grid));
}

document.addEventListener("lenet:answer", ({ detail: { drawing, packet } }) => {
  if (drawing.network !== ribbon.network.name) {
    build(props.networks.find(({ name }) => name === drawing.network));
    document.dispatchEvent(new CustomEvent("lenet:built"));
  }
  ribbon.packet = packet && Object.assign(packet, { values: {} });
  paintAll();
});

const chooseScale = radios(element.querySelector("#scale"), (button) => {
  ribbon.scale = button.dataset.scale;
  writeLegends();
  paintAll();
  document.dispatchEvent(new CustomEvent("lenet:setting", { detail: { scale: ribbon.scale } }));
});
document.addEventListener("lenet:setting", ({ detail: { scale } }) => {
  const button = element.querySelector(`#scale [data-scale="${CSS.escape(scale)}"]`);
  if (button && scale !== ribbon.scale) chooseScale(button);
});

new MutationObserver(() => {
  table = null;
  paintAll();
}).observe(document.body, { attributeFilter: ["class"] });
build(props.networks[0]);
paintAll();
