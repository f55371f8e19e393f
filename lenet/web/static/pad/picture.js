// A picture instead of strokes: chosen, photographed, pasted or dropped; this page's server finds the digit in it.

import { MAX_PICTURE } from "../constants.js";
import { make } from "../controls/find.js";
import { createAsker } from "../server/asker.js";
import { open, shown } from "../state/drawing.js";
import { base64Of, forTravel, inkPicture, pictureAmong, smaller } from "./picture_file.js";

/** @import {Drawing, Page, Placement, State, Store} from "../types.js" */
/** @import {Sketchpad} from "./sketchpad.js" */

/** @typedef {{content: string, before: Drawing, image: HTMLCanvasElement | null}} Sent   before: what the pad showed */

const KEPT_SIDE = 560; // pixels of the picture that is shown on the pad
const SAFE = "Your photo is safe; retrying…";
const TITLE =
  "Choose or take a photo of a digit, or paste or drop an image anywhere on the page. It is sent to this page’s " +
  "server and not kept";
const BUTTON = `
  <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M1.8 4.8h2.7L5.8 3h4.4l1.3 1.8h2.7v8.4H1.8z"/><circle cx="8" cy="8.8" r="2.5"/></svg>
  <span class="words">Photo</span>`;

/**
 * Build what takes pictures, and add its button to the tools.
 * @param {HTMLElement} tools
 * @param {HTMLElement} paper   which shows that a dragged picture may be dropped
 * @param {Page} page
 * @param {Sketchpad} sketchpad
 */
export function buildPictures(tools, paper, { store, keys }, sketchpad) {
  const take = createTaker(store, sketchpad);
  const button = make("button", { type: "button", id: "picture", title: TITLE, innerHTML: BUTTON });
  const chooser = make("input", { type: "file", id: "picture-file", accept: "image/*", tabIndex: -1, hidden: true });
  chooser.ariaHidden = "true";
  button.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    const file = chooser.files?.[0];
    if (file) take(file);
    chooser.value = ""; // the same file may be chosen again
  });
  tools.append(button, chooser);
  keys.bind({ p: () => button.click() });
  takePasted(take);
  takeDropped(take, (awaiting) => void paper.classList.toggle("awaiting", awaiting));
}

/**
 * Create what has a picture's digit found, and puts it on the pad.
 * @param {Store<State>} store
 * @param {Sketchpad} sketchpad
 */
function createTaker(store, { caption, endPlaying }) {
  const inputs = (/** @type {Sent} */ { content }) => ({ content });
  const asker = createAsker("picture", inputs, {
    onAnswer({ before, image }, /** @type {{digits: Record<Placement, string>}} */ { digits }) {
      caption.wait("");
      if (shown(store.now()) !== before) return; // something was drawn meanwhile
      const picture = { strokes: [], digits, image: image ?? inkPicture(digits.mass) };
      caption.give(picture, "Photo loaded. Draw to start over.");
      open(store, picture);
    },
    onRefusal: refuse,
    onSilence: (why) => store.change({ notice: why && `${why}. ${SAFE}` }),
  });

  /** @param {string} notice */
  function refuse(notice) {
    caption.wait("");
    store.change({ notice });
  }

  return async (/** @type {File} */ file) => {
    endPlaying(); // what plays on would count as drawn meanwhile
    store.change({ notice: "" });
    caption.wait("Reading the photo…");
    const before = shown(store.now());
    try {
      const bitmap = await createImageBitmap(file).catch(() => null);
      const blob = await forTravel(file, bitmap);
      if (blob.size > MAX_PICTURE)
        return refuse(`This file is too large: photos can have at most ${MAX_PICTURE / 1e6} MB.`);
      asker.ask({ content: await base64Of(blob), before, image: bitmap && smaller(bitmap, KEPT_SIDE) });
      bitmap?.close();
    } catch {
      refuse("This file can’t be read.");
    }
  };
}

/** @param {(file: File) => void} take */
function takePasted(take) {
  document.addEventListener("paste", (event) => {
    const file = pictureAmong(event.clipboardData?.files ?? []);
    const typing = event.target instanceof Element && event.target.closest("input, textarea");
    if (!file || typing) return;
    event.preventDefault();
    take(file);
  });
}

/**
 * Take what is dropped anywhere on the page: a file that misses the pad would open in the page's place.
 * @param {(file: File) => void} take
 * @param {(awaiting: boolean) => void} show
 */
function takeDropped(take, show) {
  const brings = (/** @type {DragEvent} */ { dataTransfer }) => dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    show(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && show(false));
  document.addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    show(false);
    const file = pictureAmong(event.dataTransfer?.files ?? []);
    if (file) take(file);
  });
}
