// Watch it learn: the default network at moments of its training, from untrained to finished, on the current drawing.

const learnPanel = element.querySelector("#learning");
const moments = props.moments;
const last = moments.length - 1;
learnPanel.innerHTML = `
  <p class="sentence"></p>
  <div class="learn-columns">
    <div><h3>Error, and the probability of each class on your digit <button type="button" class="play" aria-label="Play the training">▶</button></h3>
      <svg viewBox="0 0 ${WIDE} ${2 * HIGH}" preserveAspectRatio="none" role="img" aria-label="Error and probabilities at each moment"><g class="classes"></g><path class="error"/><path class="now"/></svg>
      <div class="slide"><input type="range" min="0" max="${last}" step="1" value="${last}" aria-label="Moment of training"></div></div>
    <div><h3>C1’s kernels at this moment</h3><div class="moment-kernels"></div></div>
  </div>
  <p class="note">Left to right: moments of the training of ${props.networks[0].title}, whichever network is chosen above; every showing of a digit counts. Dashed: error on digits of MNIST held out from it, from 100 % at the top to 0.1 %, logarithmic. Blue: the probability of the answer at the end; grey: of the other nine. While a moment is chosen, the whole page above shows that network.</p>`;

const momentSlider = learnPanel.querySelector("input");
let chosenMoment = null;
let ticking = null;

const xOf = (moment) => (WIDE * moment) / last;
const errorOf = ({ errors }) => errors["MNIST error"];

/** The error on a logarithmic scale from 100 % (top) to 0.1 %. */
const yOfError = (error) => (2 * HIGH * (2 - Math.log10(Math.max(error, 0.1)))) / 3;

function chooseMoment(moment) {
  chosenMoment = moment === last ? null : moment;
  momentSlider.value = moment;
  showMoment();
  const name = props.networks[0].name;
  if (current.drawing.network !== name) document.dispatchEvent(new CustomEvent("lenet:choose", { detail: name }));
  document.dispatchEvent(new CustomEvent("lenet:moment", { detail: chosenMoment }));
}

function showMoment() {
  const moment = Number(momentSlider.value);
  const { digits, c1 } = moments[moment];
  const seen = digits === 0 ? "untrained" : `after ${digits.toLocaleString("en")} digits`;
  learnPanel.querySelector(".sentence").textContent = `${props.networks[0].title}, ${seen}: ${errorOf(moments[moment]).toFixed(errorOf(moments[moment]) < 10 ? 2 : 0)} % of the held-out digits are misread.`;
  momentSlider.setAttribute("aria-valuetext", seen);
  learnPanel.querySelector(".now").setAttribute("d", `M${xOf(moment)} 0V${2 * HIGH}`);
  const values = halvesOf(c1);
  learnPanel.querySelector(".moment-kernels").replaceChildren(...Array.from({ length: c1.shape[0] }, (_, map) => kernel(`C1 map ${map}`, 5, 5, values, largest(values), map * 25, map)));
}

function showLearning(drawing, packet) {
  learnPanel.querySelector(".error").setAttribute("d", moments.map((moment, i) => `${i ? "L" : "M"}${xOf(i)} ${yOfError(errorOf(moment))}`).join(""));
  learnPanel.querySelector(".classes").innerHTML = !packet ? "" : Array.from({ length: 10 }, (_, digit) => {
    const line = packet.map(({ probabilities }, i) => `${i ? "L" : "M"}${xOf(i)} ${2 * HIGH * (1 - probabilities[digit])}`).join("");
    return `<path d="${line}" class="${digit === best(packet[last].probabilities) ? "final" : ""}"/>`;
  }).join("");
  learnPanel.dataset.answers = packet ? packet.map(({ probabilities }) => best(probabilities)).join(" ") : "";
  showMoment();
}

function playTraining() {
  if (ticking) return stopTraining();
  let moment = 0;
  chooseMoment(moment);
  ticking = setInterval(() => {
    moment += 1;
    chooseMoment(moment);
    if (moment === last) stopTraining();
  }, 700);
}

function stopTraining() {
  clearInterval(ticking);
  ticking = null;
}

momentSlider.addEventListener("input", () => {
  stopTraining();
  chooseMoment(Number(momentSlider.value));
});
learnPanel.querySelector(".play").addEventListener("click", playTraining);
follow.learning = studyAsker(learnPanel, "learning", (drawing) => [wired(drawing), drawing.placement], showLearning);
/** The network as it is, trained. */
function endTraining() {
  stopTraining();
  if (chosenMoment === null) return;
  chosenMoment = null;
  momentSlider.value = last;
  document.dispatchEvent(new CustomEvent("lenet:moment", { detail: null }));
}

// Another network chosen by hand is no moment of the first one's training; nor is what another tab looks at.
document.addEventListener("lenet:network", ({ detail }) => detail !== props.networks[0].name && endTraining());
document.addEventListener("lenet:tab", ({ detail }) => detail !== "learning" && endTraining());
