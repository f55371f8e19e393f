// Ten example digits: strokes played back as if drawn, the way in without a pointer.

const PLAYING = 400; // ms for a whole example
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Fills `keypad` with a button for each example; a press calls onPick(strokes). */
function buildKeypad(keypad, examples, onPick) {
  for (const [digit, strokes] of Object.entries(examples)) {
    const key = document.createElement("button");
    key.type = "button";
    key.dataset.example = digit;
    key.setAttribute("aria-label", `Example ${digit}`);
    const line = (stroke) => `M${stroke.map((point) => point.join(" ")).join("L")}`;
    key.innerHTML =
      `<svg viewBox="40 30 200 220" aria-hidden="true"><path d="${strokes.map(line).join("")}"/></svg>`;
    key.addEventListener("click", () => onPick(strokes));
    keypad.append(key);
  }
}

/** Plays strokes back: onFrame(the part drawn so far) each frame. Returns a function that ends it. */
function playBack(strokes, onFrame) {
  const points = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  const started = performance.now();
  let frame = null;

  function tick(now) {
    const share = STILL.matches ? 1 : Math.min(1, (now - started) / PLAYING);
    let left = Math.ceil(share * points);
    const drawn = [];
    for (const stroke of strokes) {
      if (left <= 0) break;
      drawn.push(stroke.slice(0, left));
      left -= stroke.length;
    }
    frame = share < 1 ? requestAnimationFrame(tick) : null;
    onFrame(share < 1 ? drawn : strokes);
  }

  frame = requestAnimationFrame(tick);
  return () => {
    if (frame === null) return;
    cancelAnimationFrame(frame);
    onFrame(strokes);
  };
}
