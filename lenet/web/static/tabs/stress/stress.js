// Stress test: a slider for each way to change the digit; above it the probability of the answer at every amount.

const [WIDE, HIGH] = [300, 96]; // of a chart, in its own units
const SECONDS = 4; // an axis played from end to end
const stressPanel = element.querySelector("#stress");
stressPanel.innerHTML = `
  <p class="sentence"></p>
  <div class="stress-head">
    <p>Line: probability of the answer at rest. Shaded: another answer wins, or “not a digit”. Dashed: where it breaks. Blue band: read, by the 1998 paper’s own estimate. Brown line: the same answer’s probability by the network laid over.</p>
    <label>Lay over <select id="overlay"><option value="">no other network</option>${props.networks.map(({ name, title }) => `<option value="${name}">${title}</option>`).join("")}</select></label>
    <button type="button" id="rest">Reset all</button>
  </div>
  <div class="axes"></div>`;

const amounts = {}; // by axis, where not at rest
const logarithmic = ({ neutral }) => neutral === 1;
const place = (axis, amount) => {
  const [first, last] = axis.ends;
  return logarithmic(axis) ? Math.log(amount / first) / Math.log(last / first) : (amount - first) / (last - first);
};
const amountAt = (axis, share) => {
  const [first, last] = axis.ends;
  return logarithmic(axis) ? first * (last / first) ** share : first + share * (last - first);
};
const written = (axis, amount) => (axis.name === "noise" ? `${Math.round(amount * 100)} %` : signed(amount, Math.abs(amount) < 10 ? 2 : 0));

let playing = null;

const axisParts = props.axes.map((axis) => {
  const part = document.createElement("section");
  part.dataset.axis = axis.name;
  const band = axis.claim?.map((amount) => WIDE * place(axis, amount));
  part.innerHTML = `<h3>${axis.name} <small>${axis.unit}</small> <output></output><button type="button" class="play" aria-label="Play ${axis.name}">▶</button></h3>
    <svg viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" role="img" aria-label="Probability of the answer along ${axis.name}">
      ${band ? `<rect class="claim" x="${Math.max(0, band[0])}" width="${Math.min(WIDE, band[1]) - Math.max(0, band[0])}" height="${HIGH}"/>` : ""}
      <g class="lost"></g><path class="grid" d="M0 ${HIGH / 2}H${WIDE}"/><path class="other"/><path class="line"/><g class="breaks"></g><path class="now"/></svg>
    <div class="slide"><input type="range" min="0" max="1" step="any" value="${place(axis, axis.neutral)}" aria-label="${axis.name}, ${axis.unit}"></div>
    <p class="breaking"></p>`;
  const slider = part.querySelector("input");
  slider.addEventListener("input", () => change(axis, amountAt(axis, Number(slider.value))));
  part.querySelector(".play").addEventListener("click", () => play(axis));
  stressPanel.querySelector(".axes").append(part);
  return { axis, part, slider };
});

function change(axis, amount) {
  const near = Math.abs(place(axis, amount) - place(axis, axis.neutral)) < 0.012;
  if (near) delete amounts[axis.name];
  else amounts[axis.name] = amount;
  showAmount(axis);
  document.dispatchEvent(new CustomEvent("lenet:amounts", { detail: { ...amounts } }));
}

function showAmount(axis) {
  const { part, slider } = axisParts.find((each) => each.axis === axis);
  const amount = amounts[axis.name] ?? axis.neutral;
  slider.value = place(axis, amount);
  slider.setAttribute("aria-valuetext", written(axis, amount));
  part.querySelector("output").textContent = axis.name in amounts ? written(axis, amount) : "";
  part.querySelector(".now").setAttribute("d", `M${WIDE * place(axis, amount)} 0V${HIGH}`);
}

