// The tabs: one open at a time; what is open hears of every answer, what is not asks for nothing.

import { find, make } from "../controls/find.js";
import { build as buildLayers } from "../layers/layers.js";
import { NARROW } from "../paint/narrow.js";
import { buildRestore } from "./restore.js";

/** @import {Answer, Build, Page, State, Store} from "../types.js" */

/**
 * A tab: `name` is its panel's id, and `t` of a link. The first one is there with the page, the others' modules come
 * when they are loaded.
 * @typedef {object} Tab
 * @property {string} name
 * @property {string} title
 * @property {Build} [build]
 * @property {() => Promise<{build: Build}>} [load]
 */

/** @type {Tab[]} From left to right. */
const TABS = [
  { name: "layers", title: "Layers", build: buildLayers },
  { name: "why", title: "Why", load: () => import("./why/why.js") },
  { name: "compare", title: "Networks", load: () => import("./compare/compare.js") },
  { name: "stress", title: "Stress", load: () => import("./stress/stress.js") },
  { name: "learning", title: "Train", load: () => import("./train/train.js") },
  { name: "two", title: "Two drawings", load: () => import("./two/two.js") },
  { name: "learned", title: "Weights", load: () => import("./learned/learned.js") },
  { name: "walk", title: "How it works", load: () => import("./walk/walk.js") },
];

/**
 * Build the tabs; a tab's panel is filled when it is first opened.
 * @param {HTMLElement} element   which holds tabs.html
 * @param {Page} page
 */
export function buildTabs(element, page) {
  const { store } = page;
  const draw = drawTab();
  const tabs = TABS.map((tab) => buildTab(tab, page));
  let opened = tabs[0];
  find(element, ".tabs", HTMLElement).append(draw.button, ...tabs.map(({ button }) => button));
  find(element, ".tabs-part", HTMLElement).append(...tabs.map(({ panel }) => panel));
  buildRestore(find(element, ".tabs-part", HTMLElement), store);
  bindButtons([draw, ...tabs], store);

  const isDrawing = () => store.now().onPad && NARROW.matches;

  function mark() {
    const { tab } = store.now();
    const drawing = isDrawing();
    opened = tabs.find(({ name }) => name === tab) ?? opened;
    select(draw.button, drawing);
    for (const each of tabs) {
      select(each.button, each === opened && !drawing);
      each.panel.hidden = each !== opened;
    }
  }

  function hear() {
    if (isDrawing()) return;
    if (opened.isLoaded()) return opened.hear(store.now().answer);
    const { load, panel } = opened;
    load().then(hear, () => (panel.textContent = "This tab could not be loaded. Please reload the page."));
  }

  store.follow(["tab", "onPad"], ({ tab }, before) => {
    mark();
    if (tab !== before.tab) opened.button.scrollIntoView({ block: "nearest", inline: "nearest" });
    opened.panel.scrollTop = 0;
    if (NARROW.matches) scrollTo({ top: 0, behavior: "instant" });
  });
  store.follow(["tab", "onPad", "answer", "theme"], hear);
  NARROW.addEventListener("change", () => {
    mark();
    hear();
  });
  loadAhead(tabs);
}

/**
 * Let clicks and arrow keys open the tabs; "draw" is the pad, on a narrow window.
 * @param {{name: string, button: HTMLButtonElement}[]} tabs
 * @param {Store<State>} store
 */
function bindButtons(tabs, store) {
  const open = (/** @type {string} */ name) =>
    store.change(name === "draw" ? { onPad: true } : { tab: name, onPad: false });
  for (const { button, name } of tabs) {
    button.addEventListener("click", () => open(name));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const there = tabs.filter(({ button: each }) => each.offsetWidth > 0);
      const at = there.findIndex((each) => each.name === name);
      const next = there[(at + step + there.length) % there.length];
      next.button.focus();
      open(next.name);
    });
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {boolean} isOpen
 */
function select(button, isOpen) {
  button.ariaSelected = String(isOpen);
  button.tabIndex = isOpen ? 0 : -1;
}

function drawTab() {
  const button = make("button", { type: "button", role: "tab", id: "tab-draw", textContent: "Draw" });
  button.setAttribute("aria-controls", "sketchpad");
  return { name: "draw", button };
}

/**
 * @param {Tab} tab
 * @param {Page} page
 */
function buildTab({ name, title, build, load }, page) {
  const button = make("button", { type: "button", role: "tab", id: `tab-${name}`, textContent: title });
  button.setAttribute("aria-controls", name);
  const panel = make("section", { role: "tabpanel", id: name, tabIndex: 0 });
  panel.setAttribute("aria-labelledby", button.id);
  /** @type {ReturnType<Build> | null} */
  let follow = null;
  return {
    name,
    button,
    panel,
    isLoaded: () => build !== undefined,
    async load() {
      build ??= (await load?.())?.build;
      if (!follow) panel.replaceChildren(); // it may say that loading has failed
    },
    hear(/** @type {Answer} */ answer) {
      follow ??= build?.(panel, page) ?? null;
      follow?.(answer);
    },
  };
}

/**
 * Load all tabs, one by one, while the page is idle: they then open at once, even without the server.
 * @param {{load: () => Promise<void>}[]} tabs
 */
async function loadAhead(tabs) {
  for (const tab of tabs) {
    await idle();
    await tab.load().catch(() => {}); // it is tried again when the tab is opened
  }
}

/** Wait until the page is idle; Safari does not tell. */
const idle = () =>
  new Promise((then) => ("requestIdleCallback" in window ? requestIdleCallback(then) : setTimeout(then)));
