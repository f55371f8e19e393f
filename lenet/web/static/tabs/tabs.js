// The tabs: one open at a time; what is open hears of every answer, what is not asks for nothing.

import { find, make } from "../controls/find.js";
import { layers } from "../layers/layers.js";
import { NARROW } from "../paint/narrow.js";
import { compare } from "./compare/compare.js";
import { learned } from "./learned/learned.js";
import { buildRestore } from "./restore.js";
import { stress } from "./stress/stress.js";
import { train } from "./train/train.js";
import { two } from "./two/two.js";
import { walk } from "./walk/walk.js";
import { why } from "./why/why.js";

/** @import {Answer, Page, State, Store, Tab} from "../types.js" */

/** From left to right. */
const TABS = [layers, why, compare, stress, train, two, learned, walk];

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
    if (!isDrawing()) opened.hear(store.now().answer);
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
function buildTab({ name, title, build }, page) {
  const button = make("button", { type: "button", role: "tab", id: `tab-${name}`, textContent: title });
  button.setAttribute("aria-controls", name);
  const panel = make("section", { role: "tabpanel", id: name, tabIndex: 0 });
  panel.setAttribute("aria-labelledby", button.id);
  /** @type {((answer: Answer) => void) | null} */
  let follow = null;
  return {
    name,
    button,
    panel,
    hear(/** @type {Answer} */ answer) {
      follow ??= build(panel, page);
      follow(answer);
    },
  };
}
