// The answers of all three placements, in the switch beside their names: which one reads the drawing otherwise?

const places = [...element.querySelectorAll("[data-placement]")];
let placed = {}; // by placement: the last answer
let placedFor = null; // what they all are answers to
let subject = null; // what is drawn now

/** What the answers depend on, the placement apart; pointing at a cell changes none of it. */
const subjectOf = ({ strokes, digits, network, view }) => ({ strokes, digits, network, view: JSON.stringify([view.amounts, view.moment]) });
const sameSubject = (a, b) =>
  a !== null && ["digits", "network", "view"].every((part) => a[part] === b[part]) && sameStrokes(a.strokes, b.strokes);

const readAs = (packet) => (packet ? (stateOf(packet) === "refused" ? "?" : String(packet.top3[0][0])) : "–");

/** Shows what is known; `fresh` tells whether all answers are of the same drawing. */
function showPlacements(fresh) {
  const answers = places.map(({ dataset }) => dataset.placement in placed && readAs(placed[dataset.placement]));
  const alike = (answer) => answers.filter((each) => each === answer).length;
  const agreed = answers.some((answer) => alike(answer) === answers.length);
  places.forEach((button, at) => {
    const [mark, answer] = [button.querySelector("b"), answers[at]];
    mark.hidden = answer === false;
    mark.textContent = answer || "";
    button.dataset.reads = answer || "";
    const chosen = button.getAttribute("aria-checked") === "true";
    button.classList.toggle("stale", !fresh && !chosen);
    button.classList.toggle("refused", answer === "?");
    button.classList.toggle("odd", fresh && !agreed && alike(answer) === 1);
    const name = button.firstChild.textContent.trim();
    const words = { false: "", "?": ": not a digit?", "–": ": no ink" }[answer] ?? `: reads ${answer}`;
    button.setAttribute("aria-label", name + words);
  });
}

const askPlacements = studyAsker(
  element.querySelector(".placements"),
  "placements",
  (drawing) => [wired(drawing), drawing.network, drawing.view],
  (drawing, packets) => {
    if (packets && !sameSubject(subject, subjectOf(drawing))) return; // it has changed meanwhile
    placed = packets ?? {};
    placedFor = packets && subjectOf(drawing);
    showPlacements(true);
  },
);

document.addEventListener("lenet:answer", ({ detail }) => {
  const { drawing, packet } = detail;
  if (packet) placed = { ...placed, [drawing.placement]: packet };
  subject = subjectOf(drawing);
  const known = packet !== null && sameSubject(placedFor, subject);
  showPlacements(known);
  if (!known) askPlacements(detail);
});
