// The page's state, in one place: parts change it by key, and listen to the keys they follow.

/** @import {Store} from "../types.js" */

/**
 * Create a store. Listeners get the newest state, in the order in which they began to follow. A change made inside a
 * listener is delivered after the current one has reached all listeners. One that throws stops no other.
 * @template {object} State
 * @param {State} start
 * @returns {Store<State>}
 */
export function createStore(start) {
  let state = Object.freeze({ ...start });
  /** @type {{keys: (keyof State)[], listen: (now: Readonly<State>, before: Readonly<State>) => void}[]} */
  let listeners = [];
  /** @type {{changed: (keyof State)[], before: Readonly<State>}[]} */
  const waiting = [];
  let notifying = false;

  function notify() {
    if (notifying) return;
    notifying = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { changed, before } = next;
      for (const listener of listeners) {
        const concerned = listener.keys.some((key) => changed.includes(key));
        if (concerned && listeners.includes(listener)) notifyOne(listener.listen, before);
      }
    }
    notifying = false;
  }

  /**
   * @param {(now: Readonly<State>, before: Readonly<State>) => void} listen
   * @param {Readonly<State>} before
   */
  function notifyOne(listen, before) {
    try {
      listen(state, before);
    } catch (error) {
      queueMicrotask(() => {
        throw error; // the browser reports it
      });
    }
  }

  return {
    now: () => state,
    change(change) {
      const before = state;
      const keys = /** @type {(keyof State)[]} */ (Object.keys(change));
      const changed = keys.filter((key) => change[key] !== before[key]);
      if (changed.length === 0) return;
      state = Object.freeze({ ...before, ...change });
      waiting.push({ changed, before });
      notify();
    },
    follow(keys, listen) {
      const listener = { keys, listen };
      listeners = [...listeners, listener];
      listen(state, state);
      return () => {
        listeners = listeners.filter((each) => each !== listener);
      };
    },
  };
}
