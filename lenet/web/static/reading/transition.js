// A switch of the placement, shown: the strokes move from where they lay to where they land, then the pixels.

const MOVING = 300; // ms

/** Where a drawing of strokes lies in its digit's pixels: {scale, x, y}. `ink` are the placed digit's bytes. */
function layOf({ strokes, placement }, ink, pen) {
  if (placement === "resize") return { scale: SIDE / UNITS, x: 0, y: 0 };
  const [left, top, right, bottom] = [Math.min, Math.max].flatMap((end) =>
    [0, 1].map((axis) => strokes.reduce((most, stroke) => stroke.reduce((m, point) => end(m, point[axis]), most), strokes[0][0][axis])),
  );
  const size = Math.max(right - left, bottom - top);
  const scale = size > 0 ? (BOX - pen) / size : 0;
  const shift = placement === "mass" ? placementOf(ink).corner.map((at) => at - (SIDE - BOX) / 2) : [0, 0];
  return {
    scale,
    x: SIDE / 2 - ((left + right) / 2) * scale + shift[0],
    y: SIDE / 2 - ((top + bottom) / 2) * scale + shift[1],
  };
}

const between = (from, to, share) =>
  Object.fromEntries(Object.keys(to).map((part) => [part, from[part] + (to[part] - from[part]) * share]));

/**
 * Moving strokes on a canvas that lies over the placed digit, which is painted already and hidden meanwhile.
 * Returns follow(before, after), for every two answers {drawing, packet} that follow each other.
 */
function movingStrokes(canvas, pen) {
  let frame = null;
  let under = null; // the strokes on their way
  let lay = null; // where they are now

  function end() {
    cancelAnimationFrame(frame);
    under = null;
    canvas.hidden = true;
  }

  function paint(share) {
    const side = Math.round(canvas.clientWidth * (window.devicePixelRatio || 1));
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const context = canvas.getContext("2d");
    const style = getComputedStyle(canvas);
    context.setTransform(side / SIDE, 0, 0, side / SIDE, 0, 0);
    context.fillStyle = style.getPropertyValue("--tile");
    context.fillRect(0, 0, SIDE, SIDE);
    context.strokeStyle = style.getPropertyValue("--digit-ink");
    const { scale, x, y } = lay;
    drawStrokes(context, under.map((stroke) => stroke.map((point) => [point[0] * scale + x, point[1] * scale + y])), pen);
    canvas.dataset.share = share;
  }

  function move(strokes, from, to) {
    [under, lay, canvas.hidden] = [strokes, from, false];
    let started = null;
    const step = (now) => {
      started ??= now;
      const share = Math.min(1, (now - started) / MOVING);
      lay = between(from, to, share * share * (3 - 2 * share));
      paint(share);
      frame = requestAnimationFrame(share < 1 ? step : end);
    };
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(step);
    paint(0);
  }

  /** Only the same strokes, as they were drawn, placed in another way. */
  function moves(before, after) {
    const bent = Object.keys(after.drawing.view.amounts).length > 0;
    return before.packet && before.drawing.placement !== after.drawing.placement && !bent && !STILL.matches;
  }

  return {
    follow(before, after) {
      const { strokes } = after.drawing;
      const same = after.packet && strokes.length > 0 && sameStrokes(before.drawing.strokes, strokes);
      if (same && moves(before, after)) {
        const [from, to] = [before, after].map(({ drawing, packet }) => layOf(drawing, bytesOf(packet.digit.data), pen));
        move(strokes, under ? lay : from, to);
      } else if (under !== null && !same) end();
    },
  };
}
