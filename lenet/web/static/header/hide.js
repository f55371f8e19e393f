// Predict before reveal: the answer, and all that tells it, stays hidden until it is asked for again.

import { find } from "../controls/find.js";

/** @import {Page} from "../types.js" */

/**
 * Build the button and the key H; the styles hide what tells the answer (reading/hidden_answer.css).
 * @param {HTMLElement} element
 * @param {Page} page
 */
export function buildHide(element, { store, keys }) {
  const button = find(element, "#hide", HTMLButtonElement);
  const toggle = () => store.change({ answerHidden: !store.now().answerHidden });
  button.addEventListener("click", toggle);
  keys.bind({ h: toggle });
  store.follow(["answerHidden"], ({ answerHidden }) => {
    button.ariaPressed = String(answerHidden);
    button.textContent = answerHidden ? "Show" : "Hide";
    document.documentElement.classList.toggle("answer-hidden", answerHidden);
  });
}
