// The reading: what the network sees, its answer, ten probabilities, the top three.

const OLD = 400; // ms after which an answer that is still awaited makes the shown one look old
const ANNOUNCED = 600; // ms of quiet before a screen reader hears the answer

const find = (selector) => element.querySelector(selector);
const [digit, answer, heading, top3] = ["#digit", "#answer", ".heading", "#top3"].map(find);
const caption = find(".caption");
const moving = movingStrokes(find(".moving"), props.pen);
const announcement = find("[aria-live]");

const bars = Array.from({ length: 10 }, (_, number) => {
  const bar = document.createElement("li");
  bar.dataset.class = number;
  bar.innerHTML = `<span class="name">${number}</span><span class="track"><i></i></span><output></output>`;
  find("#probabilities").append(bar);
  return bar;
});

let last = { drawing: { number: 0, strokes: [], placement: "mass" }, packet: null };
let old = null;
let announcing = null;

function paint({ drawing, packet }) {
  paintPlaced(drawing, packet);
  paintAnswer(packet);
  paintProbabilities(packet);
  answer.dataset.drawing = drawing.number;
}

function paintPlaced(drawing, packet) {
  const ink = packet && bytesOf(packet.digit.data);
  const place = ink && placementOf(ink);
  const fitted = drawing.placement !== "resize";
  paintInk(digit, ink, ...inkColours(digit));
  paintDrawing(find(".drawn canvas"), drawing, fitted);
  find(".drawn figcaption").textContent = drawing.digits ? "picture" : "drawing";

  const box = find(".boxed canvas").getContext("2d");
  box.clearRect(0, 0, BOX, BOX);
  box.imageSmoothingEnabled = false;
  if (place && fitted) box.drawImage(digit, ...place.corner.map((c) => Math.round(c)), BOX, BOX, 0, 0, BOX, BOX);
  find(".boxed figcaption").textContent = fitted ? "20×20 box" : "skipped";

  const frame = find(".frame");
  frame.setAttribute("visibility", fitted ? "visible" : "hidden");
  const corner = place?.corner ?? [4, 4];
  frame.setAttribute("x", corner[0]);
  frame.setAttribute("y", corner[1]);
  const cross = find(".mass");
  cross.setAttribute("visibility", place ? "visible" : "hidden");
  if (place) cross.setAttribute("transform", `translate(${place.mass[0] + 0.5} ${place.mass[1] + 0.5})`);
  caption.innerHTML = captionOf(drawing, place);
}

/** What the placed digit is, in a few words: first of all, what is not as the visitor drew it or the network is. */
function captionOf({ placement, view }, place) {
  const { amounts = {}, moment = null } = view ?? {};
  if (!place) return "28×28 pixels";
  if (Object.keys(amounts).length > 0) return "28×28, <strong>bent by the stress test</strong>";
  if (moment !== null) return "28×28, read by a network <strong>in training</strong>";
  if (place.off >= 1) return `28×28, centre of mass <strong>${Math.round(place.off)} px off</strong>`;
  return `28×28, ${placement === "mass" ? "centred by its mass" : "centre of mass on centre"}`;
}

function paintAnswer(packet) {
  const [first, second, third] = packet?.top3 ?? [];
  const state = stateOf(packet);
  heading.textContent = { refused: "Not a digit?", unsure: "Not sure" }[state] ?? "The network reads";
  heading.title = packet ? `The share of “rubbish”, the eleventh class: ${percent(packet.rubbish)}` : "";
  answer.dataset.digit = packet ? first[0] : "";
  element.dataset.state = answer.dataset.state = state;
  answer.innerHTML = {
    empty: () => "<b>–</b>",
    refused: () => "<b>?</b>",
    unsure: () => `<b>${first[0]}</b> <small>or</small> <b class="second">${second[0]}</b>`,
    sure: () => `<b>${first[0]}</b>`,
  }[state]();
  top3.replaceChildren(
    ...(packet ? [first, second, third] : []).map(([number, probability], rank) => {
      const line = document.createElement("li");
      line.dataset.class = number;
      line.dataset.probability = probability;
      line.innerHTML = `<span>${["1st", "2nd", "3rd"][rank]}</span> <b>${number}</b> <em>${percent(probability).replace("<", "&lt;")}</em>`;
      return line;
    }),
  );
}

function paintProbabilities(packet) {
  for (const [number, bar] of bars.entries()) {
    const probability = packet?.probabilities[number] ?? 0;
    bar.dataset.probability = packet ? probability : "";
    bar.classList.toggle("best", packet !== null && number === packet.top3[0][0]);
    bar.style.setProperty("--share", probability.toFixed(4));
    bar.lastElementChild.textContent = packet ? percent(probability) : "";
  }
}

function announce(packet) {
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    const [first, second] = packet?.top3 ?? [];
    const spoken = ([number, probability]) => `${number}, ${percent(probability).replace("%", "per cent")}`;
    const likeliest = packet && `${spoken(first)}; then ${spoken(second)}`;
    const refused = stateOf(packet) === "refused";
    announcement.textContent = refused ? `Not a digit? At best ${likeliest}` : (likeliest ?? "Nothing drawn");
  }, ANNOUNCED);
}

document.addEventListener("lenet:asked", () => {
  old ??= setTimeout(() => element.classList.add("old"), OLD);
});

document.addEventListener("lenet:answer", (event) => {
  const before = last;
  last = event.detail;
  clearTimeout(old);
  old = null;
  element.classList.remove("old");
  paint(last);
  moving.follow(before, last);
  announce(last.packet);
  const milliseconds = last.started === null ? null : performance.now() - last.started;
  const [first] = last.packet?.top3 ?? [];
  const refused = stateOf(last.packet) === "refused";
  const glance = first && { digit: refused ? "?" : first[0], note: refused ? "not a digit?" : percent(first[1]) };
  document.dispatchEvent(new CustomEvent("lenet:painted", { detail: { milliseconds, answer: glance ?? null } }));
});

/** What the unit that is pointed at sees of the digit; its input may have a frame of paper around it. */
document.addEventListener("lenet:pointed", ({ detail }) => {
  const field = find(".seen");
  field.setAttribute("visibility", detail ? "visible" : "hidden");
  if (!detail) return;
  const { top, left, bottom, right, frame } = detail;
  const [x, y, end, foot] = [left, top, right, bottom].map((at) => Math.max(0, Math.min(SIDE, at - frame)));
  const place = { x, y, width: end - x, height: foot - y };
  for (const [name, value] of Object.entries(place)) field.setAttribute(name, value);
});

const choosePlacement = radios(find(".placements"), (button) =>
  document.dispatchEvent(new CustomEvent("lenet:placement", { detail: button.dataset.placement })),
);

document.addEventListener("lenet:place", ({ detail }) => {
  const button = find(`[data-placement="${CSS.escape(detail)}"]`);
  if (button.getAttribute("aria-checked") !== "true") choosePlacement(button);
});

new MutationObserver(() => paint(last)).observe(document.body, { attributeFilter: ["class"] });
new ResizeObserver(() => paint(last)).observe(find(".drawn"));
paint(last);
