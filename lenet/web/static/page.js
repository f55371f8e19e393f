// The page's parts are mounted one after the other, in any order: what needs them all waits here.

const PARTS = [".lenet-header", "#sketchpad", "#answer", ".band", ".study"];

/** Calls then() once every part stands and listens; the page is shown, and takes strokes, from then on. */
function onceWhole(then) {
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  look();

  function look() {
    if (!PARTS.every((part) => document.querySelector(part))) return;
    observer.disconnect();
    document.documentElement.classList.add("whole");
    then();
  }
}
