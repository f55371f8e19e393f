// A guided tour: a card walks from stop to stop, sets the page as each needs it, and gives it back at the end.

const [tourDone, tourBack, tourNext] = ["#tour-done", "#tour-back", "#tour-next"].map((id) => element.querySelector(id));
const tourButton = element.querySelector("#show-tour");
const stand = { placement: "mass", tab: "why", answer: null }; // of the page, tour or not
let tour = null; // {at, own, played, byMass, small, ...}: where it is, and what it did to the page there

const touring = () => tour !== null;
const tell = (event, detail) => document.dispatchEvent(new CustomEvent(event, { detail }));

function startTour() {
  const played = !stand.answer?.packet;
  tour = { at: 0, own: { network: chosen, placement: stand.placement, tab: stand.tab, scroll: scrollY }, played, byMass: null, small: null };
  document.body.classList.add("touring");
  card.hidden = false;
  help.hidden = true;
  if (played) document.querySelector("[data-example='7']").click();
  arrive();
  tourNext.focus({ preventScroll: true });
}

function endTour() {
  depart();
  const { own } = tour;
  tour = null;
  card.hidden = true;
  document.body.classList.remove("touring");
  setPage(own);
  tell("lenet:open", own.tab);
  scrollTo({ top: own.scroll, behavior: "instant" });
  tourButton.focus({ preventScroll: true });
}

function goTour(step) {
  const to = tour.at + step;
  if (to < 0 || to >= STOPS.length) return;
  depart();
  tour.at = to;
  arrive();
}

function setPage({ network, placement }) {
  tell("lenet:choose", network);
  tell("lenet:place", placement);
}

/** The page as the stop needs it; what needs an answer waits for one (settle). */
function arrive() {
  const stop = STOPS[tour.at];
  tour.pinned = false;
  if (stop.smaller) drawSmaller();
  setPage({ network: stop.network ?? tour.own.network, placement: stop.placement ?? "mass" });
  if (stop.tab) tell("lenet:open", stop.tab);
  tour.entered = false;
  if (stop.enter && !matchMedia("(prefers-reduced-motion: reduce)").matches) enterOnceReady(stop);
  card.querySelector(".progress").textContent = `${tour.at + 1} of ${STOPS.length}`;
  card.querySelector("h2").textContent = stop.title;
  tourBack.disabled = tour.at === 0;
  tourNext.hidden = tour.at === STOPS.length - 1;
  tourDone.classList.toggle("last", tourNext.hidden);
  if (tourNext.hidden) tourDone.focus({ preventScroll: true });
  tour.unpoint = pointAt(stop.at);
  settle();
}

/** The digit is played with only where the visitor has not bent it. */
function enterOnceReady(stop) {
  if (!tour || STOPS[tour.at] !== stop) return;
  if (!stop.ready()) return requestAnimationFrame(() => enterOnceReady(stop));
  tour.entered = [...document.querySelectorAll("#stress h3 output")].every((amount) => amount.textContent === "");
  if (tour.entered) stop.enter();
}

/** What the stop did to the page is taken back, as far as the visitor has not gone on from it. */
function depart() {
  tour.unpoint();
  tell("lenet:pin", null);
  if (tour.entered) STOPS[tour.at].leave();
  if (tour.small && sameStrokes(stand.drawn, tour.small)) document.querySelector("#undo").click();
  tour.small = null;
}

const sameStrokes = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function drawSmaller() {
  const strokes = stand.drawn ?? [];
  if (strokes.length === 0) return;
  tour.small = smallerOf(strokes);
  tell("lenet:draw", tour.small);
}

/** After every answer: the words may speak of it, and the stop's unit can be pinned. */
function settle() {
  const stop = STOPS[tour.at];
  const { drawing, packet } = stand.answer ?? {};
  const here = packet && drawing.network === (stop.network ?? tour.own.network) && drawing.placement === (stop.placement ?? "mass");
  const fresh = here && (!tour.small || sameStrokes(drawing.strokes, tour.small));
  const reads = fresh ? readingOf(packet) : null;
  if (reads && drawing.placement === "mass") tour.byMass = reads;
  const words = stop.words({ played: tour.played, reads, byMass: tour.byMass, smaller: tour.small !== null });
  if (words !== tour.words) card.querySelector("#tour-words").innerHTML = tour.words = words;
  if (!stop.unit || !fresh || tour.pinned) return;
  tour.pinned = true;
  tell("lenet:pin", stop.unit(packet));
}

const readingOf = ({ verdict, top3: [[guess, share]] }) => ({ digit: verdict === null ? "?" : String(verdict), guess, share });

document.addEventListener("lenet:placement", ({ detail }) => (stand.placement = detail));
document.addEventListener("lenet:tab", ({ detail }) => (stand.tab = detail));
document.addEventListener("lenet:asked", ({ detail }) => (stand.drawn = detail.strokes));
document.addEventListener("lenet:answer", ({ detail }) => {
  stand.answer = detail;
  if (!detail.packet) stand.drawn = [];
  setTimeout(() => tour && settle()); // once every part of the page has heard of the answer
});

tourButton.addEventListener("click", () => (tour ? endTour() : startTour()));
tourDone.addEventListener("click", endTour);
tourBack.addEventListener("click", () => goTour(-1));
tourNext.addEventListener("click", () => goTour(1));

// Before all other parts hear of it: Escape ends the tour and does nothing else, unless a sheet is open to be closed.
window.addEventListener(
  "keydown",
  (event) => {
    if (!tour || event.ctrlKey || event.metaKey || event.altKey) return;
    const sheetOpen = document.querySelector("#networks:not([hidden]), #sheet:not([hidden]), #keys:not([hidden]), #right:not([hidden])");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const taken = event.target.closest?.('input, select, textarea, [role="radio"], [role="tab"], [role="combobox"], .maps');
    if (event.key === "Escape" && !sheetOpen) endTour();
    else if (step && !taken) goTour(step);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
