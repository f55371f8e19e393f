// Share: a link and a QR code that carry the drawing, and the drawing as a picture, as strokes, as arrays.

import { save } from "../controls/download.js";
import { find } from "../controls/find.js";
import { buildPopover } from "../controls/popover.js";
import { canReadBack, NO_PICTURES } from "../paint/reading_back.js";
import { createAsker } from "../server/asker.js";
import { addressesForOthers } from "../server/post.js";
import { inputsOf, isPicture, travelling } from "../state/drawing.js";
import { linkOf } from "../state/link.js";
import { networkOf } from "../state/networks.js";
import { bytesOf } from "../state/numbers.js";
import { frameOf, isOwnMachine, shareable } from "../state/sharing.js";
import { posterOf } from "./poster.js";

/** @import {Keys} from "../controls/keys.js" */
/** @import {Network, Page, Question, State, Store} from "../types.js" */

const COPIED_TIME = 1500; // ms for which the button says what came of it

/**
 * Build what shares the drawing that was answered last.
 * @param {HTMLElement} element
 * @param {Page} page
 */
export function buildShare(element, { store, networks, keys }) {
  const button = find(element, "#share", HTMLButtonElement);
  const popover = find(element, "#sheet", HTMLElement);
  buildLink(button, popover, store, keys);
  buildDownloads(popover, store, networks);
  store.follow(["answer"], ({ answer: { packet } }) => {
    button.disabled = packet === null;
    if (packet === null) popover.hidePopover();
  });
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} popover
 * @param {Store<State>} store
 * @param {Keys} keys
 */
function buildLink(button, popover, store, keys) {
  const link = find(popover, "#link", HTMLInputElement);
  const reach = find(popover, ".reach", HTMLElement);
  const code = find(popover, "#qr", HTMLElement);
  const frame = find(popover, "#frame", HTMLInputElement);
  buildCopy(find(popover, "#copy", HTMLButtonElement), link);
  buildCopy(find(popover, "#copy-frame", HTMLButtonElement), frame);
  const asker = createAsker("qr", (/** @type {string} */ address) => ({ link: address }), {
    onAnswer(_, svg) {
      code.innerHTML = svg;
    },
    onRefusal(sentence) {
      code.textContent = sentence;
    },
  });

  buildPopover(button, popover, keys, () => {
    const { answer, tab } = store.now();
    const { drawing, network, placement, view } = answer.question;
    const { strokes } = drawing;
    popover.classList.toggle("of-picture", isPicture(drawing));
    if (isPicture(drawing)) {
      code.replaceChildren();
      return;
    }
    const { off, offAs } = view;
    const hash = linkOf({ strokes, network, placement, tab, off, offAs });
    const offer = (/** @type {string} */ base) => {
      link.value = base + hash;
      frame.value = frameOf(base, network, linkOf({ strokes, placement, off, offAs }));
      asker.ask(link.value);
    };
    offer(location.origin + location.pathname);
    if (isOwnMachine(location.hostname))
      addressesForOthers().then((addresses) => {
        const { base, note } = shareable(location, addresses);
        reach.textContent = note;
        if (link.value !== base + hash) offer(base);
      });
  });
  popover.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") link.select(); // what is not seen yet takes no focus
  });
}

/**
 * Let a button copy what a field holds, and say what came of it.
 * @param {HTMLButtonElement} button
 * @param {HTMLInputElement} field
 */
function buildCopy(button, field) {
  button.addEventListener("click", async () => {
    button.textContent = (await copied(field)) ? "Copied" : "Press Ctrl+C"; // the field's text is selected
    setTimeout(() => {
      button.textContent = "Copy";
    }, COPIED_TIME);
  });
}

/**
 * Copy what a field holds, and leave it selected; tell whether that was done. Over plain http a page has no clipboard.
 * @param {HTMLInputElement} field
 */
async function copied(field) {
  const written = await navigator.clipboard?.writeText(field.value).then(
    () => true,
    () => false,
  );
  field.select();
  return written || document.execCommand("copy");
}

/**
 * @param {HTMLElement} popover
 * @param {Store<State>} store
 * @param {Network[]} networks
 */
function buildDownloads(popover, store, networks) {
  const asker = createAsker("maps", inputsOf, {
    onAnswer: (/** @type {Question} */ { network }, base64) =>
      save(`lenet-5-${network}-maps.npz`, bytesOf(base64), "application/octet-stream"),
  });
  const saves = {
    picture() {
      const { answer, theme } = store.now();
      const { network, placement } = answer.question;
      if (answer.packet === null) return;
      if (!canReadBack()) return store.change({ notice: NO_PICTURES });
      const poster = posterOf(networkOf(networks, network), placement, answer.packet, theme);
      poster.toBlob((picture) => picture && save("lenet-5.png", picture, "image/png"));
    },
    strokes() {
      const { drawing } = store.now().answer.question;
      save("lenet-5-drawing.json", JSON.stringify(travelling(drawing)), "application/json");
    },
    maps: () => asker.ask(store.now().answer.question),
  };
  for (const [what, saveIt] of Object.entries(saves))
    find(popover, `#save-${what}`, HTMLButtonElement).addEventListener("click", saveIt);
}
