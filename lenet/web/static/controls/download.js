// Saving: a file made in the page, handed to the browser as a download.

import { make } from "./find.js";

const FETCHED = 60_000; // ms within which even a busy browser has taken the file over

/**
 * Save a file.
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export function save(name, content, type) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), FETCHED);
}
