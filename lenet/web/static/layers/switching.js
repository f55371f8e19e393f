// Switching maps off and on: by Shift-click, by a long press, by the key O on the unit that is pointed at.

import { ESCAPE } from "../controls/keys.js";
import { LIVE } from "../state/checkpoint.js";
import { canBeOff, offIn, switchOff, toggled } from "../state/off.js";
import { unitUnder } from "./pointing.js";

/** @import {Keys} from "../controls/keys.js" */
/** @import {State, Store, Unit} from "../types.js" */
/** @import {Band} from "./band.js" */

const IN_TRAINING = "A network in training has no means yet that its maps could keep, so they all stay on.";
const HELD = 500; // ms that a finger rests on a map
const SLIP = 10; // px that it may move meanwhile

/**
 * Let the pointer and the keyboard switch maps of the band.
 * @param {HTMLElement} layers
 * @param {Store<State>} store
 * @param {Keys} keys
 * @param {() => Band} shown
 */
export function buildSwitching(layers, store, keys, shown) {
  /** @param {Unit | null} unit */
  function flip(unit) {
    const { view } = store.now();
    if (unit === null || !canBeOff(unit[0])) return;
    if (view.checkpoint === LIVE) store.change({ notice: IN_TRAINING });
    else switchOff(store, { off: toggled(view.off, unit) });
  }

  keys.bind({ o: () => flip(store.now().unit) });
  keys.escape(ESCAPE.off, () => {
    const off = offIn(store.now().view);
    if (off.length > 0) switchOff(store, { off: off.slice(0, -1) });
    return off.length > 0;
  });
  followClicks(layers, (event) => flip(unitUnder(shown(), event)));
  // Maps of another network are others, unless the same change says which of them are off.
  store.follow(["network"], (now, before) => {
    const { off } = now.view;
    if (now.network !== before.network && off.length > 0 && off === before.view.off) switchOff(store, { off: [] });
  });
}

/**
 * Hear of clicks with Shift, and of long presses; neither is a click for anybody else.
 * @param {HTMLElement} layers
 * @param {(event: MouseEvent) => void} flip
 */
function followClicks(layers, flip) {
  let holding = 0;
  let wasHeld = false;
  let from = [0, 0];
  layers.addEventListener("pointerdown", (event) => {
    wasHeld = false;
    clearTimeout(holding); // a second finger pinches
    if (event.pointerType !== "touch" || !event.isPrimary) return;
    from = [event.clientX, event.clientY];
    holding = window.setTimeout(() => {
      wasHeld = true;
      flip(event);
    }, HELD);
  });
  const letGo = () => clearTimeout(holding);
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) layers.addEventListener(end, letGo);
  layers.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (Math.hypot(clientX - from[0], clientY - from[1]) > SLIP) letGo();
  });
  layers.addEventListener("contextmenu", (event) => {
    if (wasHeld || /** @type {PointerEvent} */ (event).pointerType === "touch") event.preventDefault();
  });
  layers.addEventListener(
    "click",
    (event) => {
      if (event.shiftKey) flip(event);
      if (event.shiftKey || wasHeld) event.stopPropagation();
      wasHeld = false;
    },
    { capture: true },
  );
}
