// The tabs: one open at a time; what is open hears of every answer, what is not asks for nothing.

import { find, make } from "../controls/find.js";
import { compare } from "./compare/compare.js";
import { learned } from "./learned/learned.js";
import { learning } from "./learning/learning.js";
import { stress } from "./stress/stress.js";
import { two } from "./two/two.js";
import { walk } from "./walk/walk.js";
import { why } from "./why/why.js";

/** @import {Answer, Page, Tab} from "../types.js" */

/** From left to right. */
const TABS = [why, compare, two, stress, learning, learned, walk];

/**
 * Build the tabs; a tab's panel is filled when it is first opened.
 * @param {HTMLElement} element   which holds tabs.html
 * @param {Page} page
 */
export function buildTabs(element, page) {
  const { store } = page;
  const tabs = TABS.map((tab) => buildTab(tab, page));
  let opened = tabs[0];
  find(element, ".tabs", HTMLElement).append(...tabs.map(({ button }) => button));
  find(element, ".tabs-part", HTMLElement).append(...tabs.map(({ panel }) => panel));
  tabs.forEach(({ button, name }, index) => {
    button.addEventListener("click", () => store.change({ tab: name }));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = tabs[(index + step + tabs.length) % tabs.length];
      next.button.focus();
      store.change({ tab: next.name });
    });
  });
  store.follow(["tab"], ({ tab }) => {
    opened = tabs.find(({ name }) => name === tab) ?? opened;
    for (const each of tabs) each.mark(each === opened);
  });
  store.follow(["tab", "answer", "theme"], ({ answer }) => opened.hear(answer));
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
    mark(/** @type {boolean} */ isOpen) {
      button.ariaSelected = String(isOpen);
      button.tabIndex = isOpen ? 0 : -1;
      panel.hidden = !isOpen;
    },
    hear(/** @type {Answer} */ answer) {
      follow ??= build(panel, page);
      follow(answer);
    },
  };
}
