// Keys of the whole page, and the list of them; those of the drawing are the sketchpad's own.

const KEYS = [
  ["0 … 9", "an example of that digit"],
  ["R, M", "a random digit, one that the network misreads"],
  ["P, Ctrl V", "a picture from a file, or the clipboard"],
  ["C or Esc", "clear the pad"],
  ["Z, Y", "undo, redo"],
  ["N", "the next network"],
  ["Tab, arrows, Enter", "in the maps: a layer, its cells, pin one"],
  ["T", "a guided tour; arrows step, Esc ends it"],
  ["L", "large type, for the back row"],
  ["?", "this list"],
];
const help = element.querySelector("#keys");
help.innerHTML = `<h2>Keys</h2><dl>${KEYS.map(([key, what]) => `<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`).join("")}</dl>`;

const pageKeys = {
  n: () => next(),
  t: () => (touring() ? endTour() : startTour()),
  l: () => set({ lecture: !document.body.classList.contains("lecture") }),
  "?": () => (help.hidden = !help.hidden),
};

/** A setting is told to the whole page: who has it obeys, the sketchpad's part keeps it across reloads. */
const set = (setting) => document.dispatchEvent(new CustomEvent("lenet:setting", { detail: setting }));
document.addEventListener("lenet:setting", ({ detail: { lecture } }) => {
  if (lecture !== undefined) document.body.classList.toggle("lecture", lecture);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input:not([type=range]), textarea, select, [contenteditable]")) return;
  if (event.key === "Escape" && !help.hidden) {
    event.stopImmediatePropagation();
    help.hidden = true;
  }
  const action = pageKeys[event.key.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  action();
}, true);
element.querySelector("#show-keys").addEventListener("click", pageKeys["?"]);
document.addEventListener("pointerdown", (event) => {
  if (!help.hidden && !event.target.closest("#keys, #show-keys")) help.hidden = true;
});
