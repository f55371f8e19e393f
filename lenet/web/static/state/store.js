// The page's state, in one place: parts change it by key, and hear of the keys they follow.

/** @import {Store} from "../types.js" */

/**
 * Create a store. Hearers get the newest state, in the order in which they began to follow; a change made while
 * one hears is told once the present one has been told to all. One that throws keeps no other from hearing.
 * @template {object} State
 * @param {State} start
 * @returns {Store<State>}
 */
export function createStore(start) {
  let state = Object.freeze({ ...start });
  /** @type {{keys: (keyof State)[], hear: (now: Readonly<State>, before: Readonly<State>) => void}[]} */
  let hearers = [];
  /** @type {{changed: (keyof State)[], before: Readonly<State>}[]} */
  const waiting = [];
  let telling = false;

  function tell() {
    if (telling) return;
    telling = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { changed, before } = next;
      for (const hearer of hearers) {
        const concerned = hearer.keys.some((key) => changed.includes(key));
        if (concerned && hearers.includes(hearer)) tellOne(hearer.hear, before);
      }
    }
    telling = false;
  }

  /**
   * @param {(now: Readonly<State>, before: Readonly<State>) => void} hear
   * @param {Readonly<State>} before
   */
  function tellOne(hear, before) {
    try {
      hear(state, before);
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
      tell();
    },
    follow(keys, hear) {
      const hearer = { keys, hear };
      hearers = [...hearers, hearer];
      hear(state, state);
      return () => {
        hearers = hearers.filter((each) => each !== hearer);
      };
    },
  };
}
