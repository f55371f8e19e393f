// "The network was wrong": drawings with their right digit, kept in this browser alone until they are saved.

import { save } from "../controls/download.js";
import { find, make } from "../controls/find.js";
import { buildPopover } from "../controls/popover.js";
import { LIVE } from "../state/checkpoint.js";
import { travelling } from "../state/drawing.js";
import { isNearChance } from "../state/verdict.js";

/** @import {Keys} from "../controls/keys.js" */
/** @import {State, Store} from "../types.js" */

/**
 * A drawing as it travels, and besides it what it is (null: no digit) and was read as, by which network.
 * @typedef {ReturnType<typeof travelling> & {class: number | null, network: string, read: number | null}} Report
 */

const KEPT = "lenet-5-wrong";
const MOST = 500; // drawings that are kept
const OWN = "Saved. Press again to remove.";
const OTHERS = "Reports stay in this browser until you export them.";
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null];

/**
 * Build the question what a drawing really is.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 * @param {Keys} keys
 */
export function buildReport(element, store, keys) {
  const button = find(element, "#wrong", HTMLButtonElement);
  const popover = find(element, "#right", HTMLElement);
  const note = find(popover, ".kept", HTMLElement);
  const [saving, forgetting] = ["#export", "#forget"].map((id) => find(popover, id, HTMLButtonElement));
  const digits = DIGITS.map((right) => keyOf(right, () => keep(right)));
  find(popover, ".digits", HTMLElement).append(...digits);

  /** @param {number | null} right */
  function keep(right) {
    try {
      localStorage.setItem(KEPT, JSON.stringify(toggled(reports(), right, store.now())));
      show();
    } catch {
      note.textContent = "Your browser blocks storage, so this was not saved.";
    }
  }

  function show() {
    const kept = reports();
    const own = kept.find((report) => isOf(report, store.now()));
    for (const [at, key] of digits.entries()) key.ariaPressed = String(own?.class === DIGITS[at]);
    const which = own ? OWN : OTHERS;
    note.textContent = kept.length === 0 ? which : `${which} ${kept.length} saved in total.`;
    saving.hidden = forgetting.hidden = kept.length === 0;
  }

  buildPopover(button, popover, keys, show);
  saving.addEventListener("click", () =>
    save("lenet-5-wrong.json", JSON.stringify({ drawings: reports() }), "application/json"),
  );
  forgetting.addEventListener("click", () => {
    localStorage.removeItem(KEPT);
    show();
  });
  store.follow(["answer"], ({ answer: { question, packet } }) => {
    const isLive = question.view.checkpoint === LIVE; // an error of a network in training is none to report
    button.disabled = packet === null || isLive || isNearChance(packet);
    if (packet === null || isLive) popover.hidePopover();
    else if (popover.matches(":popover-open")) show();
  });
}

/**
 * @param {number | null} right
 * @param {() => void} press
 */
function keyOf(right, press) {
  const key = make("button", { type: "button", textContent: right === null ? "not a digit" : String(right) });
  key.dataset.right = String(right ?? "none");
  key.addEventListener("click", press);
  return key;
}

/** @returns {Report[]} */
function reports() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "object" && each !== null) : [];
  } catch {
    return []; // others may have written there
  }
}

/**
 * Add what the answered drawing is, in place of what it was kept as; the same again takes it back.
 * @param {Report[]} kept
 * @param {number | null} right
 * @param {State} state
 */
function toggled(kept, right, state) {
  const { question, packet } = state.answer;
  const own = kept.find((report) => isOf(report, state));
  const others = kept.filter((report) => report !== own);
  if (own?.class === right) return others;
  const { drawing, network } = question;
  return [...others, { ...travelling(drawing), class: right, network, read: packet?.verdict }].slice(-MOST);
}

/**
 * Tell whether a report is of the answered drawing.
 * @param {Report} report
 * @param {State} state
 */
function isOf({ class: _, network, read, ...drawing }, { answer }) {
  return JSON.stringify(drawing) === JSON.stringify(travelling(answer.question.drawing));
}
