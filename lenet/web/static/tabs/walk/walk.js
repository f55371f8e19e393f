// How it works: the figures of the text, painted from the visitor's own digit and the current network.

const FIGURES = { placed: "Input", c1: "C1", s2: "S2", c3: "C3", c5: "C5", f6: "F6", output: "OUTPUT" };

function showWalk({ drawing, packet }) {
  const network = networkOf(drawing.network);
  for (const [figure, name] of Object.entries(FIGURES)) {
    const place = element.querySelector(`[data-figure="${figure}"]`);
    place.className = name.toLowerCase();
    place.replaceChildren(...figureOf(network, name, packet));
  }
}

function figureOf(network, name, packet) {
  if (name === "Input") {
    const digit = gridOf(SIDE, SIDE, "your digit, placed");
    paintInk(digit, packet && bytesOf(packet.digit.data), ...inkColours(element));
    return [digit];
  }
  const layer = network.layers.find((each) => each.name === name);
  const values = packet && halvesOf(packet.maps[name]);
  const [height, width] = STANDING[name] ?? sizeOf(layer);
  const count = STANDING[name] ? 1 : layer.shape[0];
  return Array.from({ length: count }, (_, map) => {
    const grid = gridOf(height, width, `${name} on your digit`);
    paintGrid(grid, values, layer.limit, colourTable(), map * height * width);
    return grid;
  });
}

follow.walk = showWalk;
