// Asking what a page's network reads: of every change of the drawing, and of how it is looked at.

import { LIVE } from "../state/checkpoint.js";
import { inputsOf, isEmpty, sameView, shown } from "../state/drawing.js";
import { createAsker } from "./asker.js";
import { createThrottle } from "./throttle.js";

/** @import {Question, State, Store} from "../types.js" */

const SAFE = "Your drawing is safe; retrying…";

/**
 * Make a question of every change of what is read, and ask it.
 * @param {Store<State>} store
 */
export function askOfDrawing(store) {
  let noted = ""; // on the drawing, by the server
  let lastUnasked = 0; // answers to what was asked before come too late
  const moving = () => store.now().live !== null; // more of the same drawing is on its way
  const asker = createAsker("read", inputsOf, {
    onAnswer(/** @type {Question} */ question, packet, started) {
      if (question.number > lastUnasked) store.change({ answer: { question, packet, started } });
      note(packet?.note ?? "");
    },
    onRefusal: (notice) => store.change({ notice }),
    onSilence: (why) => store.change({ notice: why && `${why}. ${SAFE}` }),
    restAfter: createThrottle(moving),
  });
  /** Say what the server notes on a drawing, and take it back with the next one. @param {string} sentence */
  function note(sentence) {
    if (sentence !== noted && (sentence || store.now().notice === noted)) store.change({ notice: sentence });
    noted = sentence;
  }

  store.follow(["history", "live", "network", "placement", "view"], (now) => {
    const { network, placement, view, question: last } = now;
    const drawing = shown(now);
    const same = drawing === last.drawing && network === last.network && placement === last.placement;
    const looked = !same || (!isEmpty(drawing) && !sameView(view, last.view));
    if (looked) {
      const question = { number: last.number + 1, drawing, placement, network, view };
      store.change({ question });
      if (isEmpty(drawing)) {
        store.change({ answer: { question, packet: null, started: null } });
        note("");
      }
      if (isEmpty(drawing) || view.checkpoint === LIVE) {
        lastUnasked = question.number;
        asker.drop();
      } else asker.ask(question);
    }
    if (!moving()) asker.hurry();
  });
  asker.ask(store.now().question); // opens the connection before the first stroke
}
