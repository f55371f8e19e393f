// The page's height, told to the page around its frame: postMessage({ type: "lenet-5-height", height }), CSS pixels.

const TYPE = "lenet-5-height";

/**
 * Tell the page around the frame how high the frame should be, now and whenever that changes. It depends on the
 * frame's width, not on its height: a host that obeys is told nothing new.
 * @param {HTMLElement} content
 */
export function tellHeight(content) {
  if (window.parent === window) return;
  let told = 0;
  const tell = () => {
    const height = heightFor(innerWidth, sizesOf(document.documentElement)) ?? content.offsetHeight;
    if (height === told) return;
    told = height;
    window.parent.postMessage({ type: TYPE, height }, "*"); // whoever embeds it may know
  };
  new ResizeObserver(tell).observe(content);
  window.addEventListener("resize", tell);
}

/**
 * @typedef {object} Sizes   of the page, by its styles
 * @property {number} least   pixels of one rem in the smallest frame
 * @property {number} most    pixels of one rem beyond which the page asks for no more height
 * @property {number} wide    rem that fill a frame's width
 * @property {number} high    rem that fill its height; NaN where the page is as high as it comes
 */

/**
 * Find the height of a frame of this width in which nothing is cut off, and nothing smaller than need be.
 * @param {number} width    of the frame
 * @param {Sizes} sizes
 * @returns {number | null}
 */
export const heightFor = (width, { least, most, wide, high }) =>
  Number.isNaN(high) ? null : Math.ceil(high * Math.max(least, Math.min(most, width / wide)));

/**
 * @param {HTMLElement} root
 * @returns {Sizes}
 */
function sizesOf(root) {
  const style = getComputedStyle(root);
  const size = (/** @type {string} */ name) => Number.parseFloat(style.getPropertyValue(name));
  return { least: size("--least"), most: size("--most"), wide: size("--wide"), high: size("--high") };
}
