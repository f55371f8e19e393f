// A drawing's history: every finished stroke, clear or example is a step that can be taken back.

/** A drawing is an array of strokes, a stroke an array of [x, y]; none is ever changed in place. */
function drawingHistory() {
  const past = [];
  const future = [];
  let now = [];
  const step = (from, to) => {
    if (from.length === 0) return false;
    to.push(now);
    now = from.pop();
    return true;
  };
  return {
    now: () => now,
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
    undo: () => step(past, future),
    redo: () => step(future, past),
    commit(drawing) {
      past.push(now);
      future.length = 0;
      now = drawing;
    },
  };
}
