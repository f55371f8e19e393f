// Ten small bars, one per class, each over its number.

import { make } from "../controls/find.js";
import { best } from "../state/numbers.js";

/** Make the bars; show(probabilities) sets their heights, null sets all to zero. */
export function tenBars() {
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const tile = make("i");
    return { tile, bar: make("span", {}, tile, make("small", { textContent: String(digit) })) };
  });
  return {
    element: make("span", { className: "ten" }, ...bars.map(({ bar }) => bar)),
    tiles: bars.map(({ tile }) => tile),
    show(/** @type {number[] | null} */ probabilities) {
      const likeliest = probabilities && best(probabilities);
      bars.forEach(({ bar }, digit) => {
        bar.style.setProperty("--share", String(probabilities?.[digit] ?? 0));
        bar.classList.toggle("best", digit === likeliest);
      });
    },
  };
}
