// The page: its parts, mounted by Gradio one after the other, share one store, and the newest drawing is asked about.

import { NETWORK, PLACEMENT } from "./constants.js";
import { createKeys } from "./controls/keys.js";
import { buildHeader } from "./header/header.js";
import { buildPad } from "./pad/page_pad.js";
import { followReaderSize } from "./paint/reader_size.js";
import { followTheme, themeOf } from "./paint/theme.js";
import { buildReading } from "./reading/reading.js";
import { createAsker } from "./server/asker.js";
import { load } from "./server/post.js";
import { createThrottle } from "./server/throttle.js";
import { LIVE } from "./state/checkpoint.js";
import { inputsOf, isEmpty, sameView, shown } from "./state/drawing.js";
import { begin } from "./state/history.js";
import { createStore } from "./state/store.js";
import { keepInBrowser } from "./storage.js";
import { stylesLoaded } from "./styles.js";
import { buildTabs } from "./tabs/tabs.js";
import { buildTour } from "./tour/tour.js";

/** @import {Page, Question, State, Store} from "./types.js" */

const BLANK = { strokes: [] };
const SAFE = "Your drawing is safe; retrying…";

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
  const store = createStore(firstState());
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

/** @returns {State} */
function firstState() {
  const view = { before: false, unit: null, amounts: {}, checkpoint: null };
  /** @type {Question} */
  const question = { number: 0, drawing: BLANK, placement: PLACEMENT, network: NETWORK, view };
  return {
    history: begin(BLANK),
    live: null,
    network: NETWORK,
    placement: PLACEMENT,
    view,
    unit: null,
    pinned: false,
    slide: null,
    term: null,
    question,
    answer: { question, packet: null, started: null },
    tab: "layers",
    onPad: true,
    answerHidden: false,
    largeType: false,
    singleKeys: true,
    scale: "layer",
    theme: themeOf(document.body),
    notice: "",
  };
}

/**
 * Make a question of every change of what is read, and ask it.
 * @param {Store<State>} store
 */
function askOfDrawing(store) {
  let lastUnasked = 0; // answers to what was asked before come too late
  const moving = () => store.now().live !== null; // more of the same drawing is on its way
  const inputs = (/** @type {Question} */ question) => ({ ...inputsOf(question), view: question.view });
  const asker = createAsker("read", inputs, {
    onAnswer(question, packet, started) {
      if (question.number > lastUnasked) store.change({ answer: { question, packet, started } });
    },
    onRefusal: (notice) => store.change({ notice }),
    onSilence: (why) => store.change({ notice: why && `${why}. ${SAFE}` }),
    restAfter: createThrottle(moving),
  });
  store.follow(["history", "live", "network", "placement", "view"], (now) => {
    const { network, placement, view, question: last } = now;
    const drawing = shown(now);
    const same = drawing === last.drawing && network === last.network && placement === last.placement;
    const looked = !same || (!isEmpty(drawing) && !sameView(view, last.view));
    if (looked) {
      const question = { number: last.number + 1, drawing, placement, network, view };
      store.change({ question });
      if (isEmpty(drawing)) {
        store.change({ answer: { question, packet: null, started: null } });
      }
      if (isEmpty(drawing) || view.checkpoint === LIVE) {
        lastUnasked = question.number;
        asker.drop();
      } else asker.ask(question);
    }
    if (!moving()) asker.hurry();
  });
  asker.ask(store.now().question); // opens the connection before the first stroke
}
