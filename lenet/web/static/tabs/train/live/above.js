// "Use this network above": the network in training reads the drawing for the whole page, in place of the chosen one.

import { LIVE } from "../../../state/checkpoint.js";
import { isEmpty } from "../../../state/drawing.js";
import { hasNetwork } from "./lab.js";

/** @import {Packed, Packet, Question, State, Store} from "../../../types.js" */
/** @import {LabStore} from "../types.js" */

/**
 * Let the network in training read while it is used and one of these tabs is open; elsewhere, and afterwards, the
 * network reads that was chosen before.
 * @param {Store<State>} store
 * @param {LabStore} lab
 * @param {string[]} tabs
 */
export function useAbove(store, lab, tabs) {
  let chosen = store.now().network;

  function follow() {
    const { view, network, tab } = store.now();
    const { isUsed, status, runs } = lab.now();
    const trained = runs.at(-1)?.settings.network;
    const isLive = view.checkpoint === LIVE;
    if (isUsed && hasNetwork(status) && trained && tabs.includes(tab)) {
      if (!isLive) chosen = network;
      if (!isLive || network !== trained)
        store.change({ network: trained, view: { ...view, checkpoint: LIVE, unit: null } });
    } else if (isLive) store.change({ network: chosen, view: { ...view, checkpoint: null, unit: null } });
  }

  lab.follow(["isUsed", "status", "runs"], follow);
  store.follow(["tab"], follow);
  // Another network chosen above, or a checkpoint of the recorded training, takes its place.
  store.follow(["network", "view"], (now, before) => {
    if (before.view.checkpoint !== LIVE || now.view.checkpoint === null) return;
    const isAnother = now.network !== lab.now().runs.at(-1)?.settings.network;
    if (isAnother) chosen = now.network;
    if (isAnother || now.view.checkpoint !== LIVE) lab.change({ isUsed: false });
  });
}

/**
 * Show what the network in training makes of a question, unless the pad has been cleared or another reads by now.
 * @param {Store<State>} store
 * @param {Question} question
 * @param {Packet} packet
 * @param {Packed | undefined} kernels
 */
export function answerAbove(store, question, packet, kernels) {
  const { view, question: newest, answer } = store.now();
  const isWanted = view.checkpoint === LIVE && question.view.checkpoint === LIVE && !isEmpty(newest.drawing);
  if (isWanted && question.number >= answer.question.number)
    store.change({ answer: { question, packet, started: null, kernels } });
}
