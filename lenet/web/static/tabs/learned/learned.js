// The learned weights: C1's kernels, C3's as a table with Table I's holes, OUTPUT's rows as F6 stands.

const learnedPanel = element.querySelector("#learned");
let learnedOf = null;

function showLearned({ drawing: { network: name } }) {
  const network = networkOf(name);
  const { C1, C3, OUTPUT } = props.weights[name];
  learnedOf = name;
  const rbf = isRbf(name);
  learnedPanel.innerHTML = `<div class="columns">
    <div><h3>C1: ${C1.shape[0]} kernels of 5×5</h3><p>What each map looks for in the input. <span class="scale"></span></p><div class="c1-kernels"></div></div>
    <div class="wide"><h3>C3: kernels of 5×5, one for each map of S2 that it reads</h3><p>Rows are maps of S2, columns maps of C3${name === "1998" ? "; the holes are Table I’s" : ""}. <span class="scale"></span></p><div class="c3-kernels"></div></div>
    <div class="wide"><h3>Output: ${rbf ? "the ten codes, fixed" : "ten rows of 84 weights"}, as F6 stands</h3><p>${rbf ? "7×12 pictures of the digits; the output is minus F6’s squared distance to each." : "Blue: a unit of F6 that speaks for the digit; orange: one that speaks against it. Nobody asked them to look like digits, and they do not."} <span class="scale"></span></p><div class="output-rows"></div></div>
  </div>`;
  const places = ["c1-kernels", "c3-kernels", "output-rows"].map((kind) => learnedPanel.querySelector(`.${kind}`));
  const scales = learnedPanel.querySelectorAll(".scale");
  [C1, C3, OUTPUT].forEach((packed, at) => {
    const values = halvesOf(packed);
    const most = largest(values);
    scales[at].textContent = `Colours end at ±${most.toFixed(2)}.`;
    paintKernels(places[at], packed.shape, values, most, network);
  });
}

function paintKernels(place, shape, values, most, network) {
  if (shape.length === 3) for (let map = 0; map < shape[0]; map++) place.append(kernel(`C1 map ${map}`, 5, 5, values, most, map * 25, map));
  else if (shape.length === 2) for (let digit = 0; digit < 10; digit++) place.append(kernel(`output ${digit}`, 12, 7, values, most, digit * 84, digit));
  else paintTable(place, values, most, shape, network.layers[2].reads);
}

function paintTable(place, values, most, [maps, inputs], reads) {
  const numbers = [...Array(maps).keys()];
  place.append(document.createElement("span"), ...numbers.map((map) => heading(map)));
  for (let from = 0; from < inputs; from++) {
    const row = numbers.map((map) =>
      reads && !reads[map].includes(from) ? hole() : kernel(`C3 map ${map} reads S2 map ${from}`, 5, 5, values, most, (map * inputs + from) * 25),
    );
    place.append(heading(from), ...row);
  }
}

function hole() {
  const place = document.createElement("span");
  place.className = "hole";
  return place;
}

function heading(number) {
  const words = document.createElement("small");
  words.textContent = number;
  return words;
}

function kernel(label, height, width, values, most, start, number) {
  const figure = document.createElement("figure");
  const grid = gridOf(height, width, label);
  grid.title = label;
  paintGrid(grid, values, most, colourTable(), start);
  figure.append(grid);
  if (number !== undefined) figure.append(heading(number));
  return figure;
}

follow.learned = (answer) => {
  if (answer.drawing.network !== learnedOf || colours === null) showLearned(answer);
};
