// "The network was wrong": drawings with their right digit, kept in this browser alone until they are saved.

const KEPT_WRONG = "lenet-5-wrong";
const MOST = 500; // drawings that are kept
const wrongButton = find("#wrong");
const rightSheet = find("#right");
const keptWrong = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT_WRONG)) ?? [];
  } catch {
    return [];
  }
};

for (const digit of [..."0123456789", "none"]) {
  const key = document.createElement("button");
  Object.assign(key, { type: "button", textContent: digit === "none" ? "no digit" : digit });
  key.dataset.right = digit;
  key.addEventListener("click", () => keepWrong(digit === "none" ? null : Number(digit)));
  find("#right .digits").append(key);
}

function keepWrong(right) {
  const { strokes, pad, network } = last.drawing;
  const drawings = [...keptWrong(), { strokes, pad, class: right, network, read: last.packet.verdict }];
  try {
    localStorage.setItem(KEPT_WRONG, JSON.stringify(drawings.slice(-MOST)));
    showKept();
  } catch {
    find(".kept").textContent = "This browser keeps nothing: it was not kept.";
  }
}

function showKept() {
  const count = keptWrong().length;
  find(".kept").textContent = count === 0 ? "Kept in this browser only, until you save it." : `${count} kept, in this browser only.`;
  find("#export").hidden = find("#forget").hidden = count === 0;
}

function openRight(opened) {
  rightSheet.hidden = !opened;
  wrongButton.setAttribute("aria-expanded", opened);
  if (opened) showKept();
}

wrongButton.addEventListener("click", () => openRight(rightSheet.hidden));
find("#export").addEventListener("click", () => {
  const file = new Blob([JSON.stringify({ drawings: keptWrong() })], { type: "application/json" });
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: address, download: "lenet-5-wrong.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
});
find("#forget").addEventListener("click", () => {
  localStorage.removeItem(KEPT_WRONG);
  showKept();
});
document.addEventListener("lenet:answer", ({ detail: { packet } }) => {
  wrongButton.disabled = packet === null;
  if (packet === null) openRight(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || rightSheet.hidden) return;
  event.stopImmediatePropagation();
  openRight(false);
  wrongButton.focus();
}, true);
document.addEventListener("pointerdown", (event) => {
  if (!rightSheet.hidden && !event.target.closest(".wrong")) openRight(false);
});
