// Why this answer: what made the first class lead the second, and what each patch of ink is worth.

const SHOWN = 6; // units of F6 listed for and against
const whyPanel = element.querySelector("#why");
whyPanel.innerHTML = `
  <p class="empty">Draw a digit: here stands what made the network prefer its answer to the next best.</p>
  <p class="sentence" aria-live="off"></p>
  <div class="columns">
    <div><h3>F6: units that made the difference</h3><p class="fact"></p><div class="terms-pair"></div></div>
    <div><h3>S4: maps it leaned on</h3><p>By how much the lead shrinks when one map of S4 is set to zero. C5 and F6 squash, so these do not add up.</p><div class="s4-lead"></div></div>
    <div><h3>Ink: patches it leaned on</h3><p>By how much the lead shrinks when a square of <span class="patch"></span> pixels is covered with paper. <span class="flips"></span> <span class="worth"></span></p>
      <div class="covered"><canvas class="heat" role="img" aria-label="What each patch of the digit is worth"></canvas><canvas class="ink" width="28" height="28" aria-hidden="true"></canvas></div></div>
  </div>`;

const at = (selector) => whyPanel.querySelector(selector);

function showWhy(drawing, reasons) {
  whyPanel.classList.toggle("nothing", !reasons);
  if (!reasons) return;
  const { first, second, lead, f6, bias, s4, covered, read, patch } = reasons;
  const ranked = f6.map((value, unit) => ({ unit, value })).sort((a, b) => b.value - a.value);
  const helped = ranked.slice(0, SHOWN);
  const opposed = ranked.slice(-SHOWN).reverse();
  const lost = covered.flat().map((left) => lead - left);
  const flips = read.flat().filter((digit) => digit !== first).length;
  const list = (units) => units.slice(0, 3).map(({ unit }) => unit).join(", ");
  at(".sentence").innerHTML = `<b>${first}</b> rather than <b>${second}</b>: its score leads by <b>${lead.toFixed(2)}</b>, most of it from F6’s units ${list(helped)}` +
    `${opposed[0].value < 0 ? `, against units ${list(opposed)}` : ""}; of S4 it needed map ${best(s4)} most.`;
  at(".fact").textContent = bias === 0 && isRbf(drawing.network)
    ? "Exact: the difference of two squared distances to codes of ±1 is linear in F6, so the 84 gains add up to the lead."
    : `Exact: OUTPUT is linear in F6, so the 84 gains and the biases’ ${gain(bias)} add up to the lead.`;
  at(".terms-pair").innerHTML = termList(`for ${first}`, helped, (v) => v > 0) + termList(`for ${second}`, opposed, (v) => v < 0);
  at(".s4-lead").innerHTML = s4.map((value, map) => `<div><i></i><small>${map}</small><output>${gain(value)}</output></div>`).join("");
  const most = largest(s4, 1e-6);
  at(".s4-lead").querySelectorAll("i").forEach((tile, map) => (tile.style.background = colourOf(s4[map] / most)));
  at(".patch").textContent = `${patch}×${patch}`;
  at(".flips").textContent = flips ? `Covering ${flips} of the ${lost.length} squares changes the answer.` : `No single square changes the answer.`;
  paintCovered(lost, covered.length);
}

const isRbf = (name) => networkOf(name).layers.at(-1).parameters === 0;

function termList(heading, units, belongs) {
  const lines = units.filter(({ value }) => belongs(value)).map(({ unit, value }) => `<li data-unit="${unit}" data-gain="${value}"><span>F6 ${unit}</span><b>${gain(value)}</b></li>`);
  return `<ol class="terms"><li class="heading">${heading}</li>${lines.join("") || "<li>none</li>"}</ol>`;
}

function colourOf(value) {
  const level = Math.round(Math.max(-1, Math.min(1, value)) * LEVELS) + LEVELS;
  return `rgb(${[...colourTable().subarray(3 * level, 3 * level + 3)].join(" ")})`;
}

/** The digit, and over it a grid with what each square is worth; its cells are the squares' middles. */
function paintCovered(lost, side) {
  paintInk(at(".covered .ink"), bytesOf(current.packet.digit.data), ...inkColours(element));
  const heat = at(".heat");
  [heat.width, heat.height] = [side, side];
  paintGrid(heat, lost, largest(lost, 1e-6), colourTable());
  at(".worth").textContent = `Blue: up to ${gain(Math.max(...lost))} lost; orange: up to ${gain(-Math.min(...lost))} won.`;
}

follow.why = studyAsker(whyPanel, "why", (drawing) => [wired(drawing), drawing.placement, drawing.network], showWhy);
showWhy(current.drawing, null);
