// The laboratory: what is known of live training here, and what can be done; all that is seen is painted from its store.

import { createChannel } from "../../../server/channel.js";
import { socketTo } from "../../../server/post.js";
import { LIVE } from "../../../state/checkpoint.js";
import { createStore } from "../../../state/store.js";
import { createLooks } from "./looks.js";
import { begun, grown, untraced } from "./runs.js";

/** @import {Packet, Question} from "../../../types.js" */
/** @import {Lab, LabStore, Saved, Settings, Status, Training} from "../types.js" */

const PATIENCE = 30_000; // ms without connection that a run outlasts
const WAITING = "Connecting to the server…";
const AWAY = "Connection lost. Trying again…";
const LOST = "Connection lost: the run goes on for 30 s without it. Trying again…";
const GONE = "Connection lost, and with it the run; its curves stay. Trying again…";
const UNREACHED = "Live training can’t be reached. Trying again; a recorded training is shown meanwhile.";

/** The phases in which there is a network in training, or one that has been. */
const WITH_NETWORK = ["training", "paused", "finished", "watching"];

/** Those in which nothing can be trained. */
export const WITHOUT = ["off", "missing", "fetching"];

/** Tell whether a run is there that can be looked at. @param {Status} status */
export const hasNetwork = ({ phase }) => WITH_NETWORK.includes(phase);

/**
 * Connect to the server's training.
 * @param {Settings} settings   of the first run
 * @param {{onPacket: (question: Question, packet: Packet, training: Partial<Training>) => void, onSaved: (saved: Saved) => void}} hearers
 *   onPacket: what the network makes of a question
 */
export function createLab(settings, { onPacket, onSaved }, connect = () => socketTo("train", tabName())) {
  /** @type {LabStore} */
  const lab = createStore(
    /** @type {Lab} */ ({
      status: { phase: "connecting", sentence: WAITING },
      settings,
      runs: [],
      training: null,
      trial: null,
      isUsed: false,
      isSaving: false,
      refusal: "",
    }),
  );
  let hasBeenOpen = false;
  let hasRun = false; // when the connection was there last

  const channel = createChannel(connect, {
    onOpen() {
      hasBeenOpen = true;
      looks.begin();
      channel.send({ do: "ready" });
    },
    onMessage: hear,
    onLost(since) {
      const isOver = performance.now() - since > PATIENCE;
      const sentence = !hasBeenOpen ? UNREACHED : !hasRun ? AWAY : isOver ? GONE : LOST;
      lab.change({ status: { phase: "lost", sentence }, isSaving: false });
    },
  });
  const looks = createLooks(channel.send);

  /** @param {{status?: Status, state?: Training, saved?: Saved, error?: string}} message */
  function hear({ status, state, saved, error }) {
    if (status) hearStatus(status);
    if (state) hearState(state);
    if (saved || error !== undefined) lab.change({ isSaving: false });
    if (saved) onSaved(saved);
    if (error !== undefined) lab.change({ refusal: error, trial: null });
  }

  /** @param {Status} status */
  function hearStatus(status) {
    const { runs, training, isUsed, status: before } = lab.now();
    hasRun = hasNetwork(status);
    const begins = begun(runs, status);
    lab.change({
      status,
      runs: begins,
      training: begins === runs ? training : null,
      isUsed: isUsed && hasRun,
    });
    if (hasRun && !hasNetwork(before)) lookOn();
  }

  /** @param {Training} state */
  function hearState(state) {
    const { runs, training } = lab.now();
    if (runs.at(-1)?.id !== state.run) return;
    const question = looks.answered(state.look);
    const drawing = question && isNewest(question) ? state.drawing : null;
    lab.change({ runs: grown(runs, { ...state, drawing }), training: { ...training, ...state, drawing } });
    if (question && state.packet) onPacket(question, state.packet, lab.now().training ?? state);
  }

  /** @type {Question | null} */
  let lookedAt = null;

  /** Have the network in training look at the drawing, if there is one. */
  function lookOn() {
    if (lookedAt && hasNetwork(lab.now().status)) looks.look(lookedAt, lookedAt.view.checkpoint === LIVE);
  }

  /** @param {Question} question */
  const isNewest = (question) => question.drawing === lookedAt?.drawing && question.placement === lookedAt.placement;

  return {
    lab,
    /** @param {object} message */
    tell(message) {
      lab.change({ refusal: "" });
      channel.send(message);
    },
    /** Ask for the weights: the threshold of what is rejected is fitted first. */
    save() {
      lab.change({ isSaving: channel.send({ do: "save" }) });
    },
    /**
     * Begin a run.
     * @param {Settings} chosen
     */
    start(chosen, paused = false) {
      lab.change({ settings: chosen, refusal: "" });
      channel.send({ do: "start", settings: chosen, paused });
    },
    /**
     * Have every network in training look at this from now on.
     * @param {Question} question
     */
    look(question) {
      if (!isNewest(question)) lab.change({ runs: untraced(lab.now().runs) });
      lookedAt = question;
      lookOn();
    },
  };
}

/** Make up a name for this tab of the browser, by which the server knows it after a lost connection. */
function tabName() {
  own ??= Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return own;
}

/** @type {string | undefined} */
let own;

/** @typedef {ReturnType<typeof createLab>} Laboratory */
