// The sketchpad in anybody's Gradio app: its drawing is the component's value, sent to Python while the pen moves.

import { PAD } from "../constants.js";
import { make } from "../controls/find.js";
import { open, sameStrokes, shown, travelling } from "../state/drawing.js";
import { begin } from "../state/history.js";
import { createStore } from "../state/store.js";
import { createSketchpad } from "./sketchpad.js";

/** @import {Drawing, Stroke} from "../types.js" */
/** @import {PadState} from "./sketchpad.js" */

/** @typedef {{strokes: Stroke[], pad: [width: number, height: number]} | null | ""} Value   Gradio makes "" of null */

// Once in a document, however many sketchpads it has: a module runs only once.
const style = make("link", { rel: "stylesheet", href: new URL("sketchpad.css", import.meta.url).href });
const styled = new Promise((done) => (style.onload = style.onerror = done));
document.head.append(style);

/**
 * Mount a sketchpad on the element of a gr.HTML whose template is sketchpad.html, with what Gradio gives js_on_load.
 * @param {HTMLElement} element
 * @param {{value: Value}} props
 * @param {(event: string) => void} trigger
 * @param {(prop: string, hear: () => void) => void} watch
 */
export async function mount(element, props, trigger, watch) {
  await styled; // a pad that changes its size under the pen would bend the stroke
  let synced = drawingOf(props.value); // by Python, or to it
  const store = createStore(/** @type {PadState} */ ({ history: begin(synced), live: null, notice: "" }));
  let frame = 0;

  function send() {
    cancelAnimationFrame(frame);
    frame = 0;
    const drawing = shown(store.now());
    if (drawing === synced) return;
    synced = drawing;
    props.value = /** @type {Value} */ (travelling(drawing));
    trigger("input");
  }

  createSketchpad(element, store);
  store.follow(["history", "live"], ({ live }) => {
    if (live === null) send();
    else if (frame === 0) frame = requestAnimationFrame(send);
  });
  watch("value", () => {
    const drawing = drawingOf(props.value);
    if (sameStrokes(drawing.strokes, synced.strokes)) return; // what was sent comes back
    synced = drawing;
    open(store, drawing);
  });
}

/**
 * Convert a value to a drawing in the pad's own units.
 * @param {Value} value
 * @returns {Drawing}
 */
function drawingOf(value) {
  if (!value) return { strokes: [] };
  const scale = PAD / Math.max(...value.pad);
  const strokes = value.strokes.filter((stroke) => stroke.length > 0);
  return { strokes: strokes.map((stroke) => stroke.map(([x, y]) => [x * scale, y * scale])) };
}
