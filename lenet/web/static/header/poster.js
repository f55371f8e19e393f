// A picture for a slide, 1600x900: the digit, the answer, ten probabilities, the maps of C1 and C3.

const WORDS = "system-ui, sans-serif";
const PLACED = { resize: "the whole pad shrunk to 28×28", box: "placed by its box", mass: "placed by its centre of mass" };

function slide(network, { placement }, packet) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 900 });
  const context = canvas.getContext("2d");
  const style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue(name).trim();
  const words = (text, x, y, size, name = "--ink", weight = 400) => {
    context.font = `${weight} ${size}px ${WORDS}`;
    context.fillStyle = colour(name);
    context.fillText(text, x, y);
  };
  context.fillStyle = colour("--page");
  context.fillRect(0, 0, 1600, 900);
  context.imageSmoothingEnabled = false;
  words(network.title, 60, 80, 40, "--ink", 700);
  words(`${network.line}; ${PLACED[placement]}`, 60, 118, 22, "--ink2");
  picture(context, inkGrid(packet), 60, 160, 280, colour);
  const [first, probability] = packet.top3[0];
  words(packet.verdict === null ? "?" : first, 390, 390, 260, "--ink", 700);
  words(packet.verdict === null ? "not a digit?" : percent(probability), 390, 440, 34, "--ink", 600);
  packet.probabilities.forEach((share, digit) => bar(context, share, digit, words, colour, digit === first));
  const table = tableOf(signedScale(style));
  let x = 60;
  for (const [name, across, cell] of [["C1", 3, 4], ["C3", 8, 10]]) {
    const layer = network.layers.find((each) => each.name === name);
    const [maps, height, width] = layer.shape;
    const values = halvesOf(packet.maps[name]);
    words(`${name}  ${maps}@${width}×${height}`, x, 520, 26, "--ink", 650);
    for (let map = 0; map < maps; map++) {
      const grid = gridOf(height, width, name);
      paintGrid(grid, values, layer.limit, table, map * height * width);
      picture(context, grid, x + (map % across) * (width * cell + 10), 545 + Math.floor(map / across) * (height * cell + 10), width * cell, colour);
    }
    x += across * (width * cell + 10) + 60;
  }
  return canvas;
}

function inkGrid(packet) {
  const grid = gridOf(SIDE, SIDE, "digit");
  paintInk(grid, bytesOf(packet.digit.data), ...inkColours(element));
  return grid;
}

function picture(context, grid, x, y, width, colour) {
  const height = (width * grid.height) / grid.width;
  context.drawImage(grid, x, y, width, height);
  context.strokeStyle = colour("--line");
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}

function bar(context, share, digit, words, colour, best) {
  const y = 170 + digit * 30;
  words(digit, 700, y + 18, 24, best ? "--ink" : "--ink2", best ? 700 : 400);
  context.fillStyle = colour("--track");
  context.fillRect(740, y, 600, 20);
  context.fillStyle = colour(best ? "--accent" : "--bar");
  context.fillRect(740, y, 600 * share, 20);
  words(percent(share), 1360, y + 18, 22, best ? "--ink" : "--ink2", best ? 700 : 400);
}
