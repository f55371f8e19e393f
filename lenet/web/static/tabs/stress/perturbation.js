// One way to change the digit: its chart with the slider on its axis, and in words where the answer is lost.

import { inPercent } from "../../charts/csv.js";
import { buildPointer } from "../../charts/pointer.js";
import { buildSaving } from "../../charts/saving.js";
import { buildAxisSlider } from "../../charts/slider.js";
import { make } from "../../controls/find.js";
import { best, escaped } from "../../state/numbers.js";
import { amountWords, MEASURES } from "./measures.js";
import { amountAt, placeOf } from "./scale.js";
import { findingOf, readWords } from "./sweep.js";
import { buildSweepChart } from "./sweep_chart.js";

/** @import {Perturbation, State, Store} from "../../types.js" */
/** @import {Finding, Sweep} from "./sweep.js" */

/**
 * Build a perturbation's figure; its slider stands where view.amounts says.
 * @param {Perturbation} perturbation
 * @param {Store<State>} store
 * @param {HTMLElement} key   of all the charts
 * @param {{set: (amount: number) => void, play: (figure: HTMLElement) => void}} actions
 */
export function buildPerturbation(perturbation, store, key, { set, play }) {
  const { name, neutral } = perturbation;
  const { title, words: unit } = MEASURES[name];
  const chart = buildSweepChart(perturbation);
  const figure = chart.element;
  figure.dataset.perturbation = name;
  chart.head.title = unit; // in full
  /** @type {{sweep: Sweep, finding: Finding, overlaid: Sweep | null} | null} */
  let shown = null;

  const saving = buildSaving(chart, { name: `stress ${name}`, key, table });
  const value = make("b", { className: "value" });
  chart.head.append(value);
  const { slider, stand: place } = buildAxisSlider(chart, { step: "any", label: `${title}, ${unit}` });
  const playButton = make("button", {
    type: "button",
    className: "play",
    textContent: "▶",
    ariaLabel: `Play ${title}`,
  });
  const sentence = make("p", { className: "finding" });
  figure.append(playButton, sentence);
  buildPointer(chart, steps, slider);
  playButton.addEventListener("click", () => play(figure));
  slider.addEventListener("input", () => {
    set(amountAt(perturbation, Number(slider.value)));
    stand(); // at neutral, if it is near
  });

  function stand() {
    const amount = store.now().view.amounts[name] ?? neutral;
    place(placeOf(perturbation, amount), placeOf(perturbation, neutral));
    slider.ariaValueText = [amountWords(perturbation, amount), ...readAt(amount)].join(", ");
    value.textContent = amountWords(perturbation, amount);
    value.classList.toggle("moved", amount !== neutral);
    chart.mark(amount);
  }

  /** Tell what is read at the nearest amount of the sweep. @param {number} amount */
  function readAt(amount) {
    if (shown === null) return [];
    const { sweep, finding } = shown;
    const distances = sweep.amounts.map(
      (each) => -Math.abs(placeOf(perturbation, each) - placeOf(perturbation, amount)),
    );
    return Object.values(readWords(sweep, best(distances), finding.answer));
  }

  function steps() {
    if (shown === null) return [];
    const { sweep, finding } = shown;
    return sweep.amounts.map((amount, at) => {
      const { verdict, shares } = readWords(sweep, at, finding.answer);
      return {
        x: placeOf(perturbation, amount),
        heights: [sweep.probabilities[at][finding.answer]],
        words: `<b>${amountWords(perturbation, amount)}</b> ${escaped(verdict)}<br>${escaped(shares)}`,
      };
    });
  }

  function table() {
    if (shown === null) return { columns: [], rows: [] };
    const {
      sweep,
      finding: { answer },
      overlaid,
    } = shown;
    const other = overlaid ? [`probability of ${answer} by the overlaid network (%)`] : [];
    return {
      columns: [
        `${title} (${unit})`,
        `probability of ${answer} (%)`,
        "share of the reject class (%)",
        "prediction",
        ...other,
      ],
      rows: sweep.amounts.map((amount, at) => [
        amount,
        inPercent(sweep.probabilities[at][answer]),
        inPercent(sweep.rubbish[at]),
        sweep.rejected[at] ? "not a digit" : best(sweep.probabilities[at]),
        ...(overlaid ? [inPercent(overlaid.probabilities[at][answer])] : []),
      ]),
    };
  }

  saving.enable(false);
  store.follow(["view"], (now, before) => {
    if (now === before || now.view.amounts[name] !== before.view.amounts[name]) stand();
  });

  return {
    name,
    figure,
    show(/** @type {Sweep | null} */ sweep, /** @type {Sweep | null} */ overlaid) {
      const finding = sweep && findingOf(perturbation, sweep);
      shown = sweep && finding && { sweep, finding, overlaid };
      chart.show(sweep, finding, overlaid);
      chart.describe(finding ? `Probability of ${finding.answer}, ${unit}: ${finding.words}.` : "");
      sentence.textContent = finding?.words ?? "";
      figure.dataset.breaks = JSON.stringify((finding?.breaks ?? []).map((each) => amountAt(perturbation, each)));
      saving.enable(shown !== null);
      stand();
      return finding?.answer ?? null;
    },
  };
}
