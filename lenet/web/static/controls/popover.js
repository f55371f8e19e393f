// A popover under its button, which opens and closes it (popovertarget); so do Escape and a press elsewhere.

import { ESCAPE } from "./keys.js";

/** @import {Keys} from "./keys.js" */

/**
 * Build a popover. Its style places it by --button-bottom and --button-right, the button's distances from the
 * upper and the right edge: of the window for one that is fixed there, else of the page.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} popover
 * @param {Keys} keys
 * @param {() => void} onOpen   fills it, just before it is seen
 */
export function buildPopover(button, popover, keys, onOpen) {
  function place() {
    const { bottom, right } = button.getBoundingClientRect();
    const scrolled = getComputedStyle(popover).position === "fixed" ? 0 : scrollY;
    popover.style.setProperty("--button-bottom", `${bottom + scrolled}px`);
    popover.style.setProperty("--button-right", `${document.documentElement.clientWidth - right}px`);
  }

  popover.addEventListener("beforetoggle", ({ newState }) => {
    const opens = newState === "open";
    button.ariaExpanded = String(opens);
    if (!opens) return;
    place();
    onOpen();
  });
  for (const moved of ["resize", "scroll"])
    addEventListener(moved, () => popover.matches(":popover-open") && place(), { passive: true });
  keys.escape(ESCAPE.popover, () => {
    const wasOpen = closePopover(popover);
    if (wasOpen) button.focus();
    return wasOpen;
  });
}

/**
 * Close a popover; tell whether it was open.
 * @param {HTMLElement} popover
 */
export function closePopover(popover) {
  const wasOpen = popover.matches(":popover-open");
  popover.hidePopover();
  return wasOpen;
}
