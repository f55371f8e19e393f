// How much larger than usual the reader has the browser write: its font size, and its zoom.

const USUAL = 16; // pixels of a browser's font
const ZOOMS = [1.1, 1.25, 1.33, 1.5, 1.75, 2, 2.5, 3, 4, 5]; // the steps that browsers have
const NEAR = 0.012; // of a step: a window's frame is counted, too

/**
 * Keep --reader, by which the page's size is multiplied. Sizes that follow the window would undo a zoom, which only
 * makes the window smaller; so what a zoom is has to be told by the window's outer width, which it leaves alone.
 */
export function followReaderSize() {
  const probe = document.createElement("div");
  probe.style.cssText = "position: absolute; visibility: hidden; font-size: medium";
  document.body.append(probe);
  let ratio = 0; // of pixels, when the zoom was told
  let zoom = 1;
  const measure = () => {
    // A zoom changes the ratio. A window that is resized may tell its outer width late, and look zoomed meanwhile.
    if (devicePixelRatio !== ratio) zoom = zoomOf(outerWidth, innerWidth, devicePixelRatio);
    ratio = devicePixelRatio;
    const font = Number.parseFloat(getComputedStyle(probe).fontSize) / USUAL;
    document.documentElement.style.setProperty("--reader", String(font * zoom));
  };
  measure();
  window.addEventListener("resize", measure);
}

/**
 * Tell a zoom by the widths of a window: one of the browsers' steps, else none.
 * @param {number} outer
 * @param {number} inner   in pixels that grow with the zoom
 * @param {number} ratio   the screen's pixels in one of these: at least the zoom, else a panel stands beside the page
 */
export function zoomOf(outer, inner, ratio) {
  const zoom = ZOOMS.find((step) => Math.abs(outer / inner / step - 1) < NEAR) ?? 1;
  return zoom <= ratio * (1 + NEAR) ? zoom : 1;
}
