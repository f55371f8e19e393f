// A chart's play button: it tells what a press does now.

import { make } from "../controls/find.js";

/**
 * Make a play button; mark(plays) tells it that something plays, or no longer does.
 * @param {string} what   is played
 */
export function makePlayButton(what) {
  const button = make("button", { type: "button", className: "play" });
  const mark = (/** @type {boolean} */ plays) => {
    button.textContent = plays ? "■" : "▶";
    button.ariaLabel = `${plays ? "Stop" : "Play"} ${what}`;
  };
  mark(false);
  return { button, mark };
}
