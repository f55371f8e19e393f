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
  const { network } = last.drawing;
  const drawings = [...keptWrong(), { ...wired(last.drawing), class: right, network, read: last.packet.verdict }];
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

const openRight = sheetOf(wrongButton, rightSheet, ".wrong", showKept);
find("#export").addEventListener("click", () =>
  save("lenet-5-wrong.json", JSON.stringify({ drawings: keptWrong() }), "application/json"),
);
find("#forget").addEventListener("click", () => {
  localStorage.removeItem(KEPT_WRONG);
  showKept();
});
document.addEventListener("lenet:answer", ({ detail: { packet } }) => {
  wrongButton.disabled = packet === null;
  if (packet === null) openRight(false);
});
