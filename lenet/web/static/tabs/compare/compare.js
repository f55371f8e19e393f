// Compare networks: the same drawing read by all six; a row is a button that makes its network the current one.

const comparePanel = element.querySelector("#compare");
comparePanel.innerHTML = `<p class="sentence"></p><div class="rows" role="group" aria-label="Networks"></div>
  <p class="note">Errors are the shipped networks’ own: on MNIST’s test digits, and on digits drawn by 14 people that none of them has seen. Milliseconds are the forward pass on the server.</p>`;

const rows = props.networks.map((network) => {
  const row = document.createElement("button");
  row.type = "button";
  row.dataset.network = network.name;
  row.innerHTML = `<span class="who"><b>${network.title}</b><small>${network.line}</small></span><b class="answered">–</b>
    <span class="sure"></span><span class="ten">${Array.from({ length: 10 }, (_, digit) => `<span><i></i><small>${digit}</small></span>`).join("")}</span>
    <span class="c1"></span><span class="figure"><small>MNIST</small>${network.errors.mnist.toFixed(2)} %</span><span class="figure"><small>drawn</small>${network.errors.drawn.toFixed(2)} %</span>
    <span class="figure"><small>parameters</small>${network.parameters.toLocaleString("en")}</span><span class="figure ms"><small>ms</small><output></output></span>`;
  const [, height, width] = network.layers[0].shape;
  const grids = Array.from({ length: network.layers[0].shape[0] }, (_, map) => gridOf(height, width, `C1 map ${map}`));
  row.querySelector(".c1").append(...grids);
  row.addEventListener("click", () => document.dispatchEvent(new CustomEvent("lenet:choose", { detail: network.name })));
  comparePanel.querySelector(".rows").append(row);
  return { network, row, grids };
});

function showComparison(drawing, readings) {
  const answers = readings && readings.map(({ verdict, top3 }) => (verdict === null ? "?" : String(top3[0][0])));
  comparePanel.querySelector(".sentence").textContent = answers ? summary(answers) : "Draw a digit: all six networks will read it.";
  const usual = answers && commonest(answers);
  rows.forEach(({ network, row, grids }, at) => showRow({ network, row, grids }, readings?.[at], answers?.[at], usual, drawing.network));
}

function showRow({ network, row, grids }, reading, answer, usual, chosen) {
  row.classList.toggle("current", network.name === chosen);
  row.setAttribute("aria-pressed", network.name === chosen);
  row.classList.toggle("different", reading !== undefined && answer !== usual);
  row.dataset.reads = row.querySelector(".answered").textContent = answer ?? "–";
  const share = reading && percent(reading.top3[0][1]).replace("<", "&lt;");
  row.querySelector(".sure").innerHTML = {
    empty: "",
    refused: "not a digit?",
    unsure: `${share}<small>not sure</small>`,
    sure: share,
  }[stateOf(reading)];
  row.querySelectorAll(".ten > span").forEach((bar, digit) => {
    bar.style.setProperty("--share", reading?.probabilities[digit] ?? 0);
    bar.classList.toggle("best", reading !== undefined && digit === reading.top3[0][0]);
  });
  row.querySelector(".ms output").textContent = reading ? reading.milliseconds.toFixed(1) : "";
  const values = reading && halvesOf(reading.c1);
  grids.forEach((grid, map) => paintGrid(grid, values ?? null, network.layers[0].limit, colourTable(), map * grid.width * grid.height));
}

const commonest = (answers) => answers.toSorted((a, b) => times(answers, b) - times(answers, a))[0];
const times = (answers, answer) => answers.filter((each) => each === answer).length;

/** "All six read 5." or "Four read 5, one reads 9, one refuses." */
function summary(answers) {
  const count = ["None", "One", "Two", "Three", "Four", "Five"];
  const kinds = [...new Set(answers)].sort((a, b) => times(answers, b) - times(answers, a));
  if (kinds.length === 1) return kinds[0] === "?" ? "All six refuse it: not a digit." : `All six read ${kinds[0]}.`;
  const words = kinds.map((kind) => {
    const n = times(answers, kind);
    return kind === "?" ? `${count[n]} ${n === 1 ? "refuses" : "refuse"} it` : `${count[n]} ${n === 1 ? "reads" : "read"} ${kind}`;
  });
  return `${words.map((part, at) => (at ? part.toLowerCase() : part)).join(", ")}.`;
}

follow.compare = studyAsker(comparePanel, "compare", (drawing) => [wired(drawing), drawing.placement], showComparison);
showComparison(current.drawing, null);
