// The page's own styles, which come as a file of their own.

const FILES = new URL(".", import.meta.url).href;

/** Wait until the page's styles have come, or cannot come: what is built reads colours from them. */
export async function stylesLoaded() {
  const links = [...document.querySelectorAll("link")].filter(
    ({ rel, href, sheet }) => rel === "stylesheet" && href.startsWith(FILES) && !sheet,
  );
  await Promise.all(links.map((link) => new Promise((done) => (link.onload = link.onerror = done))));
  // Styles that come late would move Gradio's elements to their places before the visitor's eyes.
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
}
