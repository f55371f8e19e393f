// Which unit's arithmetic the server is asked for: the one pointed at, once the pointer rests there.

/** @import {State, Store} from "../types.js" */
/** @import {Band} from "./band.js" */

const REST = 120; // ms over a cell before its arithmetic is asked for

/**
 * Follow the unit, whoever has chosen it; one that is pinned or let go needs no rest.
 * @param {Store<State>} store
 * @param {() => Band} shown
 * @returns {() => void}   asks without waiting for the rest
 */
export function askOfUnit(store, shown) {
  let resting = 0;

  /** @param {number} rest */
  function askAfter(rest) {
    clearTimeout(resting);
    resting = setTimeout(ask, rest);
  }

  function ask() {
    const { network, unit, view } = store.now();
    if (shown().network.name !== network) return; // that network may have no such unit
    store.change({ view: { ...view, unit } });
  }

  store.follow(["unit", "pinned"], ({ unit, pinned }) => askAfter(unit === null || pinned ? 0 : REST));
  store.follow(["network"], (now, before) => {
    if (now.network !== before.network) letGo(store, { view: { ...now.view, unit: null } });
  });
  store.follow(["answer"], (now, before) => {
    if (now.answer.question.network !== before.answer.question.network) letGo(store);
  });
  return () => askAfter(0);
}

/**
 * Point at no unit any more.
 * @param {Store<State>} store
 * @param {Partial<State>} change   that comes with it
 */
export const letGo = (store, change = {}) => store.change({ ...change, unit: null, pinned: false });
