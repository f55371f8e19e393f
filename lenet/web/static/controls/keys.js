// Keys of the whole page: a table of commands, and what Escape closes, nearest first.

/**
 * @typedef {object} Keys
 * @property {(commands: Record<string, () => void>) => void} bind   by key in lower case, "ctrl+" and "shift+" before
 *   it where they are held ("shift+" only together with ctrl)
 * @property {(use: boolean) => void} useSingle   whether keys without a modifier are heard, too
 * @property {(rank: number, close: () => boolean) => void} escape
 *   close: says whether it had something to close; of several, the one with the lowest rank is asked first
 */

const TYPED_INTO = "input:not([type=range], [type=radio]), textarea, select, [contenteditable]";

/**
 * Listen for the page's keys.
 * @returns {Keys}
 */
export function createKeys() {
  /** @type {Record<string, () => void>} */
  const commands = {};
  /** @type {{rank: number, close: () => boolean}[]} */
  const closers = [];
  let single = true;

  document.addEventListener("keydown", (event) => {
    if (event.altKey || (event.target instanceof Element && event.target.closest(TYPED_INTO))) return;
    if (new URLSearchParams(location.search).has("view")) return; // Gradio's API panel covers the page
    if (event.key === "Escape" ? closers.some(({ close }) => close()) : pressed(event)) event.preventDefault();
  });

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const control = event.ctrlKey || event.metaKey;
    if (!control && !single) return false;
    const held = `${control ? "ctrl+" : ""}${control && event.shiftKey ? "shift+" : ""}`;
    const name = [event.key.toLowerCase(), latinOf(event)].find((each) => Object.hasOwn(commands, held + each));
    if (name === undefined) return false;
    if (!event.repeat || control) commands[held + name](); // a single key that is held is pressed once
    return true;
  }

  return {
    bind: (more) => void Object.assign(commands, more),
    useSingle(use) {
      single = use;
    },
    escape(rank, close) {
      closers.push({ rank, close });
      closers.sort((a, b) => a.rank - b.rank);
    },
  };
}

/**
 * Tell which Latin letter or digit stands on a key of another layout, by its place.
 * @param {KeyboardEvent} event
 */
function latinOf({ key, code }) {
  return /^[a-z0-9]$/i.test(key) ? "" : (/^(?:Key|Digit)(.)$/.exec(code)?.[1].toLowerCase() ?? "");
}

/** Who hears of Escape first. */
export const ESCAPE = /** @type {const} */ ({ list: 1, popover: 2, help: 3, tour: 4, pinned: 5, off: 6 });
