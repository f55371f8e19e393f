// The choice of a network: a button that opens a list, one line a network with what it is and how good.

const button = element.querySelector("#network");
const list = element.querySelector("#networks");

const options = props.networks.map((network) => {
  const option = document.createElement("li");
  option.setAttribute("role", "option");
  option.id = `network-${network.name}`;
  option.dataset.network = network.name;
  option.innerHTML =
    `<b>${network.title}</b><code>${network.name}</code><span class="line">${network.line}</span>` +
    `<dl><div><dt>MNIST</dt><dd>${network.errors.mnist.toFixed(2)} %</dd></div>` +
    `<div><dt>drawn</dt><dd>${network.errors.drawn.toFixed(2)} %</dd></div>` +
    `<div><dt>parameters</dt><dd>${network.parameters.toLocaleString("en")}</dd></div></dl>`;
  option.addEventListener("click", () => choose(network.name));
  option.addEventListener("pointermove", () => point(options.indexOf(option)));
  list.append(option);
  return option;
});
const note = document.createElement("li");
note.className = "note";
note.setAttribute("role", "presentation");
note.textContent = "Errors on MNIST’s test digits, and on digits drawn with a pen by 14 people it never saw.";
list.append(note);

let chosen = props.networks[0].name;
let pointed = 0;

const open = () => !list.hidden;

function show() {
  const network = props.networks.find(({ name }) => name === chosen);
  button.innerHTML = `<span>${network.title}</span><code aria-hidden="true">${network.name}</code><svg viewBox="0 0 12 8" aria-hidden="true"><path d="m1.5 1.5 4.5 4.5 4.5-4.5"/></svg>`;
  for (const option of options) option.setAttribute("aria-selected", option.dataset.network === chosen);
}

function choose(name, focus = true) {
  toggle(false);
  if (focus) button.focus();
  if (name === chosen) return;
  chosen = name;
  show();
  document.dispatchEvent(new CustomEvent("lenet:network", { detail: name }));
}

function point(index) {
  pointed = (index + options.length) % options.length;
  options.forEach((option, i) => option.classList.toggle("pointed", i === pointed));
  options[pointed].scrollIntoView({ block: "nearest" });
  button.setAttribute("aria-activedescendant", options[pointed].id);
}

function toggle(opened) {
  list.hidden = !opened;
  button.setAttribute("aria-expanded", opened);
  if (opened) point(props.networks.findIndex(({ name }) => name === chosen));
  else button.removeAttribute("aria-activedescendant");
}

const keys = {
  ArrowDown: () => (open() ? point(pointed + 1) : toggle(true)),
  ArrowUp: () => (open() ? point(pointed - 1) : toggle(true)),
  Home: () => open() && point(0),
  End: () => open() && point(-1),
  Enter: () => (open() ? choose(options[pointed].dataset.network) : toggle(true)),
  " ": () => (open() ? choose(options[pointed].dataset.network) : toggle(true)),
};

/** The network after the current one: the key N. */
function next() {
  const at = props.networks.findIndex(({ name }) => name === chosen);
  choose(props.networks[(at + 1) % props.networks.length].name, false);
}

button.addEventListener("click", () => toggle(!open()));
list.addEventListener("mousedown", (event) => event.preventDefault()); // a press keeps the focus where it is
button.addEventListener("keydown", (event) => {
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
// Before the sketchpad hears of it: while the list is open, Escape closes it and clears nothing.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !open()) return;
    event.stopImmediatePropagation();
    toggle(false);
  },
  true,
);
document.addEventListener("pointerdown", (event) => {
  if (open() && !event.target.closest(".choice")) toggle(false);
});
document.addEventListener("lenet:choose", ({ detail }) => choose(detail, false));
button.addEventListener("blur", () => setTimeout(() => !element.contains(document.activeElement) && toggle(false)));
show();