/** To one end, to the other, and back to rest; a second press stops it where it is. */
function play(axis) {
  const again = playing?.axis === axis;
  if (playing) stop();
  if (again) return;
  const rest = place(axis, axis.neutral);
  const begun = performance.now();
  playing = { axis };
  axisParts.find((each) => each.axis === axis).part.classList.add("playing");
  const step = () => {
    if (playing?.axis !== axis) return;
    const time = (performance.now() - begun) / (1000 * SECONDS);
    if (time >= 1) return stop(), change(axis, axis.neutral);
    const swing = time < 0.5 ? rest + (1 - rest) * Math.sin(2 * Math.PI * time) : rest + rest * Math.sin(2 * Math.PI * time);
    change(axis, amountAt(axis, Math.max(0, Math.min(1, swing))));
    playing.frame = requestAnimationFrame(step);
  };
  step();
}

function stop() {
  cancelAnimationFrame(playing.frame);
  axisParts.find((each) => each.axis === playing.axis).part.classList.remove("playing");
  playing = null;
}

function rest() {
  if (playing) stop();
  for (const name of Object.keys(amounts)) delete amounts[name];
  for (const axis of props.axes) showAmount(axis);
  document.dispatchEvent(new CustomEvent("lenet:amounts", { detail: {} }));
}

function showStress(drawing, packet) {
  stressPanel.querySelector(".sentence").textContent = packet ? "How far can it bend?" : "Draw a digit, then bend it: shift, turn, squeeze it, until it is misread.";
  for (const { axis, part } of axisParts) {
    const sweep = packet?.sweeps[axis.name];
    const at = sweep && sweep.amounts.findIndex((amount) => amount === axis.neutral);
    const answer = sweep && best(sweep.probabilities[at]);
    part.querySelector(".line").setAttribute("d", sweep ? lineOf(axis, sweep, answer) : "");
    part.querySelector(".other").setAttribute("d", packet?.other ? lineOf(axis, packet.other[axis.name], answer) : "");
    showBreaks(axis, part, sweep, at, answer);
  }
}

const lineOf = (axis, { amounts: at, probabilities }, answer) =>
  probabilities.map((row, i) => `${i ? "L" : "M"}${(WIDE * place(axis, at[i])).toFixed(1)} ${(HIGH * (1 - row[answer])).toFixed(1)}`).join("");

/** Shades where another answer wins, and marks the first such amount on either side of rest. */
function showBreaks(axis, part, sweep, at, answer) {
  const lost = sweep ? sweep.probabilities.map((row, i) => best(row) !== answer || sweep.refused[i]) : [];
  const half = WIDE / (2 * (lost.length - 1 || 1));
  part.querySelector(".lost").innerHTML = lost.map((is, i) => (is ? `<rect x="${Math.max(0, WIDE * place(axis, sweep.amounts[i]) - half)}" width="${2 * half}" height="${HIGH}"/>` : "")).join("");
  const below = lost.lastIndexOf(true, at);
  const above = lost.indexOf(true, at);
  const breaks = [below, above].filter((i) => i >= 0 && i !== at);
  part.querySelector(".breaks").innerHTML = breaks.map((i) => `<path d="M${WIDE * place(axis, sweep.amounts[i])} 0V${HIGH}"/>`).join("");
  part.querySelector(".breaking").textContent = !sweep ? "" : breaks.length === 0 ? "holds from end to end" : breaks.map((i) => `${written(axis, sweep.amounts[i])} ${sweep.refused[i] ? "is refused" : `reads ${best(sweep.probabilities[i])}`}`).join(", ");
  part.dataset.breaks = JSON.stringify(breaks.map((i) => sweep.amounts[i]));
}

const overlay = stressPanel.querySelector("#overlay");
follow.stress = studyAsker(stressPanel, "stress", (drawing) => [wired(drawing), drawing.placement, drawing.network, overlay.value || null], showStress);
overlay.addEventListener("change", () => follow.stress(current));
stressPanel.querySelector("#rest").addEventListener("click", rest);
// What is bent is bent for the whole page: no other tab is opened on it unawares.
document.addEventListener("lenet:tab", ({ detail }) => detail !== "stress" && (playing || Object.keys(amounts).length > 0) && rest());
showStress(current.drawing, null);
