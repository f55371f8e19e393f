// Keeping: the last drawing survives a reload, in this browser alone; a link's drawing comes before it.

const KEPT = "lenet-5";
const accepted = {
  networks: props.networks, placements: props.placements, units: UNITS, maxPoints: props.max_points, maxStrokes: props.max_strokes,
};
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

document.addEventListener("lenet:tab", ({ detail }) => (openTab = detail));
document.addEventListener("lenet:answer", ({ detail: { drawing } }) => {
  try {
    localStorage.setItem(KEPT, linkOf(drawing, openTab));
  } catch {
    // A browser that keeps nothing loses the drawing at a reload, and nothing else.
  }
});
