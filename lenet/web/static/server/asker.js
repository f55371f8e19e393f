// Asking for answers: one request under way at most, the newest question always answered last.

import { post } from "./post.js";
import { restAfterFailure, TRIES } from "./retries.js";

const AWAY = "Can’t reach the server";
const BUSY = "The server is busy";

/**
 * @template Q
 * @typedef {object} Listeners
 * @property {(question: Q, packet: any, started: number) => void} onAnswer
 * @property {(sentence: string) => void} [onRefusal]   the server declines the question
 * @property {(why: string) => void} [onSilence]   why the server does not answer; "" once it does again
 * @property {(took: number) => number} [restAfter]     ms to wait after a reply that took so many
 */

/**
 * Create what asks one kind of question. `hurry` ends the rest after the last answer: what is newest is asked at
 * once. `drop` forgets what waits.
 * @template Q
 * @param {string} name   of the question, as the server has it
 * @param {(question: Q) => object} inputs   what the server takes of it
 * @param {Listeners<Q>} listeners
 * @param {typeof post} ask   another than `post` in tests
 */
export function createAsker(name, inputs, { onAnswer, onRefusal, onSilence, restAfter }, ask = post) {
  /** @type {{question: Q} | null} */
  let newest = null;
  let busy = false;
  let failures = 0;
  let waits = 0;
  let wake = () => {};
  let endRest = () => {};

  async function send() {
    busy = true;
    while (newest !== null) {
      const { question } = newest;
      newest = null;
      // What a listener throws is reported, and ends no asking.
      await askOnce(question).catch((error) => void Promise.reject(error));
    }
    busy = false;
  }

  /** @param {Q} question */
  async function askOnce(question) {
    const started = performance.now();
    const reply = await ask(name, inputs(question));
    const took = performance.now() - started;
    if (reply === null || "wait" in reply || ("away" in reply && failures < TRIES)) {
      newest ??= { question };
      await (reply !== null && "wait" in reply ? busyPause(reply.wait) : pause());
      return;
    }
    if (failures > 0 || waits > 1) onSilence?.("");
    failures = 0;
    waits = 0;
    if ("away" in reply) onRefusal?.(reply.away);
    else if ("refusal" in reply) onRefusal?.(reply.refusal);
    else onAnswer(question, reply.packet, started);
    const rest = restAfter?.(took) ?? 0;
    if (rest > 0) await sleep(rest, (end) => (endRest = end));
  }

  function pause() {
    onSilence?.(AWAY);
    return sleep(restAfterFailure(failures++), (end) => (wake = end));
  }

  /** Once is no news. Not all who were told to wait come back at the same moment. @param {number} time */
  function busyPause(time) {
    if (waits++ > 0) onSilence?.(BUSY);
    return sleep(time * (1 + Math.random()), (end) => (wake = end));
  }

  globalThis.addEventListener?.("online", () => wake());
  return {
    /** @param {Q} question */
    ask(question) {
      newest = { question };
      if (!busy) send();
    },
    hurry: () => endRest(),
    drop() {
      newest = null;
    },
  };
}

/**
 * Wait so many ms, or until what `handOver` was given is called.
 * @param {number} time
 * @param {(end: () => void) => void} handOver
 */
function sleep(time, handOver) {
  return new Promise((resolve) => {
    handOver(() => resolve(undefined));
    setTimeout(resolve, time);
  });
}
