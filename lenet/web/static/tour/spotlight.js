// Where the tour points: a mark around real parts of the page, and its card beside them, never over them.

import { NARROW } from "../paint/narrow.js";

const GAP = 14; // pixels between the card, what it points at, and the window's edge
const MARGIN = 6; // pixels between what it points at and the mark around it
const EDGE = 2; // pixels between the mark and the window's edge, at least
const AT_FOOT = 700; // pixels: a narrower window has the card at its foot
const STEP = 14; // pixels between the places that are tried for the card
/** What the card had better not cover, and how bad each pixel of it is. @type {[selector: string, cost: number][]} */
const COSTS = [
  [".paper-part, .tabs [aria-selected='true'], .sentence", 64],
  [".reads, .softmax, #dock", 16],
  [".sees", 4],
  [".layer > :is(header, .maps), #stress [data-perturbation]", 1],
];

/** @typedef {Pick<DOMRect, "left" | "top" | "right" | "bottom" | "width" | "height">} Box */
/** @typedef {{width: number, height: number}} Size */

/**
 * Create what points: it follows what selectors stand for, frame by frame, until it is stopped.
 * @param {HTMLElement} card
 * @param {HTMLElement} mark
 * @param {HTMLElement} header   what is under it counts as out of sight
 * @returns {(selectors: string[]) => () => void}
 */
export function createSpotlight(card, mark, header) {
  return (selectors) => {
    const placeOf = createPlacing();
    const scrollOnce = createScrolling(placeOf);
    let frame = 0;

    function look() {
      frame = requestAnimationFrame(look);
      const head = NARROW.matches ? header.getBoundingClientRect().bottom : 0; // else nothing scrolls under it
      const size = { width: card.offsetWidth, height: card.offsetHeight };
      const target = boxOf(rectsOf(selectors), head, size);
      mark.hidden = target === null;
      if (target === null) return;
      scrollOnce(target, head, size);
      const [left, top] = [target.left, target.top].map((edge) => Math.max(EDGE, edge - MARGIN));
      putAt(mark, { left, top });
      const [width, height] = [target.right + MARGIN - left, target.bottom + MARGIN - top];
      Object.assign(mark.style, { width: `${width}px`, height: `${height}px` });
      putAt(card, placeOf(target, head, size));
    }

    look();
    return () => {
      cancelAnimationFrame(frame);
      mark.hidden = true;
    };
  };
}

/** @typedef {(target: Box, head: number, size: Size) => Box} PlaceOf */

/**
 * Make what finds the card's place, anew only where something has moved: it is asked at every frame.
 * @returns {PlaceOf}
 */
function createPlacing() {
  let last = "";
  /** @type {Box | undefined} */
  let place;
  return (target, head, size) => {
    const useful = COSTS.flatMap(([selector, cost]) => rectsOf([selector]).map((rect) => ({ rect, cost })));
    const now = JSON.stringify([target, head, size, innerWidth, innerHeight, useful]);
    if (place === undefined || now !== last) place = cardBox(target, head, size, useful);
    last = now;
    return place;
  };
}

/**
 * Make what brings a target into sight when it is new or has moved in the page, not when the visitor scrolls.
 * @param {PlaceOf} placeOf
 */
function createScrolling(placeOf) {
  let last = "";
  return (/** @type {Box} */ target, /** @type {number} */ head, /** @type {Size} */ size) => {
    const now = [target.top + scrollY, target.height, innerWidth, innerHeight, size.height].map(Math.round).join(" ");
    if (now === last) return;
    last = now;
    const inSight = target.top >= head + GAP / 2 && target.bottom <= innerHeight - GAP;
    const hasRoom = overlap(placeOf(target, head, size), target) === 0;
    if (innerWidth >= AT_FOOT && inSight && hasRoom) return;
    scrollTo({ top: scrollY + target.top - head - GAP, behavior: "instant" });
  };
}

/**
 * Find where selectors' elements are, those that can be seen.
 * @param {string[]} selectors
 */
function rectsOf(selectors) {
  const parts = selectors.flatMap((selector) => [...document.querySelectorAll(selector)]);
  return parts.map((part) => part.getBoundingClientRect()).filter(({ width, height }) => width > 0 && height > 0);
}

/**
 * Find the box around as many of the parts, from the first on, as leave the card a place; null where there is none.
 * @param {Box[]} rects
 * @param {number} head
 * @param {Size} size   of the card
 */
function boxOf(rects, head, size) {
  const whole = innerHeight - head - 2 * GAP;
  const over = whole - size.height - GAP; // where the card stands below
  const beside = innerWidth - size.width - 3 * GAP; // as wide as a part may be with the card at its side
  /** @type {Box | null} */
  let box = null;
  for (const rect of rects) {
    /** @type {Box} */
    const next = box ? around(box, rect) : rect;
    const room = innerWidth >= AT_FOOT && next.width <= beside ? whole : over;
    if (box && next.height > room) break;
    box = next;
  }
  return box;
}

/**
 * Find the card's place: of those that are all in the window and leave the target free, the one that covers least else
 * of use; of several, the nearest.
 * @param {Box} target
 * @param {number} head
 * @param {Size} size   of the card
 * @param {{rect: Box, cost: number}[]} useful   what it had better not cover
 */
function cardBox(target, head, { width, height }, useful) {
  const [right, foot] = [innerWidth - width, innerHeight - height]; // the card's furthest left and top
  const across = target.left + target.width / 2 - width / 2;
  const atFoot = boxAt(Math.max(GAP, Math.min(across, right - GAP)), foot - GAP, width, height);
  if (innerWidth < AT_FOOT) return atFoot;
  const lefts = [across, target.right + GAP, target.left - width - GAP, right - GAP, ...steps(GAP, right)];
  const tops = [target.bottom + GAP, target.top - height - GAP, foot - GAP, ...steps(head + GAP, foot)];
  const kept = boxAt(target.left - GAP, target.top - GAP, target.width + 2 * GAP, target.height + 2 * GAP);
  const covers = (/** @type {Box} */ box) => useful.reduce((sum, { rect, cost }) => sum + cost * overlap(box, rect), 0);
  return (
    tops
      .filter((top) => top >= head && top <= foot)
      .flatMap((top) => lefts.map((left) => boxAt(left, top, width, height)))
      .filter((box) => box.left >= 0 && box.left <= right && overlap(box, kept) < 1)
      .map((box) => ({ box, covered: covers(box), far: Math.hypot(box.left - across, box.top - target.top) }))
      .toSorted((a, b) => a.covered - b.covered || a.far - b.far)[0]?.box ?? atFoot
  );
}

/**
 * List the steps from one place to another.
 * @param {number} from
 * @param {number} to
 */
const steps = (from, to) =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / STEP)) }, (_, step) => from + step * STEP);

/**
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 * @returns {Box}
 */
const boxAt = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height, width, height });

/**
 * @param {Box} a
 * @param {Box} b
 */
function around(a, b) {
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
  return boxAt(left, top, Math.max(a.right, b.right) - left, Math.max(a.bottom, b.bottom) - top);
}

/**
 * Measure the area that two boxes share.
 * @param {Box} a
 * @param {Box} b
 */
function overlap(a, b) {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}

/**
 * @param {HTMLElement} part
 * @param {Pick<Box, "left" | "top">} place
 */
const putAt = (part, { left, top }) => Object.assign(part.style, { left: `${left}px`, top: `${top}px` });
