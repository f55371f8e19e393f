// Playing: one step after the other, from the first to the last.

/**
 * Create what plays: toggle() begins, or stops what plays.
 * @param {number} time   of each step, in ms
 * @param {() => number} last   step
 * @param {(step: number) => void} show
 * @param {(plays: boolean) => void} mark   that it plays, or no longer does
 */
export function createPlayback(time, last, show, mark) {
  let timer = 0;

  function stop() {
    clearInterval(timer);
    timer = 0;
    mark(false);
  }

  function play() {
    let step = 0;
    mark(true);
    show(step);
    timer = window.setInterval(() => {
      step += 1;
      show(step);
      if (step === last()) stop();
    }, time);
  }

  return { stop, toggle: () => (timer ? stop() : play()) };
}
