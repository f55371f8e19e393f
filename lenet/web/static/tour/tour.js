// A guided tour: a card walks from stop to stop, sets the page as each needs it, and gives it back at the end.

import { find } from "../controls/find.js";
import { ESCAPE } from "../controls/keys.js";
import { createCard } from "./card.js";
import { createSpotlight } from "./spotlight.js";
import { STOPS } from "./stops.js";
import { createVisit } from "./visit.js";

/** @import {Page, State} from "../types.js" */
/** @import {Read} from "./stops.js" */

const HAS_ARROWS = 'input, select, textarea, [role="tab"], [role="combobox"], .maps'; // of its own

/**
 * How the page stood before the tour, where the tour is, and what it has learned on its way.
 * @typedef {object} Tour
 * @property {Pick<State, "network" | "placement" | "tab" | "onPad">} own
 * @property {number} scroll
 * @property {boolean} played        the page drew an example itself
 * @property {number} at             of STOPS
 * @property {() => void} depart     ends the visit there
 * @property {Read | null} byMass    what the network made of the drawing placed by mass
 */

/**
 * Build the tour, of parts that stand in the page already.
 * @param {Page} page
 */
export function buildTour({ store, keys }) {
  const button = find(document, "#show-tour", HTMLButtonElement);
  const box = find(document, "#tour", HTMLElement);
  const header = find(document, ".lenet-header", HTMLElement);
  const pointAt = createSpotlight(box, find(document, "#tour-mark", HTMLElement), header);
  const card = createCard(box, { go, end });
  /** @type {Tour | null} */
  let tour = null;

  function start() {
    const { answer, network, placement, tab, onPad } = store.now();
    const played = answer.packet === null;
    tour = { own: { network, placement, tab, onPad }, scroll: scrollY, played, at: 0, depart() {}, byMass: null };
    document.body.classList.add("touring");
    box.hidden = false;
    const listsKeys = find(document, "#keys", HTMLElement).checkVisibility();
    if (listsKeys) find(document, "#show-keys", HTMLButtonElement).click(); // the list gives way to the card
    if (played) find(document, "[data-example='7']", HTMLButtonElement).click();
    arrive(tour);
    card.focus();
  }

  function end() {
    if (tour === null) return;
    const { own, scroll } = tour;
    tour.depart();
    tour = null;
    box.hidden = true;
    document.body.classList.remove("touring");
    store.change(own);
    scrollTo({ top: scroll, behavior: "instant" });
    button.focus({ preventScroll: true });
  }

  /** @param {1 | -1} step */
  function go(step) {
    if (tour === null || !STOPS[tour.at + step]) return;
    tour.depart();
    tour.at += step;
    arrive(tour);
  }

  /** @param {Tour} on */
  function arrive(on) {
    card.show(on.at);
    on.depart = createVisit(STOPS[on.at], on, store, card.say, pointAt);
  }

  const toggle = () => (tour ? end() : start());
  button.addEventListener("click", toggle);
  keys.bind({ t: toggle });
  keys.escape(ESCAPE.tour, () => {
    const touring = tour !== null;
    end();
    return touring;
  });
  document.addEventListener("keydown", (event) => {
    const step = stepOf(event);
    if (tour === null || step === null) return;
    event.preventDefault();
    go(step);
  });
}

/**
 * Tell which way an arrow key leads, if it is the tour's.
 * @param {KeyboardEvent} event
 */
function stepOf({ key, target, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey || (target instanceof Element && target.closest(HAS_ARROWS))) return null;
  if (key === "ArrowRight") return 1;
  return key === "ArrowLeft" ? -1 : null;
}
