// How old the shown answer is: one that waits for a newer one for long looks old.

/** @import {State, Store} from "../types.js" */

const OLD = 400; // ms after which an answer that is still awaited makes the shown one look old

/**
 * Make an answer look old while a newer one is awaited for long.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 */
export function showAge(element, store) {
  let aging = 0;
  store.follow(["question"], ({ question, answer }) => {
    if (aging !== 0 || question === answer.question) return;
    aging = window.setTimeout(() => element.classList.add("old"), OLD);
  });
  store.follow(["answer"], () => {
    clearTimeout(aging);
    aging = 0;
    element.classList.remove("old");
  });
}
