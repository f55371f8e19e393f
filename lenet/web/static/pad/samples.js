// Drawings of ours that nobody chose: one of any hand, and one that the network misreads.

import { SEEDS } from "../constants.js";
import { make } from "../controls/find.js";
import { createAsker } from "../server/asker.js";
import { askable } from "../state/checkpoint.js";
import { shown } from "../state/drawing.js";

/** @import {Drawing, Page, Placement, Stroke, View} from "../types.js" */
/** @import {Sketchpad} from "./sketchpad.js" */

/** @typedef {{placement: Placement, network: string, view: View, seed: number, before: Drawing, tries: number}} Search */
/** @typedef {{strokes: Stroke[], meant: number, read: number}} Found */

const RANDOM = "A random digit from our sample writers";
const MISREAD =
  "Search for a digit that this network gets wrong and other networks get right, among variations of our sample " +
  "drawings. MNIST’s own digits can’t be shipped with this page";
const TRIES = 5; // searches for one press: the server ends each after a fraction of a second
const NONE = "No misread digit found this time. Try again.";

/**
 * Build the button that plays a random digit, another than is shown.
 * @param {Page} page
 * @param {Sketchpad["play"]} play
 */
export function buildRandom({ store, hands, keys }, play) {
  const button = make("button", { type: "button", id: "random", textContent: "Random", title: RANDOM });
  button.addEventListener("click", () => {
    const others = hands
      .flatMap(({ digits }) => Object.values(digits))
      .filter((strokes) => strokes !== shown(store.now()).strokes);
    play(others[Math.floor(Math.random() * others.length)]);
  });
  keys.bind({ r: () => button.click() });
  return button;
}

/**
 * Build the button that looks for a misread digit, and plays it.
 * @param {Page} page
 * @param {Sketchpad} sketchpad
 */
export function buildMisread({ store, keys }, { play, endPlaying, caption }) {
  const button = make("button", { type: "button", id: "misread", textContent: "Find an error", title: MISREAD });
  const say = (/** @type {string} */ notice) => store.change({ notice });

  const inputs = (/** @type {Search} */ { placement, network, view, seed }) => ({ placement, network, view, seed });
  const asker = createAsker("misread", inputs, {
    onAnswer(search, /** @type {Found | null} */ found) {
      const isWanted = shown(store.now()) === search.before; // else something was drawn meanwhile
      if (!found && isWanted && search.tries > 1)
        return asker.ask({ ...search, seed: randomSeed(), tries: search.tries - 1 });
      finish();
      if (!isWanted) return;
      if (found) play(found.strokes, `Intended: ${found.meant}`);
      else say(NONE);
    },
    onRefusal(sentence) {
      finish();
      say(sentence);
    },
    onSilence: (why) => say(why && `${why}; retrying…`),
  });

  function finish() {
    caption.wait("");
    button.ariaBusy = null;
  }

  button.addEventListener("click", () => {
    const { placement, network, view } = store.now();
    endPlaying(); // what plays on would count as drawn meanwhile
    say("");
    caption.wait("Searching for a digit this network gets wrong…");
    button.ariaBusy = "true";
    asker.ask({
      placement,
      network,
      view: askable(view),
      seed: randomSeed(),
      before: shown(store.now()),
      tries: TRIES,
    });
  });
  keys.bind({ m: () => button.click() });
  return button;
}

const randomSeed = () => Math.floor(Math.random() * SEEDS);
