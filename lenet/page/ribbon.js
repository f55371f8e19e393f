// The ribbon: every shown layer's maps, a pixel a cell, in the layer's own fixed scale.

const band = element.querySelector(".layers");
let shown = null; // the network whose layers stand in the band
let maps = {}; // by layer: its canvases, and its last values

/** Puts up the layers of a network, all at zero. */
function build(network) {
  shown = network.name;
  maps = {};
  band.replaceChildren(...network.layers.map(layerOf));
}

function layerOf(layer) {
  const [count, height, width] = layer.shape;
  const part = document.createElement("section");
  part.className = `layer layer-${layer.name.toLowerCase()}`;
  part.setAttribute("aria-label", `${layer.name}: ${count} maps of ${width} by ${height}`);
  const limit = signed(layer.limit, 1);
  part.innerHTML =
    `<header><h3>${layer.name} <small>${count}@${width}×${height}</small></h3>` +
    `<p>${layer.parameters.toLocaleString("en")} params</p>` +
    `<p class="legend" title="The colours of ${layer.name}: the same for every drawing">` +
    `${layer.signed ? `<span>≤−${limit}</span><i class="negative"></i>` : "<span>0</span>"}` +
    `<i class="positive"></i><span>≥${limit}</span></p></header>` +
    `<div class="maps" id="${layer.name.toLowerCase()}"></div>`;
  const canvases = Array.from({ length: count }, (_, map) => {
    const canvas = document.createElement("canvas");
    canvas.dataset.map = map;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${layer.name} map ${map}`);
    [canvas.width, canvas.height] = [width, height];
    canvas.style.setProperty("--cells", width);
    return canvas;
  });
  part.querySelector(".maps").append(...canvases);
  maps[layer.name] = { canvases, limit: layer.limit, cells: width * height, values: null };
  return part;
}

let table = null;

function paintLayer({ canvases, limit, cells, values }) {
  canvases.forEach((canvas, map) => {
    const context = canvas.getContext("2d");
    const picture = context.createImageData(canvas.width, canvas.height);
    for (let cell = 0; cell < cells; cell++) {
      const value = values ? values[map * cells + cell] / limit : 0;
      const level = Math.round(Math.max(-1, Math.min(1, value)) * LEVELS) + LEVELS;
      picture.data.set(table.subarray(3 * level, 3 * level + 3), 4 * cell);
      picture.data[4 * cell + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  });
}

function paintAll() {
  table ??= tableOf(signedScale(getComputedStyle(element)));
  Object.values(maps).forEach(paintLayer);
}

document.addEventListener("lenet:answer", ({ detail: { drawing, packet } }) => {
  if (drawing.network !== shown) build(props.networks.find(({ name }) => name === drawing.network));
  for (const [name, layer] of Object.entries(maps)) {
    layer.values = packet && halvesOf(packet.maps[name]);
  }
  paintAll();
});

new MutationObserver(() => {
  table = null;
  paintAll();
}).observe(document.body, { attributeFilter: ["class"] });
build(props.networks[0]);
paintAll();
