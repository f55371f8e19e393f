// What the network in training looks at: the drawing, told to the server as it changes, and which of them it answers.

import { inputsOf } from "../../../state/drawing.js";

/** @import {Question} from "../../../types.js" */

const REST = 80; // ms between two looks: answers come no faster

/**
 * Create what tells the server what to look at. `look` is called at every change; `answered` finds the question that
 * the look of a number was; `begin` starts anew, over another connection.
 * @param {(message: object) => boolean} send
 */
export function createLooks(send) {
  /** @type {{question: Question, whole: boolean} | null} */
  let newest = null;
  /** @type {Map<number, Question>} */
  const asked = new Map(); // by the numbers of their looks
  let looks = 0;
  let resting = 0;

  function tell() {
    resting = 0;
    if (newest === null) return;
    const { question, whole } = newest;
    const { network: _, ...inputs } = inputsOf(question);
    const sent = send({ do: "look", ...inputs, whole });
    if (sent) asked.set(++looks, question);
    newest = null;
    resting = Number(setTimeout(tell, REST));
  }

  return {
    /**
     * @param {Question} question
     * @param {boolean} whole   whether all that the page shows is wanted
     */
    look(question, whole) {
      newest = { question, whole };
      if (resting === 0) tell();
    },
    begin() {
      asked.clear();
      looks = 0;
    },
    /** No look before it will be answered any more. @param {number | undefined} look */
    answered(look = 0) {
      for (const number of asked.keys()) if (number < look) asked.delete(number);
      return asked.get(look);
    },
  };
}
