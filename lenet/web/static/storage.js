// What survives a reload, in this browser alone: the last drawing and the settings. A link's drawing comes first.

import { commit } from "./state/history.js";
import { linked, linkOf } from "./state/link.js";

/** @import {Page, State, Store} from "./types.js" */

const DRAWING = "lenet-5";
const SETTINGS = "lenet-5-settings"; // {"lecture": large type, "scale", "singleKeys"}
const SCALES = ["layer", "map", "network"];

/**
 * Restore what the browser has kept, or the link brings, and keep what comes.
 * @param {Page} page
 */
export function keepInBrowser(page) {
  const { store } = page;
  restoreSettings(store);
  openKept(page);
  window.addEventListener("hashchange", () => openKept(page));
  store.follow(["largeType", "scale", "singleKeys"], (now, before) => {
    const { largeType, scale, singleKeys } = now;
    if (now !== before) keep(SETTINGS, JSON.stringify({ lecture: largeType, scale, singleKeys }));
  });
  store.follow(["answer"], (now, before) => {
    const { drawing, network, placement } = now.answer.question;
    if (now !== before) keep(DRAWING, linkOf({ strokes: drawing.strokes, network, placement, tab: now.tab }));
  });
}

/**
 * @param {string} key
 * @param {string} value
 */
function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing begins every visit as the first.
  }
}

/**
 * Take the settings up; what is not understood is left alone.
 * @param {Store<State>} store
 */
function restoreSettings(store) {
  try {
    const { lecture, scale, singleKeys } = JSON.parse(localStorage.getItem(SETTINGS) ?? "null") ?? {};
    if (lecture === true) store.change({ largeType: true });
    if (singleKeys === false) store.change({ singleKeys });
    if (SCALES.includes(scale)) store.change({ scale });
  } catch {
    // Nothing is kept, or nothing that can be read.
  }
}

/** @param {Page} page */
function openKept({ store, networks }) {
  const asked = location.hash.startsWith("#d=");
  try {
    const hash = asked ? location.hash : localStorage.getItem(DRAWING);
    if (!hash) return;
    const names = networks.map(({ name }) => name);
    const { strokes, network, placement, tab } = linked(hash, names);
    const { history } = store.now();
    const hasTab = document.getElementById(`tab-${tab}`) !== null;
    store.change({
      network,
      placement,
      ...(tab !== null && hasTab && { tab }),
      ...(strokes.length > 0 && { history: commit(history, { strokes }), live: null }),
    });
  } catch (error) {
    if (asked && error instanceof Error) store.change({ notice: error.message });
  }
}
