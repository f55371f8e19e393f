// Values at the pointer: the nearest step is marked in the chart, and its numbers stand beside it.

import { find, make } from "../controls/find.js";
import { across, markAt } from "./drawing.js";

/** @import {Chart} from "./chart.js" */

/**
 * One step of a chart's curves: where it lies, how high its curves are there, and its numbers as HTML.
 * @typedef {{x: number, heights: number[], words: string}} Step
 */

/**
 * Build what tells the values. Where a slider lies on the axis, its keys move them as well.
 * @param {Chart} chart
 * @param {() => Step[]} steps   none where nothing is drawn
 * @param {HTMLInputElement} [slider]
 */
export function buildPointer({ plot, drawing }, steps, slider) {
  const readout = make("p", { className: "readout", hidden: true });
  readout.ariaHidden = "true"; // a slider's own words, and the table, tell it to those who do not see it
  const over = find(drawing, ".over", SVGElement);
  over.insertAdjacentHTML("beforebegin", `<g class="pointed"></g>`);
  const pointed = find(drawing, ".pointed", SVGElement);
  plot.append(readout);

  /** @param {number} place   from 0 at the frame's left to 1 at its right */
  function show(place) {
    const all = steps();
    if (all.length === 0) return hide();
    const distance = (/** @type {Step} */ { x }) => Math.abs(x - place);
    const { x, heights, words } = all.reduce((best, each) => (distance(each) < distance(best) ? each : best));
    pointed.innerHTML = markAt(x, heights);
    readout.innerHTML = words;
    // At the right edge it reaches to the left; where the curve is high it stands low.
    readout.style.left = across(x);
    readout.style.translate = `${-100 * x}% 0`;
    readout.classList.toggle("low", Math.max(...heights) > 0.5);
    readout.hidden = false;
  }

  function hide() {
    pointed.innerHTML = "";
    readout.hidden = true;
  }

  /** @param {PointerEvent} event */
  function point({ clientX }) {
    const { left, width } = plot.getBoundingClientRect();
    show((clientX - left) / width);
  }

  const showSlider = () => slider && show(placeOf(slider));
  const isWalked = () => slider?.matches(":focus-visible");
  plot.addEventListener("pointermove", point);
  plot.addEventListener("pointerdown", point);
  plot.addEventListener("pointerleave", () => (isWalked() ? showSlider() : hide()));
  slider?.addEventListener("focus", () => isWalked() && showSlider());
  slider?.addEventListener("input", showSlider);
  slider?.addEventListener("blur", hide);
  return { hide };
}

/** @param {HTMLInputElement} slider */
const placeOf = ({ valueAsNumber, min, max }) => (valueAsNumber - Number(min)) / (Number(max) - Number(min));
