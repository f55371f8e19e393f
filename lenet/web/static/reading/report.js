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

const rightOf = ({ dataset: { right } }) => (right === "none" ? null : Number(right));
const rightKeys = [..."0123456789", "none"].map((digit) => {
  const key = document.createElement("button");
  Object.assign(key, { type: "button", textContent: digit === "none" ? "no digit" : digit });
  key.dataset.right = digit;
  key.addEventListener("click", () => keepWrong(rightOf(key)));
  find("#right .digits").append(key);
  return key;
});

/** Keeps what is drawn as a digit, or as none (null); once a drawing: what it was kept as is taken back. */
function keepWrong(right) {
  const before = keptWrong();
  const own = before.find(ofThisDrawing);
  const { network } = last.drawing;
  const now = own?.class === right ? [] : [{ ...wired(last.drawing), class: right, network, read: last.packet.verdict }];
  try {
    localStorage.setItem(KEPT_WRONG, JSON.stringify([...before.filter((each) => each !== own), ...now].slice(-MOST)));
    showKept();
  } catch {
    find(".kept").textContent = "This browser keeps nothing: it was not kept.";
  }
}

function ofThisDrawing({ class: right, network, read, ...kept }) {
  return JSON.stringify(kept) === JSON.stringify(wired(last.drawing));
}

function showKept() {
  const drawings = keptWrong();
  const own = drawings.find(ofThisDrawing);
  for (const key of rightKeys) key.setAttribute("aria-pressed", own !== undefined && own.class === rightOf(key));
  const which = own ? "This one is kept; press again to take it back." : "Kept in this browser only, until you save it.";
  find(".kept").textContent = drawings.length === 0 ? which : `${which} ${drawings.length} kept in all.`;
  find("#export").hidden = find("#forget").hidden = drawings.length === 0;
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
  if (packet !== null && !rightSheet.hidden) showKept();
  if (packet === null) openRight(false);
});
