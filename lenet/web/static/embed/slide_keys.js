// Keys and a clicker still turn the slides around the frame once somebody has clicked a button in it: the frame then has the
// focus, and hears the keys instead of them. reveal.js takes keys as messages of this form.

const PASSED_ON = new Set(["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "PageUp", "PageDown", " "]);

/** Pass on to the page around the frame the keys that turn slides, unless this page needs them. */
export function passOnSlideKeys() {
  if (window.parent === window) return;
  document.addEventListener("keydown", (event) => {
    const { scrollHeight, clientHeight } = document.documentElement;
    if (scrollHeight <= clientHeight && turnsSlides(event)) window.parent.postMessage(messageOf(event), "*");
  });
}

/**
 * Tell whether a key is the slides': it has no modifier, and no button or link to press.
 * @param {Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "defaultPrevented" | "target">} event
 */
export function turnsSlides({ key, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented, target }) {
  const isPress = key === " " && target instanceof Element && target.closest("button, a") !== null;
  return PASSED_ON.has(key) && !isPress && !defaultPrevented && !altKey && !ctrlKey && !metaKey && !shiftKey;
}

/**
 * Write a key as reveal.js expects it, by its old code.
 * @param {Pick<KeyboardEvent, "keyCode">} event
 */
export const messageOf = ({ keyCode }) => JSON.stringify({ method: "triggerKey", args: [keyCode] });
