// One pen at a time on the pad: mouse, finger or stylus, with every point the device reported.

import { PAD } from "../constants.js";

/** @import {Point, Stroke} from "../types.js" */

const LEAST_STEP = 1; // pad units: a point nearer to the last one tells nothing new
const DOT = 5; // pad units: a stroke that stays within this is a tap
const PINCH = 40; // pad units: a stroke that stays within this when another finger comes is one of two fingers
const PALM = 2000; // ms after the stylus was last seen in which touches count as a palm

/**
 * @typedef {object} PenListeners
 * @property {() => boolean} mayStart
 * @property {() => number} room                how many points a stroke may have now
 * @property {(stroke: Stroke) => void} onMove  while it draws, whenever the stroke has grown
 * @property {(stroke: Stroke) => void} onLift  once the pen leaves
 * @property {() => void} onPinch               what has begun is no stroke: two fingers zoom the page
 */

/**
 * Follow the pen on a square surface, PAD units across.
 * @param {HTMLElement} surface
 * @param {PenListeners} listeners
 * @returns {() => boolean} whether the pen is down
 */
export function followPen(surface, { mayStart, room, onMove, onLift, onPinch }) {
  /** @type {{id: number, type: string} | null} */
  let pointer = null;
  /** @type {Stroke} */
  let stroke = [];
  const isPalm = createPalmGuard(surface);

  /** @param {PointerEvent} event */
  function draw(event) {
    const before = stroke.length;
    for (const point of pointsOf(event, surface)) {
      const last = stroke.at(-1);
      const tooNear = last && Math.hypot(point[0] - last[0], point[1] - last[1]) < LEAST_STEP;
      if (!tooNear && stroke.length < room()) stroke.push(point);
    }
    return stroke.length > before;
  }

  function pinch() {
    pointer = null;
    onPinch();
  }

  surface.addEventListener("pointerdown", (event) => {
    const stylus = event.pointerType === "pen";
    if (event.pointerType === "touch" && pointer?.type === "touch" && staysWithin(stroke, PINCH)) return pinch();
    if (event.button !== 0 || isPalm(event) || !mayStart()) return;
    if (pointer !== null && !(stylus && pointer.type === "touch")) return; // a second finger
    event.preventDefault();
    pointer = { id: event.pointerId, type: event.pointerType }; // a stylus takes over from its palm
    stroke = [];
    surface.setPointerCapture(event.pointerId);
    if (draw(event)) onMove(stroke);
  });
  surface.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer?.id && draw(event)) onMove(stroke);
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) {
    surface.addEventListener(end, (event) => {
      if (event.pointerId !== pointer?.id) return;
      if (end === "pointercancel" && pointer.type === "touch" && staysWithin(stroke, PINCH)) return pinch();
      if (end === "pointerup") draw(event);
      pointer = null;
      onLift(isDot(stroke) ? [stroke[0]] : stroke);
    });
  }
  // The browser makes no gesture of a stroke: after a fling it would swallow the first tap beside the pad.
  const ofOneFinger = (/** @type {TouchEvent} */ event) => event.touches.length === 1 || pointer !== null;
  surface.addEventListener("touchstart", (event) => ofOneFinger(event) && event.preventDefault(), { passive: false });
  surface.addEventListener("contextmenu", (event) => event.preventDefault());
  return () => pointer !== null;
}

/**
 * Create what tells a palm: a touch while the stylus is near, or was just now.
 * @param {HTMLElement} surface
 */
function createPalmGuard(surface) {
  let stylusSeen = Number.NEGATIVE_INFINITY;
  for (const seen of /** @type {const} */ (["pointerdown", "pointermove"])) {
    surface.addEventListener(seen, (event) => {
      if (event.pointerType === "pen") stylusSeen = event.timeStamp;
    });
  }
  return (/** @type {PointerEvent} */ { pointerType, timeStamp }) =>
    pointerType === "touch" && timeStamp - stylusSeen < PALM;
}

/**
 * List where an event saw the pen, kept on the pad: what is read is what is seen.
 * @param {PointerEvent} event
 * @param {HTMLElement} surface
 * @returns {Point[]}
 */
function pointsOf(event, surface) {
  const box = surface.getBoundingClientRect();
  const onPad = (/** @type {number} */ at) => tenths(Math.min(1, Math.max(0, at / box.width)) * PAD);
  const events = event.getCoalescedEvents?.() ?? [];
  return (events.length > 0 ? events : [event]).map(({ clientX, clientY }) => [
    onPad(clientX - box.left),
    onPad(clientY - box.top),
  ]);
}

/** @param {Stroke} stroke */
const isDot = (stroke) => stroke.length < 50 && staysWithin(stroke, DOT);

/**
 * Tell whether a stroke is smaller than so many units.
 * @param {Stroke} stroke
 * @param {number} size
 */
function staysWithin(stroke, size) {
  const extent = (/** @type {0 | 1} */ axis) => {
    const values = stroke.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  return extent(0) < size && extent(1) < size;
}

const tenths = (/** @type {number} */ number) => Math.round(number * 10) / 10;
