// The tabs: one open at a time; what is open hears of every answer, what is not asks for nothing.

const tabs = [...element.querySelectorAll('[role="tab"]')];
const panelOf = (tab) => element.querySelector(`#${tab.getAttribute("aria-controls")}`);
const networkOf = (name) => props.networks.find((network) => network.name === name);
const follow = {}; // by panel: what to do with an answer {drawing, packet} while it is open
let current = { drawing: { strokes: [], network: props.networks[0].name, placement: "mass" }, packet: null };
let colours = null;

/** The colour table of the theme. */
function colourTable() {
  colours ??= tableOf(signedScale(getComputedStyle(element)));
  return colours;
}

function opened() {
  return tabs.find((tab) => tab.getAttribute("aria-selected") === "true").getAttribute("aria-controls");
}

function open(tab) {
  for (const each of tabs) {
    each.setAttribute("aria-selected", each === tab);
    each.tabIndex = each === tab ? 0 : -1;
    panelOf(each).hidden = each !== tab;
  }
  document.dispatchEvent(new CustomEvent("lenet:tab", { detail: opened() }));
  follow[opened()]?.(current);
}

document.addEventListener("lenet:open", ({ detail }) => {
  const tab = tabs.find((each) => each.getAttribute("aria-controls") === detail);
  if (tab) open(tab);
});

tabs.forEach((tab, index) => {
  tab.addEventListener("click", () => open(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(index + step + tabs.length) % tabs.length];
    next.focus();
    open(next);
  });
});

document.addEventListener("lenet:answer", ({ detail }) => {
  current = detail;
  follow[opened()]?.(current);
});

new MutationObserver(() => {
  colours = null;
  follow[opened()]?.(current);
}).observe(document.body, { attributeFilter: ["class"] });
