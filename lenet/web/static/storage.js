// What survives a reload, in this browser alone: the last drawing and the settings.

import { followLinks, show } from "./links.js";
import { linked, linkOf } from "./state/link.js";

/** @import {Page, State, Store} from "./types.js" */

const DRAWING = "lenet-5"; // kept for this tab, and for the next one that is opened
const SETTINGS = "lenet-5-settings"; // {"lecture": large type, "scale", "singleKeys"}
const SCALES = ["layer", "map", "network"];

/**
 * Restore what the browser has kept, open what the link brings, and keep what comes.
 * @param {Page} page
 */
export function keepInBrowser({ store, networks }) {
  const names = networks.map(({ name }) => name);
  followSettings(store);
  openKept(store, names);
  const keepsOwn = followLinks(store, names);
  // A link's drawing becomes one's own when a stroke is finished, which may have been answered before.
  store.follow(["answer", "history"], (now, before) => {
    const { drawing, network, placement } = now.answer.question;
    if (now === before || !keepsOwn()) return;
    const kept = linkOf({ strokes: drawing.strokes, network, placement, tab: now.tab });
    write("sessionStorage", DRAWING, kept);
    write("localStorage", DRAWING, kept);
  });
}

/**
 * Open the drawing that this tab has kept, or else any.
 * @param {Store<State>} store
 * @param {string[]} names
 */
function openKept(store, names) {
  const kept = read("sessionStorage", DRAWING) ?? read("localStorage", DRAWING);
  try {
    if (kept) show(store, linked(kept, names));
  } catch {
    // It is not of this page: the pad stays empty.
  }
}

/**
 * Take the settings up, what is not understood left alone; keep each that changes, and the others as another tab may
 * have left them.
 * @param {Store<State>} store
 */
function followSettings(store) {
  const { lecture, scale, singleKeys } = keptSettings();
  if (lecture === true) store.change({ largeType: true });
  if (singleKeys === false) store.change({ singleKeys });
  if (SCALES.includes(scale)) store.change({ scale });
  store.follow(["largeType", "scale", "singleKeys"], (now, before) => {
    const kept = keptSettings();
    if (now.largeType !== before.largeType) kept.lecture = now.largeType;
    if (now.scale !== before.scale) kept.scale = now.scale;
    if (now.singleKeys !== before.singleKeys) kept.singleKeys = now.singleKeys;
    if (now !== before) write("localStorage", SETTINGS, JSON.stringify(kept));
  });
}

/** @returns {Record<string, any>} */
function keptSettings() {
  try {
    const kept = JSON.parse(read("localStorage", SETTINGS) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

/** @typedef {"localStorage" | "sessionStorage"} Where   of all tabs, or of this one; a browser may refuse either */

/**
 * @param {Where} where
 * @param {string} key
 */
function read(where, key) {
  try {
    return window[where].getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {Where} where
 * @param {string} key
 * @param {string} value
 */
function write(where, key, value) {
  try {
    window[where].setItem(key, value);
  } catch {
    // A browser that keeps nothing begins every visit as the first.
  }
}
