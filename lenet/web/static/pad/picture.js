// A picture instead of strokes: chosen, photographed, pasted or dropped; this page's server finds the digit in it.

const LONGEST_SIDE = 1600; // pixels: larger ones are made smaller before they travel; the server reads at 1000
const KEPT_SIDE = 560; // pixels of the picture that is shown on the pad
const QUALITY = 0.9; // of a photo that was made smaller, as JPEG
const MARGIN = 14; // pad units around a picture
const FOOT = 34; // pad units below it, for the remark

/** What the pad shows is an array of strokes, or a picture: {digits, image}. */
const isPicture = (content) => !Array.isArray(content);

function paintPicture(ink, { image }) {
  ink.imageSmoothingQuality = "high";
  drawContained(ink, image, MARGIN, MARGIN, UNITS - 2 * MARGIN, UNITS - MARGIN - FOOT);
}

/** A picture as a canvas, its longest side at most `longest` pixels. */
function smaller(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, width, height);
  return canvas;
}

/** The digit's ink as a picture, for one that the browser itself cannot show. */
function inkPicture(base64) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 28, height: 28 });
  const context = canvas.getContext("2d");
  const picture = context.createImageData(28, 28);
  [...atob(base64)].forEach((byte, at) => (picture.data[4 * at + 3] = byte.charCodeAt(0)));
  context.putImageData(picture, 0, 0);
  return canvas;
}

/** What travels of a file: the file itself, or a smaller picture of it. */
function forTravel(file, bitmap) {
  if (!bitmap || Math.max(bitmap.width, bitmap.height) <= LONGEST_SIDE) return file;
  const type = file.type === "image/png" ? "image/png" : "image/jpeg"; // PNG may be transparent
  return new Promise((resolve) => smaller(bitmap, LONGEST_SIDE).toBlob((blob) => resolve(blob ?? file), type, QUALITY));
}

function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** Listens for pictures; now() is what the pad shows, open(picture) puts one on it, say(sentence) tells what is wrong. */
function takePictures({ now, open, say }) {
  const chooser = element.querySelector("#picture-file");
  const sheet = element.querySelector("#sketchpad");
  const onSilence = (silent) => say(silent ? "No answer from the server. Your picture is kept, trying again." : "");
  const ask = asker("picture", ({ content }) => [content], {
    onAnswer({ before, image }, { digits }) {
      sayWaiting("");
      if (now() !== before) return; // something was drawn meanwhile
      const picture = { digits, image: image ?? inkPicture(digits.mass) };
      remarks.set(picture, "A picture. Draw to begin anew.");
      open(picture);
    },
    onRefusal: refuse,
    onSilence,
  });

  function refuse(sentence) {
    sayWaiting("");
    say(sentence);
  }

  async function take(file) {
    say("");
    sayWaiting("Reading the picture …");
    const before = now();
    try {
      const bitmap = await createImageBitmap(file).catch(() => null);
      const blob = await forTravel(file, bitmap);
      if (blob.size > props.max_bytes) return refuse(`A picture is a file of at most ${props.max_bytes / 1e6} MB.`);
      ask({ content: await base64Of(blob), before, image: bitmap && smaller(bitmap, KEPT_SIDE) });
      bitmap?.close();
    } catch {
      refuse("The file cannot be read.");
    }
  }

  element.querySelector("#picture").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    if (chooser.files.length > 0) take(chooser.files[0]);
    chooser.value = ""; // the same file may be chosen again
  });
  document.addEventListener("paste", (event) => {
    const [file] = event.clipboardData?.files ?? [];
    if (!file || event.target.closest?.("input, textarea")) return;
    event.preventDefault();
    take(file);
  });
  // Anywhere on the page: a file that misses the pad would open in the page's place.
  const dragged = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!dragged(event)) return;
    event.preventDefault();
    sheet.classList.add("awaiting");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && sheet.classList.remove("awaiting"));
  document.addEventListener("drop", (event) => {
    if (!dragged(event)) return;
    event.preventDefault();
    sheet.classList.remove("awaiting");
    take(event.dataTransfer.files[0]);
  });
}
