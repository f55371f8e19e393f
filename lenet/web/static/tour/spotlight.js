// Where the tour points: a mark around real parts of the page, and its card beside them, never over them.

const GAP = 14; // pixels between the card, what it points at, and the window's edge
const SHEET = 700; // pixels: a narrower window has the card at its foot
const NOT_COVERED = [".reads", ".softmax", "#panel"]; // if there is a choice
const card = element.querySelector("#tour");
const tourMark = element.querySelector("#tour-mark");

const visibleRects = (selectors) =>
  selectors.flatMap((selector) => [...document.querySelectorAll(selector)]).map((part) => part.getBoundingClientRect()).filter(({ width, height }) => width > 0 && height > 0);

const overlap = (a, b) => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
const boxAt = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height, width, height });

/** The box around as many of the parts, from the first on, as leave the card a place; null where there is none. */
function boxOf(rects, head) {
  const whole = innerHeight - head - 2 * GAP;
  const over = whole - card.offsetHeight - GAP; // where the card stands below
  const beside = innerWidth - card.offsetWidth - 3 * GAP; // as wide as a part may be with the card at its side
  let box = null;
  for (const rect of rects) {
    const [left, top, right, bottom] = box
      ? [Math.min(box.left, rect.left), Math.min(box.top, rect.top), Math.max(box.right, rect.right), Math.max(box.bottom, rect.bottom)]
      : [rect.left, rect.top, rect.right, rect.bottom];
    const room = innerWidth >= SHEET && right - left <= beside ? whole : over;
    if (box && bottom - top > room) break;
    box = boxAt(left, top, right - left, bottom - top);
  }
  return box;
}

/** Below, above, right of or left of the target: the first that is all in the window and covers nothing else of use. */
function cardBox(target, head, { offsetWidth: width, offsetHeight: height }) {
  const within = (value, least, most) => Math.max(least, Math.min(most, value));
  const across = within(target.left + target.width / 2 - width / 2, GAP, innerWidth - width - GAP);
  const down = within(target.top + target.height / 2 - height / 2, head + GAP, innerHeight - height - GAP);
  const foot = boxAt(across, innerHeight - height - GAP, width, height);
  if (innerWidth < SHEET) return foot;
  const lines = [target.bottom + GAP, target.top - height - GAP];
  const places = [
    ...lines.map((top) => boxAt(across, top, width, height)),
    boxAt(target.right + GAP, down, width, height),
    boxAt(target.left - width - GAP, down, width, height),
    ...lines.flatMap((top) => [GAP, innerWidth - width - GAP].map((left) => boxAt(left, top, width, height))),
  ].filter((box) => box.left >= 0 && box.right <= innerWidth && box.top >= head && box.bottom <= innerHeight);
  const covers = (box) => visibleRects(NOT_COVERED).reduce((sum, rect) => sum + overlap(box, rect), 0);
  return places.toSorted((a, b) => covers(a) - covers(b))[0] ?? foot;
}

/** Follows what the selectors stand for until it is stopped; returns stop(). */
function pointAt(selectors) {
  let standing = "";
  let frame = null;

  function look() {
    frame = requestAnimationFrame(look);
    const head = header.getBoundingClientRect().bottom;
    const target = boxOf(visibleRects(selectors), head);
    tourMark.hidden = target === null;
    if (target === null) return;
    scrollOnce(target, head);
    putAt(tourMark, boxAt(target.left - 6, target.top - 6, target.width + 12, target.height + 12));
    const { left, top } = cardBox(target, head, card);
    Object.assign(card.style, { left: `${left}px`, top: `${top}px` });
  }

  /** Brings the target into sight when it is new or has moved in the page, not when the visitor scrolls. */
  function scrollOnce(target, head) {
    const now = [target.top + scrollY, target.height, innerWidth, innerHeight, card.offsetHeight].map(Math.round).join(" ");
    if (now === standing) return;
    standing = now;
    const inSight = target.top >= head + GAP / 2 && target.bottom <= innerHeight - GAP;
    if (innerWidth >= SHEET && inSight && roomFor(target, head)) return;
    scrollTo({ top: scrollY + target.top - head - GAP, behavior: "instant" });
  }

  look();
  return () => {
    cancelAnimationFrame(frame);
    tourMark.hidden = true;
  };
}

/** Whether the card finds a place where the target stands now. */
function roomFor(target, head) {
  return overlap(cardBox(target, head, card), target) === 0;
}

function putAt(part, { left, top, width, height }) {
  Object.assign(part.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}
