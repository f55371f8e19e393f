// Questions that can wait: asked once the drawing rests.

const REST = 200; // ms without another answer before a question of less haste: drawing comes first

/** follow(answer) for a part of the page that asks `event` about the drawing and calls show(drawing, packet or null). */
function studyAsker(event, inputs, show) {
  let emptied = 0;
  let resting = null;
  const ask = asker(event, inputs, { onAnswer: (drawing, packet) => drawing.number > emptied && show(drawing, packet) });
  const empty = ({ number = 0 }) => {
    clearTimeout(resting);
    emptied = number;
  };
  // The pad may be cleared while this part is closed and follows nothing.
  document.addEventListener("lenet:answer", ({ detail: { drawing, packet } }) => packet || empty(drawing));
  return ({ drawing, packet }) => {
    clearTimeout(resting);
    if (packet) {
      resting = setTimeout(() => ask(drawing), REST);
      return;
    }
    empty(drawing);
    show(drawing, null);
  };
}
