// A window that moves to a screen of finer or coarser pixels, or is zoomed.

/**
 * Call `hear` whenever the screen has other pixels than before.
 * @param {() => void} hear
 */
export function followPixelRatio(hear) {
  const same = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const changed = () => {
    hear();
    followPixelRatio(hear);
  };
  same.addEventListener("change", changed, { once: true });
}
