// The theme's colours as data, from the page's CSS tokens; light and dark are Gradio's class on <body>.

import { rgb, signedScale, tableOf } from "./colour.js";

/** @import {Theme} from "../types.js" */

/**
 * Read the colours as they apply to an element.
 * @param {Element} element
 * @returns {Theme}
 */
export function themeOf(element) {
  const style = getComputedStyle(element);
  const [paper, ink] = ["--tile", "--digit-ink"].map((name) => rgb(style.getPropertyValue(name)));
  const [positive, negative] = ["--map-positive", "--map-negative"].map((name) => style.getPropertyValue(name));
  return { table: tableOf(signedScale(positive, negative)), paper, ink };
}

/**
 * Hear of every change of theme; paper is light.
 * @param {(theme: Theme) => void} hear
 */
export function followTheme(hear) {
  const changed = () => hear(themeOf(document.body));
  new MutationObserver(changed).observe(document.body, { attributeFilter: ["class"] });
  matchMedia("print").addEventListener("change", changed);
}
