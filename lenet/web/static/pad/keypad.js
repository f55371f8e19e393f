// Ten example digits: strokes played back as if drawn, the way in without a pointer.

const PLAYING = 400; // ms for a whole example

/**
 * Fills `keypad` with a button for each digit of a hand, and one that goes on to the next hand; a press of
 * a digit calls onPick(strokes). hands: [{name, digits: {digit: strokes}}]. Returns press(digit).
 */
function buildKeypad(keypad, hands, onPick) {
  let hand = 0;
  const line = (stroke) => `M${stroke.map((point) => point.join(" ")).join("L")}`;
  const keys = Object.keys(hands[0].digits).map((digit) => {
    const key = document.createElement("button");
    key.type = "button";
    key.dataset.example = digit;
    key.innerHTML = `<svg viewBox="40 30 200 220" aria-hidden="true"><path/></svg>`;
    key.addEventListener("click", () => onPick(hands[hand].digits[digit]));
    return key;
  });
  const shuffle = document.createElement("button");
  Object.assign(shuffle, { type: "button", id: "shuffle", textContent: "Shuffle" });
  shuffle.addEventListener("click", () => show((hand + 1) % hands.length));

  function show(next) {
    hand = next;
    const { name, digits } = hands[hand];
    shuffle.title = `Now: ${name}. Press for another hand`;
    keypad.setAttribute("aria-label", `Example digits, ${name}`);
    for (const key of keys) {
      key.setAttribute("aria-label", `Example ${key.dataset.example}, ${name}`);
      key.querySelector("path").setAttribute("d", digits[key.dataset.example].map(line).join(""));
    }
  }

  keypad.append(...keys, shuffle);
  show(0);
  return (digit) => keys.find((key) => key.dataset.example === digit).click();
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
