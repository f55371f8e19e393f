// The page: its parts, mounted by Gradio one after the other, share one store, and the newest drawing is asked about.

import { createKeys } from "./controls/keys.js";
import { buildHeader } from "./header/header.js";
import { buildPad } from "./pad/page_pad.js";
import { followReaderSize } from "./paint/reader_size.js";
import { followTheme, themeOf } from "./paint/theme.js";
import { buildReading } from "./reading/reading.js";
import { askOfDrawing } from "./server/ask_of_drawing.js";
import { load } from "./server/post.js";
import { firstState } from "./state/first.js";
import { createStore } from "./state/store.js";
import { keepInBrowser } from "./storage.js";
import { stylesLoaded } from "./styles.js";
import { buildTabs } from "./tabs/tabs.js";
import { buildTour } from "./tour/tour.js";

/** @import {Page} from "./types.js" */

/** In the order in which they hear of a change. */
const PARTS = { pad: buildPad, reading: buildReading, header: buildHeader, tabs: buildTabs };

const description = load("page");
/** @type {Map<string, Element>} */
const mounted = new Map();

/**
 * Mount one part of the page on the element that Gradio has made for it; with the last one, the page begins.
 * @param {string} part
 * @param {Element} element
 */
export async function mount(part, element) {
  mounted.set(part, element);
  if (mounted.size < Object.keys(PARTS).length) return;
  await stylesLoaded();
  start(await description);
}

/** @type {Page} */
export let page;

/** @param {Pick<Page, "networks" | "perturbations" | "checkpoints" | "training" | "comparisons" | "hands">} described */
function start(described) {
  const store = createStore(firstState(themeOf(document.body)));
  page = { store, keys: createKeys(), ...described };
  store.follow(["onPad"], ({ onPad }) => {
    document.documentElement.dataset.shown = onPad ? "pad" : "tab";
  });
  for (const [part, build] of Object.entries(PARTS)) build(/** @type {HTMLElement} */ (mounted.get(part)), page);
  buildTour(page);
  followReaderSize();
  followTheme((theme) => store.change({ theme }));
  askOfDrawing(store);
  document.documentElement.classList.add("ready"); // it is shown, and takes strokes, from now on
  keepInBrowser(page); // the drawing of the link, or the last one
}
