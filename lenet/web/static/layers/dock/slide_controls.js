// The buttons that slide the pinned unit's window: play or pause, and one step.

import { make } from "../../controls/find.js";
import { sizeOf } from "../../state/receptive_fields.js";
import { createSlide } from "./slide.js";

/** @import {Layer, State, Store} from "../../types.js" */
/** @import {Band} from "../band.js" */

/**
 * Build the buttons; units that have no map of their own have nowhere to slide to.
 * @param {Store<State>} store
 * @param {() => Band} shown
 * @param {HTMLElement} dock
 */
export function buildControls(store, shown, dock) {
  const layerOf = (/** @type {string} */ name) =>
    /** @type {Layer} */ (shown().layers.find((layer) => layer.name === name));
  const slide = createSlide(store, layerOf, () => dock.checkVisibility());
  const play = make("button", { type: "button", className: "slide-play" });
  const step = make("button", { type: "button", textContent: "Step", title: "Move one cell" });
  play.addEventListener("click", slide.toggle);
  step.addEventListener("click", slide.step);
  const controls = make("div", { className: "controls" }, play, step);
  store.follow(["slide"], ({ slide: sliding }) => {
    play.textContent = sliding?.plays ? "❚❚ Pause" : "▶ Slide";
    play.title = sliding?.plays ? "Pause" : "Slide the window on over the input, row by row";
  });
  store.follow(["unit"], ({ unit }) => {
    if (unit) controls.hidden = sizeOf(layerOf(unit[0]))[0] === 1;
  });
  return controls;
}
