// The sketchpad: a pen makes a drawing, commands take steps back and forth. All it needs is a store and its HTML.

import { MAX_POINTS, MAX_STROKES } from "../constants.js";
import { find } from "../controls/find.js";
import { isEmpty, shown } from "../state/drawing.js";
import { commit, redo, undo } from "../state/history.js";
import { createCaption } from "./caption.js";
import { createPaper } from "./paper.js";
import { followPen } from "./pen.js";
import { createPlayer } from "./playback.js";

/** @import {Drawing, State, Store, Stroke} from "../types.js" */
/** @import {History} from "../state/history.js" */
/** @import {PenListeners} from "./pen.js" */

/** @typedef {Pick<State, "history" | "live" | "notice">} PadState */
/** @typedef {ReturnType<typeof createSketchpad>} Sketchpad */

const FULL = "The drawing is full. Undo a stroke or clear the pad.";

const COMMANDS = {
  undo,
  redo,
  /** @type {(history: History<Drawing>) => History<Drawing>} */
  clear: (history) => (isEmpty(history.now) ? history : commit(history, { strokes: [] })),
};

/**
 * Create a sketchpad in an element that holds sketchpad.html.
 * @param {HTMLElement} element
 * @param {Store<PadState>} store
 */
export function createSketchpad(element, store) {
  const paper = find(element, ".paper", HTMLElement);
  const surface = find(paper, "canvas", HTMLCanvasElement);
  const caption = createCaption(find(paper, ".pad-caption", HTMLElement));
  const trouble = find(element, ".trouble", HTMLElement);
  const repaint = createPaper(surface, () => shown(store.now()));
  const player = createPlayer(store);
  const penIsDown = followPen(surface, strokeMaker(store, player.end));
  const showCommands = buildCommands(element, run);

  /** @param {keyof typeof COMMANDS} command */
  function run(command) {
    if (penIsDown()) return;
    player.end();
    const { history: before } = store.now();
    const history = COMMANDS[command](before);
    if (history !== before) store.change({ history, notice: "" });
  }

  /**
   * Play strokes on the pad as if drawn.
   * @param {Stroke[]} strokes
   * @param {string} words   a caption on them
   */
  function play(strokes, words = "") {
    if (penIsDown()) return;
    const drawing = { strokes };
    caption.give(drawing, words);
    player.play(drawing);
  }

  store.follow(["history", "live"], (now) => {
    repaint();
    caption.show(penIsDown() ? null : now.history.now);
    paper.ariaBusy = String(now.live !== null && !penIsDown()); // while a drawing plays
    paper.classList.toggle("empty", isEmpty(shown(now)));
    showCommands(now);
  });
  store.follow(["notice"], ({ notice }) => {
    trouble.textContent = notice;
    trouble.hidden = notice === "";
  });
  return { run, play, endPlaying: player.end, caption, repaint };
}

/**
 * Make strokes of a drawing: `live` while the pen is down, a step of the history once it is lifted. A picture on
 * the pad, which has no strokes, gives way to them.
 * @param {Store<PadState>} store
 * @param {() => void} endPlaying
 * @returns {PenListeners}
 */
function strokeMaker(store, endPlaying) {
  const before = () => store.now().history.now.strokes;
  const room = () => MAX_POINTS - before().reduce((sum, stroke) => sum + stroke.length, 0);
  return {
    room,
    mayStart() {
      endPlaying();
      const full = room() < 1 || before().length >= MAX_STROKES;
      store.change({ notice: full ? FULL : "" });
      return !full;
    },
    onMove: (stroke) => store.change({ live: { strokes: [...before(), stroke.slice()] } }),
    onPinch: () => store.change({ live: null }),
    onLift(stroke) {
      const { history, live } = store.now();
      const known = live?.strokes.at(-1)?.length === stroke.length; // and asked about already
      store.change({ history: commit(history, known ? live : { strokes: [...before(), stroke] }), live: null });
    },
  };
}

/**
 * Build the buttons of the commands.
 * @param {HTMLElement} element
 * @param {(command: keyof typeof COMMANDS) => void} run
 * @returns {(now: Readonly<PadState>) => void} shows which of them have something to do
 */
function buildCommands(element, run) {
  const button = (/** @type {keyof typeof COMMANDS} */ command) => {
    const found = find(element, `[data-command="${command}"]`, HTMLButtonElement);
    found.addEventListener("click", () => run(command));
    return found;
  };
  const [undoing, redoing, clearing] = [button("undo"), button("redo"), button("clear")];
  return ({ history, live }) => {
    const focused = document.activeElement;
    undoing.disabled = history.past.length === 0;
    redoing.disabled = history.future.length === 0;
    clearing.disabled = isEmpty(shown({ history, live }));
    const lost = [undoing, redoing, clearing].some((each) => each === focused && each.disabled);
    const next = () => element.querySelector(/** @type {"button"} */ (".tools button:enabled"))?.focus();
    if (lost) queueMicrotask(next); // once the drawing is asked about: the browser lays the page out for a focus
  };
}
