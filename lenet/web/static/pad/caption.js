// A caption at the foot of the pad: what is on it, where that is not plain.

/** @import {Drawing} from "../types.js" */

/** @typedef {ReturnType<typeof createCaption>} Caption */

/**
 * Create what writes captions.
 * @param {HTMLElement} line
 */
export function createCaption(line) {
  /** @type {WeakMap<Drawing, string>} */
  const captions = new WeakMap();
  /** @type {Drawing | null} */
  let shown = null;
  let waiting = "";

  function write() {
    const words = waiting || (shown && captions.get(shown)) || "";
    if (line.textContent === words) return;
    line.textContent = words;
    line.hidden = words === "";
  }

  return {
    /**
     * Give a drawing a caption.
     * @param {Drawing} drawing
     * @param {string} words
     */
    give: (drawing, words) => void captions.set(drawing, words),
    /**
     * Show what there is to say of a drawing; of null, nothing.
     * @param {Drawing | null} drawing
     */
    show(drawing) {
      shown = drawing;
      write();
    },
    /**
     * Say what is waited for, in place of a caption, until this is called with "".
     * @param {string} words
     */
    wait(words) {
      waiting = words;
      write();
    },
  };
}
