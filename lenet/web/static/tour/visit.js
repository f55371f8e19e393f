// One visit to a stop: the page stands as the stop needs it, until what was done is taken back.

import { PLACEMENT } from "../constants.js";
import { find } from "../controls/find.js";
import { prefersReducedMotion } from "../paint/motion.js";
import { open } from "../state/drawing.js";
import { answerOf } from "../state/verdict.js";
import { smallerOf } from "./redrawn.js";

/** @import {Reading, State, Store} from "../types.js" */
/** @import {Play, Read, Stop} from "./stops.js" */
/** @import {Tour} from "./tour.js" */

/**
 * Set the page as a stop needs it, say what each answer lets it say, and pin its unit once. Returns what takes back
 * what the stop did, as far as the visitor has not gone on from it.
 * @param {Stop} stop
 * @param {Tour} tour
 * @param {Store<State>} store
 * @param {(html: string) => void} say
 * @param {(selectors: string[]) => () => void} pointAt
 * @returns {() => void}
 */
export function createVisit(stop, tour, store, say, pointAt) {
  const { network = tour.own.network, placement = PLACEMENT } = stop;
  const small = stop.smaller ? drawSmaller(store) : null;
  let hasPinned = false;
  store.change({ network, placement, onPad: !stop.tab, ...(stop.tab && { tab: stop.tab }) });
  const stopPlaying = stop.play && !prefersReducedMotion() ? playOnceReady(stop.play, store) : () => {};
  const stopPointing = pointAt(stop.at);

  /** Get the packet that answers what the stop shows; null while it is awaited. */
  function awaited() {
    const { question, packet } = store.now().answer;
    const isHere = question.network === network && question.placement === placement;
    return isHere && (small === null || question.drawing.strokes === small) ? packet : null;
  }

  // The stop's tab is built: it hears of each answer, and lets go of what an older one pinned, before this does.
  const stopFollowing = store.follow(["answer"], () => {
    const packet = awaited();
    const reads = packet && readOf(packet);
    if (reads && placement === PLACEMENT) tour.byMass = reads;
    say(stop.words({ played: tour.played, reads, byMass: tour.byMass, smaller: small !== null }));
    if (!stop.unit || packet === null || hasPinned) return;
    hasPinned = true;
    store.change({ unit: stop.unit(packet), pinned: true });
  });

  return () => {
    stopFollowing();
    stopPointing();
    store.change({ unit: null, pinned: false });
    stopPlaying();
    const { history, live } = store.now();
    const isUntouched = live === null && history.now.strokes === small;
    if (isUntouched) find(document, "#undo", HTMLButtonElement).click();
  };
}

/**
 * Redraw the drawing small, if it is of strokes.
 * @param {Store<State>} store
 */
function drawSmaller(store) {
  const { strokes } = store.now().history.now;
  if (strokes.length === 0) return null;
  const small = smallerOf(strokes);
  open(store, { strokes: small });
  return small;
}

/**
 * Play as soon as the page can, where the visitor has bent nothing. Returns what takes it back.
 * @param {Play} play
 * @param {Store<State>} store
 */
function playOnceReady({ isReady, start, takeBack }, store) {
  let frame = 0;
  let hasStarted = false;

  function look() {
    if (!isReady()) {
      frame = requestAnimationFrame(look);
      return;
    }
    hasStarted = Object.keys(store.now().view.amounts).length === 0;
    if (hasStarted) start();
  }

  look();
  return () => {
    cancelAnimationFrame(frame);
    if (hasStarted) takeBack();
  };
}

/**
 * @param {Reading} reading
 * @returns {Read}
 */
function readOf(reading) {
  const [[guess, share]] = reading.top3;
  return { digit: answerOf(reading), guess, share };
}
