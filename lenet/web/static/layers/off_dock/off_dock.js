// The dock while maps are off and no unit is pinned: what is off, what that does to the margin and, by the model card, to
// the test error, and how much the answer depends on each unit of F6.

import { find } from "../../controls/find.js";
import { buildSwitch } from "../../controls/switch.js";
import { networkOf } from "../../state/networks.js";
import { best, halvesOf, signed } from "../../state/numbers.js";
import { nameOf, offIn, switchOff, toggled } from "../../state/off.js";
import { barsOf, sortedUnits } from "./bars.js";
import { tilesOf } from "./tiles.js";

/** @import {Answer, Network, Packet, State, Store, Switched, SwitchedOff} from "../../types.js" */

const HTML = `
  <div class="which"><div class="head"><h3 id="off-title">Switched off</h3>
    <div class="switch" role="radiogroup" aria-label="What replaces the output"><label><input type="radio" name="off-as" value="mean">Mean</label><label><input type="radio" name="off-as" value="zero">Zero</label></div></div>
    <p class="why">Output here → replacement (mean: over MNIST). Zero is not neutral after tanh or sigmoid.</p><div class="tiles"></div></div>
  <div class="margin"><h3>Margin on this drawing</h3><p class="what"></p><dl></dl></div>
  <div class="error"><h3></h3><p class="what"></p><div class="bars"></div></div>
  <div class="units"><h3>F6: margin lost without each unit</h3><p class="what"></p><div class="bars"></div></div>
  <button type="button" class="close" aria-label="Close">×</button>`;

/**
 * Build the dock, which opens whenever another map is switched off; closing it switches nothing on. Returns what shows an
 * answer in it.
 * @param {HTMLElement} dock
 * @param {Store<State>} store
 * @param {Network[]} networks
 */
export function buildOffDock(dock, store, networks) {
  dock.innerHTML = HTML;
  let isClosed = false;
  const show = () => {
    const { pinned, view } = store.now();
    dock.hidden = isClosed || pinned || offIn(view).length === 0;
    dock.parentElement?.classList.toggle("off-docked", !dock.hidden);
  };
  find(dock, ".close", HTMLButtonElement).addEventListener("click", () => {
    isClosed = true;
    show();
  });
  const check = buildSwitch(find(dock, ".switch", HTMLElement), (value) =>
    switchOff(store, { offAs: value === "zero" ? "zero" : "mean" }),
  );
  store.follow(["view", "pinned"], ({ view }, before) => {
    if (view.off !== before.view.off) isClosed = false;
    check(view.offAs);
    show();
  });
  const showAnswer = (/** @type {Answer} */ { question, packet }) => {
    dock.classList.toggle("empty", !packet?.off); // opened next time, it waits for its own answer
    if (!packet?.off) return;
    const restore = (/** @type {Switched} */ one) => switchOff(store, { off: toggled(store.now().view.off, one) });
    find(dock, ".tiles", HTMLElement).replaceChildren(...tilesOf(packet.off, store.now().theme, restore));
    showMargin(find(dock, ".margin", HTMLElement), packet, packet.off);
    showError(find(dock, ".error", HTMLElement), question.view.off, networkOf(networks, question.network));
  };
  store.follow(["margins"], ({ margins }) => {
    if (margins) showUnits(find(dock, ".units", HTMLElement), margins.lost.F6);
  });
  return showAnswer;
}

/**
 * Find the logit of a class minus the largest other, and which that is.
 * @param {ArrayLike<number>} logits
 * @param {number} first
 */
function marginOf(logits, first) {
  const others = Array.from(logits, (logit, digit) => (digit === first ? Number.NEGATIVE_INFINITY : logit));
  const second = best(others);
  return { margin: logits[first] - others[second], second };
}

/**
 * @param {HTMLElement} element
 * @param {Packet} packet
 * @param {SwitchedOff} switchedOff
 */
function showMargin(element, { maps }, { whole: { logits } }) {
  const first = best(logits);
  const rows = [
    { name: "all on", ...marginOf(logits, first) },
    { name: "now", ...marginOf(halvesOf(maps.OUTPUT), first) },
  ];
  const end = Math.max(...rows.map(({ margin }) => Math.abs(margin)), 1e-6);
  find(element, ".what", HTMLElement).textContent = `Logit of ${first} minus the largest other`;
  find(element, "dl", HTMLElement).innerHTML = rows
    .map(({ name, margin, second }) => {
      const kind = margin < 0 ? "negative" : "positive";
      const bar = `<i class="bar"><i class="${kind}" style="--share: ${Math.abs(margin) / end}"></i></i>`;
      return `<dt>${name}</dt><dd data-margin="${margin}">${bar}<b>${signed(margin, 1)}</b> over ${second}</dd>`;
    })
    .join("");
}

/**
 * Tell what the model card knows: the test error without a single map of C1 or C3.
 * @param {HTMLElement} element
 * @param {Switched[]} off
 * @param {Network} network
 */
function showError(element, off, { errors, errorsWithout }) {
  const [layer, map] = off[0];
  const known = off.length === 1 ? errorsWithout[layer] : undefined;
  element.hidden = known === undefined;
  if (known === undefined) return;
  const percent = (/** @type {number} */ error) => `${error.toFixed(2)} %`;
  find(element, "h3", HTMLElement).textContent = `Test error ${percent(errors.mnist)} → ${percent(known[map])}`;
  find(element, ".what", HTMLElement).textContent = `MNIST, in %, without each map of ${layer}`;
  const bars = known.map((value, each) => {
    return { value, words: `without ${nameOf([layer, each])}: ${percent(value)}`, isMarked: each === map };
  });
  find(element, ".bars", HTMLElement).innerHTML = barsOf(`Test error without each map of ${layer}`, bars, errors.mnist);
}

/**
 * @param {HTMLElement} element
 * @param {number[]} lost   by unit of F6
 */
function showUnits(element, lost) {
  const units = sortedUnits(lost);
  const first = units.slice(0, 3).map(({ words }) => words.replace("F6 unit ", "").replace(":", " by"));
  find(element, ".what", HTMLElement).textContent = `Sorted; most: ${first.join(", ")}`;
  find(element, ".bars", HTMLElement).innerHTML = barsOf("Margin lost without each unit of F6, sorted", units);
}
