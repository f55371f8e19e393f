// Low-priority questions: asked once the drawing has stopped changing, while their answer can be seen.

import { createAsker } from "./asker.js";

/** @import {Question, State, Store} from "../types.js" */

const REST = 200; // ms without another answer before a low-priority question: drawing comes first
const NEAR = "100px"; // beyond the window's edge, what is about to come into sight counts as seen

/**
 * Follow answers for a part of the page that asks about the drawing itself. While the part is out of sight, it
 * keeps what it shows, and asks nothing.
 * @template {Question} Q
 * @param {Store<State>} store
 * @param {Element} part
 * @param {string} name   of the question
 * @param {(question: Q) => object} inputs
 * @param {(question: Q, packet: any) => void} show   packet: null for an empty pad
 * @returns {(answer: {question: Q, packet: any}) => void}
 */
export function createDebounced(store, part, name, inputs, show) {
  let emptied = 0;
  let resting = 0;
  /** @type {Q | null} */
  let unasked = null;
  let inSight = false;
  const asker = createAsker(name, inputs, {
    onAnswer: (/** @type {Q} */ question, packet) => question.number > emptied && show(question, packet),
  });

  function askOnceSeen() {
    if (unasked === null || resting !== 0 || !inSight) return;
    asker.ask(unasked);
    unasked = null;
  }

  function forget() {
    clearTimeout(resting);
    resting = 0;
    unasked = null;
  }

  new IntersectionObserver(
    (seen) => {
      inSight = seen[seen.length - 1].isIntersecting;
      askOnceSeen();
    },
    { rootMargin: NEAR },
  ).observe(part);
  // The pad may be cleared while this part is closed and follows nothing.
  store.follow(["answer"], ({ answer }) => {
    if (answer.packet !== null) return;
    forget();
    emptied = answer.question.number;
  });
  return ({ question, packet }) => {
    forget();
    if (packet === null) {
      emptied = question.number;
      show(question, null);
      return;
    }
    unasked = question;
    resting = window.setTimeout(() => {
      resting = 0;
      askOnceSeen();
    }, REST);
  };
}
