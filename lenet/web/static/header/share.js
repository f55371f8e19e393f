// Share: a link and a QR code that carry the drawing, and the drawing as a picture, as strokes, as arrays.

const shareButton = element.querySelector("#share");
const sheet = element.querySelector("#sheet");
const shareLink = element.querySelector("#link");
const code = element.querySelector("#qr");
let shared = null; // {drawing, packet} of the last answer
let sharedTab = null;

const askCode = asker("qr", ({ link }) => [link], {
  onAnswer: (_, svg) => (code.innerHTML = svg),
  onRefusal: (sentence) => (code.textContent = sentence),
});
const askMaps = asker("maps", (drawing) => [wired(drawing), drawing.placement, drawing.network], {
  onAnswer: ({ network }, base64) => save(`lenet-5-${network}-maps.npz`, bytesOf(base64), "application/octet-stream"),
});

const openSheet = sheetOf(shareButton, sheet, ".share", () => {
  const picture = "digits" in shared.drawing;
  sheet.classList.toggle("of-picture", picture);
  if (picture) return code.replaceChildren();
  shareLink.value = `${location.origin}${location.pathname}${linkOf(shared.drawing, sharedTab)}`;
  askCode({ link: shareLink.value, number: 0 });
  shareLink.select();
});

element.querySelector("#copy").addEventListener("click", async (event) => {
  shareLink.select();
  await navigator.clipboard?.writeText(shareLink.value).catch(() => {});
  event.target.textContent = "Copied";
  setTimeout(() => (event.target.textContent = "Copy"), 1500);
});
element.querySelector("#save-strokes").addEventListener("click", () => {
  const { strokes, pad } = shared.drawing;
  save("lenet-5-drawing.json", JSON.stringify({ strokes, pad }), "application/json");
});
element.querySelector("#save-maps").addEventListener("click", () => askMaps(shared.drawing));
element.querySelector("#save-picture").addEventListener("click", () => {
  const network = props.networks.find(({ name }) => name === shared.drawing.network);
  slide(network, shared.drawing, shared.packet).toBlob((picture) => save("lenet-5.png", picture, "image/png"));
});

document.addEventListener("lenet:tab", ({ detail }) => (sharedTab = detail));
document.addEventListener("lenet:answer", ({ detail }) => {
  shared = detail;
  shareButton.disabled = detail.packet === null;
  if (!sheet.hidden && detail.packet === null) openSheet(false);
});
