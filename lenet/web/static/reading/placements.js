// The switch of placements, and beside their names the answers of all three: which one reads the drawing otherwise?

import { find } from "../controls/find.js";
import { createDebounced } from "../server/debounced.js";
import { LIVE } from "../state/checkpoint.js";
import { haveSameSubject, travelling } from "../state/drawing.js";
import { answerOf } from "../state/verdict.js";

/** @import {Placement, Question, Reading, State, Store} from "../types.js" */

/**
 * A placement in the switch.
 * @typedef {object} Place
 * @property {Placement} placement
 * @property {string} name
 * @property {HTMLLabelElement} label
 * @property {HTMLInputElement} input
 * @property {HTMLElement} mark          of what it reads
 */

/** @typedef {Partial<Record<Placement, Pick<Reading, "verdict" | "top3"> | null>>} Readings */

/**
 * Build the switch.
 * @param {HTMLElement} group   of radio inputs
 * @param {Store<State>} store
 */
export function buildPlacements(group, store) {
  const places = [...group.querySelectorAll("label")].map(placeOf);
  for (const { input, placement } of places) input.addEventListener("change", () => store.change({ placement }));
  store.follow(["placement"], (now) => {
    for (const { input, placement } of places) input.checked = placement === now.placement;
  });
  followReadings(group, places, store);
}

/**
 * @param {HTMLLabelElement} label
 * @returns {Place}
 */
function placeOf(label) {
  const input = find(label, "input", HTMLInputElement);
  const [placement, name] = [/** @type {Placement} */ (input.value), (label.textContent ?? "").trim()];
  return { placement, name, label, input, mark: find(label, "b", HTMLElement) };
}

/**
 * Ask what all placements read, and show what is known of it.
 * @param {HTMLElement} group
 * @param {Place[]} places
 * @param {Store<State>} store
 */
function followReadings(group, places, store) {
  /** @type {Readings} */
  let readings = {}; // the last ones
  /** @type {Question | null} */
  let readFor = null; // what they all are answers to

  const inputs = (/** @type {Question} */ { drawing, network, view }) => ({
    drawing: travelling(drawing),
    network,
    view,
  });
  const ask = createDebounced(
    store,
    group,
    "placements",
    inputs,
    (question, /** @type {Readings | null} */ packets) => {
      if (packets && !haveSameSubject(store.now().answer.question, question)) return; // it has changed meanwhile
      readings = packets ?? {};
      readFor = packets && question;
      showReadings(places, readings, true, store.now().answerHidden);
    },
  );

  store.follow(["answer", "answerHidden"], ({ answer, answerHidden }) => {
    const { question, packet } = answer;
    const isLive = question.view.checkpoint === LIVE; // of it, only what is looked at is known
    if (isLive) [readings, readFor] = [{}, null];
    if (packet) readings = { ...readings, [question.placement]: packet };
    const isKnown = packet !== null && readFor !== null && haveSameSubject(readFor, question);
    showReadings(places, readings, isKnown, answerHidden);
    if (!isKnown && !isLive) ask(answer);
  });
}

/**
 * Show what is known; `areFresh` tells whether all are of the same drawing, `areHidden` whether nobody may know.
 * @param {Place[]} places
 * @param {Readings} readings
 * @param {boolean} areFresh
 * @param {boolean} areHidden
 */
function showReadings(places, readings, areFresh, areHidden) {
  const all = places.map(({ placement }) => writtenOf(readings[placement]));
  const alike = (/** @type {string} */ written) => all.filter((each) => each === written).length;
  const agreed = alike(all[0]) === all.length;
  for (const [at, { name, label, input, mark }] of places.entries()) {
    const written = all[at];
    mark.hidden = written === "";
    mark.textContent = label.dataset.reads = written;
    label.classList.toggle("stale", !areFresh && !input.checked);
    label.classList.toggle("rejected", written === "?");
    label.classList.toggle("odd", areFresh && !agreed && alike(written) === 1);
    input.ariaLabel = areHidden ? name : name + wordsOf(written);
  }
}

/** @param {Readings[Placement]} reading   null: no ink, undefined: not known */
function writtenOf(reading) {
  if (reading === undefined) return "";
  return reading === null ? "–" : answerOf(reading);
}

/** @param {string} written */
function wordsOf(written) {
  if (written === "") return "";
  if (written === "?") return ": not a digit";
  return written === "–" ? ": no ink" : `: read as ${written}`;
}
