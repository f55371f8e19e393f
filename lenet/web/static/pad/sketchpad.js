// The sketchpad: pen, history and keypad make a drawing; it is painted at once and asked about at once.

const surface = element.querySelector(".paper canvas");
const pad = element.querySelector("#sketchpad");
const trouble = element.querySelector(".trouble");
const buttons = Object.fromEntries(["undo", "redo", "clear"].map((id) => [id, element.querySelector(`#${id}`)]));

const history = drawingHistory();
let underPen = null; // the stroke being drawn
let played = null; // the part of an example already played
let endPlaying = () => {};
let placement = "mass";
let network = props.network;
const view = { before: false, unit: null, amounts: {}, moment: null }; // how the page looks at the drawing
let number = 0;
let painting = null;

const moving = () => underPen !== null || played !== null; // more of the same drawing is on its way
/** The strokes that a pen adds to: a picture on the pad gives way to them. */
const strokesNow = () => (isPicture(history.now()) ? [] : history.now());
const shown = () => played ?? (underPen ? [...strokesNow(), underPen] : history.now());
const isEmpty = (content) => !isPicture(content) && content.length === 0;

const inputs = (drawing) => [wired(drawing), drawing.placement, drawing.network, drawing.view];
const ask = asker("read", inputs, {
  onAnswer(drawing, packet, started) {
    if (drawing.number > lastEmptied) tell({ drawing, packet, started });
  },
  onRefusal: say,
  restAfter: pacer(moving),
  onSilence: (silent) =>
    say(silent ? "No answer from the server. Your drawing is kept, trying again." : ""),
});
let lastEmptied = 0; // answers to drawings before the last empty one come too late

function tell(detail) {
  document.dispatchEvent(new CustomEvent("lenet:answer", { detail }));
}

function say(sentence) {
  trouble.textContent = sentence;
  trouble.hidden = sentence === "";
}

/** Something changed: paint within this frame, and ask. */
function changed() {
  number += 1;
  pad.dataset.drawing = number;
  const content = shown();
  const what = isPicture(content) ? { strokes: [], ...content } : { strokes: content };
  const drawing = { number, ...what, pad: [UNITS, UNITS], placement, network, view: { ...view } };
  painting ??= requestAnimationFrame(paint);
  if (!isEmpty(content)) {
    document.dispatchEvent(new CustomEvent("lenet:asked", { detail: drawing }));
    ask(drawing);
    if (!moving()) ask.hurry();
  } else {
    lastEmptied = number;
    tell({ drawing, packet: null, started: null });
  }
  showCommands();
}

function showCommands() {
  const empty = isEmpty(shown());
  const focused = document.activeElement;
  buttons.undo.disabled = !history.canUndo();
  buttons.redo.disabled = !history.canRedo();
  buttons.clear.disabled = empty;
  pad.classList.toggle("empty", empty);
  if (focused?.disabled) element.querySelector(".tools button:enabled, .keypad button").focus();
}

function paint() {
  painting = null;
  const ratio = window.devicePixelRatio || 1;
  const side = Math.round(surface.clientWidth * ratio);
  if (surface.width !== side) surface.width = surface.height = side;
  const ink = surface.getContext("2d");
  ink.setTransform(side / UNITS, 0, 0, side / UNITS, 0, 0);
  ink.clearRect(0, 0, UNITS, UNITS);
  ink.strokeStyle = getComputedStyle(surface).color;
  const content = shown();
  if (isPicture(content)) paintPicture(ink, content);
  else drawStrokes(ink, content);
  showRemark(underPen ? null : history.now());
}

function room() {
  return props.max_points - strokesNow().reduce((sum, stroke) => sum + stroke.length, 0);
}

followPen(surface, UNITS, {
  mayStart() {
    endPlaying();
    const full = room() < 1 || strokesNow().length >= props.max_strokes;
    say(full ? "That is as much ink as the page reads: take back a stroke or clear the pad." : "");
    return !full;
  },
  room,
  onMove(stroke) {
    underPen = stroke.slice();
    changed();
  },
  onLift(stroke) {
    const asked = underPen;
    underPen = null;
    history.commit([...strokesNow(), stroke.slice()]);
    if (stroke.length === asked.length) {
      ask.hurry(); // the same drawing is being answered already, or is the newest that waits
      showCommands();
    } else {
      changed();
    }
  },
});

/** Strokes of ours, played on the pad as if drawn. */
function play(strokes) {
  endPlaying();
  say("");
  history.commit(strokes);
  played = [];
  endPlaying = playBack(strokes, (drawn) => {
    played = drawn === strokes ? null : drawn;
    changed();
  });
}

const pressKey = buildKeypad(element.querySelector(".keypad"), props.hands, play);

const commands = {
  undo: () => history.undo(),
  redo: () => history.redo(),
  clear: () => !isEmpty(history.now()) && (history.commit([]), true),
};

function run(command) {
  if (underPen) return;
  endPlaying();
  if (commands[command]()) {
    say("");
    changed();
  }
}

for (const [command, button] of Object.entries(buttons)) {
  button.addEventListener("click", () => run(command));
}

const keys = { escape: "clear", c: "clear", z: "undo", y: "redo" }; // Ctrl Z and Ctrl Y do the same
const pressed = { p: "#picture", r: "#random", m: "#misread" };

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.target.closest?.("input:not([type=range]), textarea, select, [contenteditable]")) return;
  if (new URLSearchParams(location.search).has("view")) return; // Gradio's API panel covers the page
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  const command = control && key === "z" && event.shiftKey ? "redo" : keys[key];
  if (command && (!control || "zy".includes(key))) run(command);
  else if (/^[0-9]$/.test(key) && !control) pressKey(key);
  else if (pressed[key] && !control) element.querySelector(pressed[key]).click();
  else return;
  event.preventDefault();
});

document.addEventListener("lenet:placement", (event) => {
  placement = event.detail;
  changed();
});

/** The page looks at the same drawing in another way. */
function look(part) {
  Object.assign(view, part);
  if (!isEmpty(shown())) changed();
}

document.addEventListener("lenet:view", ({ detail }) => look(detail));
document.addEventListener("lenet:amounts", ({ detail }) => look({ amounts: detail }));
document.addEventListener("lenet:moment", ({ detail }) => look({ moment: detail }));

document.addEventListener("lenet:network", (event) => {
  network = event.detail;
  changed();
});

new ResizeObserver(() => (painting ??= requestAnimationFrame(paint))).observe(surface);

/** A drawing, or a picture, from elsewhere: a step that can be taken back. */
function open(content) {
  endPlaying();
  history.commit(content);
  changed();
}

takePictures({ now: shown, open, say });
offerOurs({ now: shown, play, say, asked: () => ({ placement, network, view: { ...view } }) });

const openDrawing = ({ strokes }) => open(strokes);
document.addEventListener("lenet:draw", ({ detail }) => open(detail));

pad.dataset.drawing = number;
showCommands();
ask({ number, strokes: [], pad: [UNITS, UNITS], placement, network, view }); // the first visitor's first stroke finds all warm
onceWhole(() => {
  restoreSettings();
  openKept(openDrawing, say); // the drawing of the link, or the last one
});
window.addEventListener("hashchange", () => openKept(openDrawing, say));
