// Keeping: the last drawing, large type and the scale of the colours survive a reload, in this browser alone;
// a link's drawing comes before the last one.

const KEPT = "lenet-5";
const accepted = {
  networks: props.networks, placements: props.placements, units: UNITS, maxPoints: props.max_points, maxStrokes: props.max_strokes,
};
const SETTINGS = "lenet-5-settings";
const settings = {};
let openTab = null;

/** Opens what the address or this browser has kept; `open` takes {strokes, network, placement}. */
function openKept(open, say) {
  const asked = location.hash.startsWith("#d=");
  try {
    const hash = asked ? location.hash : localStorage.getItem(KEPT);
    if (!hash) return;
    const kept = linked(hash, accepted);
    document.dispatchEvent(new CustomEvent("lenet:choose", { detail: kept.network }));
    document.dispatchEvent(new CustomEvent("lenet:place", { detail: kept.placement }));
    if (kept.tab) document.dispatchEvent(new CustomEvent("lenet:open", { detail: kept.tab }));
    if (kept.strokes.length > 0) open(kept);
  } catch (error) {
    if (asked) say(error.message);
  }
}

/** Gives the page back its settings, {lecture, scale}; what is not understood is left alone. */
function restoreSettings() {
  const restore = (setting) => document.dispatchEvent(new CustomEvent("lenet:setting", { detail: setting }));
  try {
    const { lecture, scale } = JSON.parse(localStorage.getItem(SETTINGS)) ?? {};
    if (lecture === true) restore({ lecture });
    if (typeof scale === "string") restore({ scale });
  } catch {
    // Nothing kept, or nothing that can be read.
  }
}

document.addEventListener("lenet:setting", ({ detail }) => {
  Object.assign(settings, detail);
  try {
    localStorage.setItem(SETTINGS, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing begins every visit as the first.
  }
});
document.addEventListener("lenet:tab", ({ detail }) => (openTab = detail));
document.addEventListener("lenet:answer", ({ detail: { drawing } }) => {
  try {
    localStorage.setItem(KEPT, linkOf(drawing, openTab));
  } catch {
    // A browser that keeps nothing loses the drawing at a reload, and nothing else.
  }
});
