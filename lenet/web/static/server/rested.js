// Questions that can wait: asked once the drawing rests, and where their answer can be seen.

const REST = 200; // ms without another answer before a question of less haste: drawing comes first
const NEAR = "100px"; // beyond the window's edge, what is about to come into sight counts as seen

/**
 * follow(answer) for a part of the page that asks `event` about the drawing and calls show(drawing, packet or null).
 * While the part is out of sight, it keeps what it shows, and asks nothing.
 */
function studyAsker(part, event, inputs, show) {
  let emptied = 0;
  let resting = null;
  let unasked = null; // the newest drawing, until it is asked about
  let inSight = false;
  const ask = asker(event, inputs, { onAnswer: (drawing, packet) => drawing.number > emptied && show(drawing, packet) });

  function askOnceSeen() {
    if (unasked === null || resting !== null || !inSight) return;
    ask(unasked);
    unasked = null;
  }
  const empty = ({ number = 0 }) => {
    clearTimeout(resting);
    unasked = resting = null;
    emptied = number;
  };
  new IntersectionObserver(
    (seen) => {
      inSight = seen.at(-1).isIntersecting;
      askOnceSeen();
    },
    { rootMargin: NEAR },
  ).observe(part);
  // The pad may be cleared while this part is closed and follows nothing.
  document.addEventListener("lenet:answer", ({ detail: { drawing, packet } }) => packet || empty(drawing));
  return ({ drawing, packet }) => {
    empty(packet ? { number: emptied } : drawing);
    if (!packet) {
      show(drawing, null);
      return;
    }
    unasked = drawing;
    resting = setTimeout(() => {
      resting = null;
      askOnceSeen();
    }, REST);
  };
}
