// A slider that lies on a chart's axis: its knob's middle goes from the frame's left to its right.

import { make } from "../controls/find.js";

/** @import {Chart} from "./chart.js" */

/**
 * Lay a slider on a chart's axis. stand(place, rest) moves its knob; what lies between it and its rest is filled.
 * @param {Chart} chart
 * @param {{min?: string, max?: string, step: string, label: string}} options
 */
export function buildAxisSlider({ plot }, { min = "0", max = "1", step, label }) {
  const slider = make("input", { type: "range", className: "on-axis", min, max, step });
  slider.ariaLabel = label;
  plot.append(slider);
  return {
    slider,
    stand(/** @type {number} */ value, rest = Number(min)) {
      slider.value = String(value);
      const [from, to] = [value, rest].map((each) => (each - Number(min)) / (Number(max) - Number(min) || 1));
      slider.style.setProperty("--from", String(Math.min(from, to)));
      slider.style.setProperty("--to", String(Math.max(from, to)));
      slider.classList.toggle("moved", value !== rest);
    },
  };
}
