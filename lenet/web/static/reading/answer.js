// What the network reads: its answer in large, the three likeliest digits, and the same for a screen reader.

import { find, make } from "../controls/find.js";
import { LIVE } from "../state/checkpoint.js";
import { percent } from "../state/numbers.js";
import { offWords } from "../state/off.js";
import { isNearChance, stateOf } from "../state/verdict.js";

/** @import {Answer, Packet, Question, Ranked, State, Store} from "../types.js" */

const ANNOUNCED = 600; // ms of quiet before a screen reader hears the answer
const PREDICTION = "Prediction";
const HEADINGS = { empty: PREDICTION, rejected: "Not a digit", unsure: "Undecided", sure: PREDICTION };
const OFF_HEADINGS = { ...HEADINGS, rejected: "not a digit", unsure: "undecided", sure: "it reads" };
const IN_TRAINING = "Prediction (training)";
const PREDICT = "What will it say?";
const NEAR_CHANCE = "Undecided (all ≈ 10 %)";
const RANKS = ["1st", "2nd", "3rd"];

/**
 * Show every answer.
 * @param {HTMLElement} element
 * @param {Store<State>} store
 */
export function buildAnswer(element, store) {
  const heading = find(element, ".heading", HTMLElement);
  const large = find(element, "#answer", HTMLElement);
  const top3 = find(element, "#top3", HTMLElement);
  const announcement = find(element, "[aria-live]", HTMLElement);
  let announcing = 0;

  store.follow(["answer", "answerHidden"], ({ answer: { question, packet }, answerHidden }) => {
    element.dataset.state = large.dataset.state = isNearChance(packet) ? "chance" : stateOf(packet);
    element.classList.toggle("ablated", Boolean(packet?.off));
    heading.replaceChildren(...(answerHidden ? [PREDICT] : headingOf(question, packet)));
    large.innerHTML = largeOf(packet);
    large.dataset.digit = packet ? String(packet.top3[0][0]) : "";
    large.dataset.drawing = String(question.number);
    top3.replaceChildren(...(packet?.top3 ?? []).map(lineOf));
  });
  store.follow(["answer", "answerHidden"], (now, before) => {
    if (now === before) return;
    clearTimeout(announcing);
    announcing = window.setTimeout(() => {
      const words = now.answerHidden ? "The answer is hidden" : spoken(now.answer);
      if (announcement.textContent !== words) announcement.textContent = words; // the same would be said again
    }, ANNOUNCED);
  });
}

/**
 * Say what kind of answer it is; where room is short, what is off is said alone.
 * @param {Question} question
 * @param {Packet | null} packet
 * @returns {(string | HTMLElement)[]}
 */
function headingOf({ view }, packet) {
  if (packet?.off) {
    const verdict = OFF_HEADINGS[isNearChance(packet) ? "unsure" : stateOf(packet)];
    return [offWords(view.off), make("span", { textContent: `: ${verdict}` })];
  }
  if (isNearChance(packet)) return [NEAR_CHANCE];
  const isSure = stateOf(packet) === "sure";
  return [isSure && view.checkpoint === LIVE ? IN_TRAINING : HEADINGS[stateOf(packet)]];
}

/** @param {Packet | null} packet */
function largeOf(packet) {
  if (packet === null) return "<b>–</b>";
  const [[first], [second]] = packet.top3;
  const state = stateOf(packet);
  if (state === "rejected") return "<b>?</b>";
  if (isNearChance(packet)) return "<b>–</b>";
  return state === "unsure" ? `<b>${first}</b> <small>or</small> <b class="second">${second}</b>` : `<b>${first}</b>`;
}

/**
 * @param {Ranked} ranked
 * @param {number} rank
 */
function lineOf([number, probability], rank) {
  const [place, digit, share] = [
    make("span", { textContent: RANKS[rank] }),
    make("b", { textContent: String(number) }),
    make("em", { textContent: percent(probability) }),
  ];
  const line = make("li", {}, place, " ", digit, " ", share);
  line.dataset.class = String(number);
  line.dataset.probability = String(probability);
  return line;
}

/** @param {Answer} answer */
function spoken({ packet, question }) {
  const words = wordsOf(packet);
  return packet?.off ? `${offWords(question.view.off)}: ${words}` : words;
}

/** @param {Packet | null} packet */
function wordsOf(packet) {
  if (packet === null) return "The pad is empty";
  if (isNearChance(packet)) return "Undecided, all ten classes are about equally likely";
  const [first, second] = packet.top3.map(
    ([number, probability]) => `${number}, ${percent(probability).replace("%", "per cent")}`,
  );
  const likeliest = `${first}; then ${second}`;
  return stateOf(packet) === "rejected" ? `Not a digit. Best guess: ${likeliest}` : likeliest;
}
