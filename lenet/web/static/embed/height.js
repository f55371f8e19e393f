// The page's height, told to the page around its frame: postMessage({ type: "lenet-5-height", height }), CSS pixels.

const TYPE = "lenet-5-height";

/**
 * Tell the page around the frame how high the frame should be, now and whenever that changes. It depends on the
 * frame's width alone, not on its height: so a host that obeys is told the same again.
 * @param {HTMLElement} content
 */
export function tellHeight(content) {
  if (window.parent === window) return;
  let told = 0;
  const tell = () => {
    const height = heightFor(content.offsetHeight, innerWidth, sizesOf(document.documentElement));
    if (height === told) return;
    told = height;
    window.parent.postMessage({ type: TYPE, height }, "*"); // whoever embeds it may know
  };
  new ResizeObserver(tell).observe(content);
  window.addEventListener("resize", tell);
}

/**
 * @typedef {object} Sizes   of the page, by its styles
 * @property {number} rem     pixels of one now
 * @property {number} least   pixels of one in the smallest frame
 * @property {number} most    pixels of one beyond which the page asks for no more height
 * @property {number} wide    rem that fill a frame's width
 */

/**
 * Find the height of a frame of this width in which nothing is cut off and nothing is smaller than need be.
 * @param {number} height   of what is shown now
 * @param {number} width    of the frame
 * @param {Sizes} sizes
 */
export const heightFor = (height, width, { rem, least, most, wide }) =>
  Math.ceil((height * Math.max(least, Math.min(most, width / wide))) / rem);

/** @param {HTMLElement} root */
function sizesOf(root) {
  const style = getComputedStyle(root);
  const [least, most, wide] = ["--least", "--most", "--wide"].map((name) =>
    Number.parseFloat(style.getPropertyValue(name)),
  );
  return { rem: Number.parseFloat(style.fontSize), least, most, wide };
}
