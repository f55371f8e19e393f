// The choice of a network: a button that opens a list, one line a network with what it is and how good.

import { find, make } from "../controls/find.js";
import { ESCAPE } from "../controls/keys.js";
import { escaped } from "../state/numbers.js";

/** @import {Network, Page} from "../types.js" */

const NOTE = "Test error on MNIST and on pen-drawn digits from 14 unseen writers.";

/**
 * Build the choice of a network, and the key N, the next one.
 * @param {HTMLElement} element
 * @param {Page} page
 */
export function buildNetworks(element, { store, networks, keys }) {
  const button = find(element, "#network", HTMLButtonElement);
  const options = networks.map(optionOf);
  const current = () => networks.findIndex(({ name }) => name === store.now().network);
  const list = createList(button, find(element, "#networks", HTMLElement), options, current);

  /** @param {number} at   of the networks */
  function choose(at) {
    list.toggle(false);
    button.focus();
    store.change({ network: networks[at].name });
  }

  for (const [at, option] of options.entries()) option.addEventListener("click", () => choose(at));
  bindButton(button, list, choose);
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Element && !target.closest(".choice")) list.toggle(false);
  });
  button.addEventListener("blur", () => {
    setTimeout(() => element.contains(document.activeElement) || list.toggle(false));
  });
  keys.escape(ESCAPE.list, () => {
    const wasOpen = list.isOpen();
    list.toggle(false);
    return wasOpen;
  });
  keys.bind({ n: () => store.change({ network: networks[(current() + 1) % networks.length].name }) });

  store.follow(["view"], ({ view }) => button.classList.toggle("in-training", view.checkpoint !== null));
  store.follow(["network"], () => {
    list.toggle(false);
    const { title, name } = networks[current()];
    button.innerHTML =
      `<span>${escaped(title)}</span><code aria-hidden="true">${escaped(name)}</code>` +
      `<svg viewBox="0 0 12 8" aria-hidden="true"><path d="m1.5 1.5 4.5 4.5 4.5-4.5"/></svg>`;
    for (const [at, option] of options.entries()) option.ariaSelected = String(at === current());
  });
}

/** @param {Network} network */
function optionOf({ name, title, line, errors, parameters }) {
  const option = make("li", { id: `network-${name}`, role: "option" });
  option.dataset.network = name;
  option.innerHTML =
    `<b>${escaped(title)}</b><code>${escaped(name)}</code><span class="line">${escaped(line)}</span>` +
    `<dl><div><dt>MNIST error</dt><dd>${errors.mnist.toFixed(2)} %</dd></div>` +
    `<div><dt>pen error</dt><dd>${errors.drawn.toFixed(2)} %</dd></div>` +
    `<div><dt>parameters</dt><dd>${parameters.toLocaleString("en")}</dd></div></dl>`;
  return option;
}

/** @typedef {ReturnType<typeof createList>} List */

/**
 * Create the list: it is opened and closed, and one of its options is pointed at while it is open.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} list
 * @param {HTMLLIElement[]} options
 * @param {() => number} current   which option is pointed at first
 */
function createList(button, list, options, current) {
  let pointed = 0;
  list.append(...options, make("li", { className: "note", role: "presentation", textContent: NOTE }));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // a press keeps the focus where it is
  for (const [at, option] of options.entries()) option.addEventListener("pointermove", () => point(at));

  /** @param {number} at   goes round at both ends */
  function point(at) {
    pointed = (at + options.length) % options.length;
    for (const [each, option] of options.entries()) option.classList.toggle("pointed", each === pointed);
    options[pointed].scrollIntoView({ block: "nearest" });
    button.setAttribute("aria-activedescendant", options[pointed].id);
  }

  return {
    isOpen: () => !list.hidden,
    pointed: () => pointed,
    point,
    /** @param {boolean} opened */
    toggle(opened) {
      list.hidden = !opened;
      button.ariaExpanded = String(opened);
      if (opened) point(current());
      else button.removeAttribute("aria-activedescendant");
    },
  };
}

/**
 * Let the button open the list, and its keys walk through it.
 * @param {HTMLButtonElement} button
 * @param {List} list
 * @param {(at: number) => void} choose
 */
function bindButton(button, list, choose) {
  const orOpen = (/** @type {() => void} */ act) => () => (list.isOpen() ? act() : list.toggle(true));
  const ifOpen = (/** @type {() => void} */ act) => () => list.isOpen() && act();
  const chooseIt = orOpen(() => choose(list.pointed()));
  /** @type {Record<string, () => void>} */
  const commands = {
    ArrowDown: orOpen(() => list.point(list.pointed() + 1)),
    ArrowUp: orOpen(() => list.point(list.pointed() - 1)),
    Home: ifOpen(() => list.point(0)),
    End: ifOpen(() => list.point(-1)),
    Enter: chooseIt,
    " ": chooseIt,
  };
  button.addEventListener("click", () => list.toggle(!list.isOpen()));
  button.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(commands, event.key)) return;
    event.preventDefault();
    commands[event.key]();
  });
}
