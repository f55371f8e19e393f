// From the kept drawing to the other: ten probabilities along the way, the answers over them, a slider under them.

const MOST_ANSWERS = 5; // along a way that are told one by one
const STEP_TIME = 180; // ms of each step while it plays
const morphPart = twoPanel.querySelector(".morph");
morphPart.innerHTML = `
  <div class="strip" aria-hidden="true"></div>
  <p class="axis" aria-hidden="true"><span>100 %</span><span>50</span><span>0</span></p>
  <svg viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" role="img" aria-label="Probabilities of the ten classes from the kept drawing to this one">
    <path class="grid" d="M0 ${HIGH / 2}H${WIDE}"/><g class="classes"></g><g class="flips"></g><path class="now"/></svg>
  <button type="button" class="play" aria-label="Play the way from the kept drawing to this one">▶</button>
  <div class="slide"><input type="range" min="0" max="24" step="1" value="${two.step}" aria-label="From the kept drawing to this one"></div>
  <p class="ends" aria-hidden="true"><span>kept</span><span>now</span></p>
  <p class="how"></p>`;
const morphSlider = morphPart.querySelector("input");
let morphing = null;

const shareOf = (step) => `${Math.round((100 * step) / lastStep())} %`;
const morphX = (step) => (WIDE * step) / lastStep();

/** The answers along the way: [{label: "3" or "?", from, to}], steps that follow each other put together. */
function answersAlong({ probabilities, refused }) {
  const along = [];
  probabilities.forEach((row, step) => {
    const label = refused[step] ? "?" : String(best(row));
    if (along.at(-1)?.label === label) along.at(-1).to = step;
    else along.push({ label, from: step, to: step });
  });
  return along;
}

/** "reads 3 until 44 %, then 8"; a flip lies midway between the last step before it and the first after it. */
function wayWords(along) {
  const name = ({ label }) => (label === "?" ? "“not a digit”" : `<b>${label}</b>`);
  if (along.length === 1) return `reads ${name(along[0])} all the way`;
  if (along.length > MOST_ANSWERS) return `changes its answer ${along.length - 1} times, from ${name(along[0])} to ${name(along.at(-1))}`;
  const parts = along.slice(0, -1).map((part) => `${name(part)} until ${shareOf(part.to + 0.5)}`);
  return `reads ${parts.join(", ")}, then ${name(along.at(-1))}`;
}

function showMorph() {
  const along = answersAlong(two.packet);
  const [first, final] = [along[0].label, along.at(-1).label];
  const kind = (label) => (label === first ? "first" : label === final ? "final" : "other");
  twoSentence.innerHTML = `From the kept drawing to this one the network ${wayWords(along)}.`;
  twoPanel.dataset.answers = along.map(({ label, from, to }) => `${label}:${from}-${to}`).join(" ");
  const edges = along.map(({ to }, at) => (at === along.length - 1 ? lastStep() : to + 0.5));
  morphPart.querySelector(".strip").innerHTML = along
    .map(({ label }, at) => `<span class="${kind(label)}" style="flex-grow: ${edges[at] - (edges[at - 1] ?? 0)}">${label}</span>`)
    .join("");
  morphPart.querySelector(".flips").innerHTML = edges.slice(0, -1).map((edge) => `<path d="M${morphX(edge)} 0V${HIGH}"/>`).join("");
  morphPart.querySelector(".classes").innerHTML = Array.from({ length: 10 }, (_, digit) => {
    const line = two.packet.probabilities.map((row, step) => `${step ? "L" : "M"}${morphX(step).toFixed(2)} ${(HIGH * (1 - row[digit])).toFixed(2)}`).join("");
    return `<path class="${kind(String(digit))}" data-digit="${digit}" d="${line}"/>`;
  }).join("");
  morphPart.querySelector(".how").textContent = `${howWords()} ${linesWords(first, final)}`;
  morphSlider.max = lastStep();
  chooseStep(two.step);
}

function howWords() {
  const [kept, now] = [two.kept.strokes.length, two.drawing.strokes.length];
  const strokes = (count) => `${count} stroke${count === 1 ? "" : "s"}`;
  if (two.packet.way === "strokes") {
    return `Between: both have ${strokes(now)}, so points move in straight lines, stroke by stroke as they were drawn; each step is placed and inked like any drawing.`;
  }
  const picture = two.kept.digits || two.drawing.digits;
  const why = picture ? "as a picture has no strokes" : kept === now ? "for so many points" : `as one has ${strokes(kept)} and the other ${strokes(now)}`;
  return `Between: the two placed digits’ ink is mixed in proportion, ${why}.`;
}

function linesWords(first, final) {
  const named = [...new Set([first, final])].filter((label) => label !== "?");
  return named.length ? `Thick: the probability of ${named.join(" and of ")}; thin: of the other classes.` : "Lines: the probabilities of the ten classes.";
}

function chooseStep(step) {
  two.step = step;
  morphSlider.value = step;
  const { label } = answersAlong(two.packet).find(({ to }) => step <= to);
  morphSlider.setAttribute("aria-valuetext", `${shareOf(step)}, ${label === "?" ? "not a digit" : `reads ${label}`}`);
  morphPart.querySelector(".now").setAttribute("d", `M${morphX(step)} 0V${HIGH}`);
  paintTwo();
  fetchMaps();
}

function playMorph() {
  if (morphing) return stopMorph();
  morphPart.classList.add("playing");
  chooseStep(0);
  morphing = setInterval(() => {
    if (!two.packet || two.step === lastStep()) return stopMorph();
    chooseStep(two.step + 1);
  }, STEP_TIME);
}

function stopMorph() {
  clearInterval(morphing);
  morphing = null;
  morphPart.classList.remove("playing");
}

morphSlider.addEventListener("input", () => {
  stopMorph();
  chooseStep(Number(morphSlider.value));
});
morphPart.querySelector(".play").addEventListener("click", playMorph);
