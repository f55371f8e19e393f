// Saving: a file made in the page, handed to the browser as a download.

const FETCHED = 60_000; // ms within which even a busy browser has taken the file over

function save(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), FETCHED);
}
