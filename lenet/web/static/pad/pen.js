// One pen at a time on the pad: mouse, finger or stylus, with every point the device reported.

const LEAST_STEP = 1; // pad units: a point nearer to the last one tells nothing new
const DOT = 5; // pad units: a stroke that stays within this is a tap
const PALM = 2000; // ms after the stylus was last seen in which touches count as a palm

/**
 * Follows the pen on `surface`, whose points are numbers from 0 to `units` across. Calls
 * onMove(stroke) while it draws and onLift(stroke) once it leaves; a stroke is an array of [x, y].
 */
function followPen(surface, units, { mayStart, room, onMove, onLift }) {
  let pointer = null;
  let stroke = [];
  let stylusSeen = -Infinity;

  /** A share of the pad's side in units, kept on the pad: what is read is what is seen. */
  const onPad = (share) => round(Math.min(1, Math.max(0, share)) * units);

  function add(event) {
    const box = surface.getBoundingClientRect();
    const events = event.getCoalescedEvents?.() ?? [];
    for (const { clientX, clientY } of events.length ? events : [event]) {
      const point = [
        onPad((clientX - box.left) / box.width),
        onPad((clientY - box.top) / box.width),
      ];
      const last = stroke.at(-1);
      const tooNear = last && Math.hypot(point[0] - last[0], point[1] - last[1]) < LEAST_STEP;
      if (!tooNear && stroke.length < room()) stroke.push(point);
    }
  }

  function lift() {
    if (pointer === null) return;
    pointer = null;
    onLift(isDot(stroke) ? [stroke[0]] : stroke);
    stroke = [];
  }

  surface.addEventListener("pointerdown", (event) => {
    const stylus = event.pointerType === "pen";
    const palm = event.pointerType === "touch" && event.timeStamp - stylusSeen < PALM;
    if (stylus) stylusSeen = event.timeStamp;
    if (event.button !== 0 || palm || !mayStart()) return;
    if (pointer !== null && !(stylus && pointer.type === "touch")) return; // a second finger
    event.preventDefault();
    pointer = { id: event.pointerId, type: event.pointerType }; // a stylus takes over from its palm
    stroke = [];
    surface.setPointerCapture(event.pointerId);
    add(event);
    onMove(stroke);
  });
  surface.addEventListener("pointermove", (event) => {
    if (event.pointerType === "pen") stylusSeen = event.timeStamp;
    if (event.pointerId !== pointer?.id) return;
    add(event);
    onMove(stroke);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    surface.addEventListener(end, (event) => {
      if (event.pointerId !== pointer?.id) return;
      if (end === "pointerup") add(event);
      lift();
    });
  }
  // The browser makes no gesture of a stroke: after a fling it would swallow the first tap beside the pad.
  surface.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  surface.addEventListener("contextmenu", (event) => event.preventDefault());
}

function isDot(stroke) {
  const extent = (axis) => {
    const values = stroke.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  return stroke.length < 50 && extent(0) < DOT && extent(1) < DOT;
}

function round(number) {
  return Math.round(number * 10) / 10;
}
