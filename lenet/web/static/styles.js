// The page's own styles, which come as files of their own.

const FILES = new URL(".", import.meta.url).href;

/** Wait until every style of the page has come, or cannot come: what is built reads colours from them. */
export function stylesLoaded() {
  const links = [...document.querySelectorAll("link")].filter(
    ({ rel, href, sheet }) => rel === "stylesheet" && href.startsWith(FILES) && !sheet,
  );
  return Promise.all(links.map((link) => new Promise((done) => (link.onload = link.onerror = done))));
}
