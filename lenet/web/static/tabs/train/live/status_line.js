// The line that says how it stands, and what can be done about it: fetch, watch, use above, save.

import { find, make } from "../../../controls/find.js";
import { hasNetwork } from "./lab.js";
import { megabytes, sentenceOf } from "./words.js";

/** @import {Laboratory} from "./lab.js" */

const HTML = `<p role="status"></p><progress aria-label="Fetched" hidden></progress>
  <button type="button" class="fetch" hidden></button><button type="button" class="watch" hidden>Watch</button>
  <button type="button" class="save" hidden></button>`;

/**
 * Build it.
 * @param {Laboratory} laboratory
 */
export function buildStatusLine({ lab, tell, save }) {
  const element = make("div", { className: "status", innerHTML: HTML });
  const words = find(element, "p", HTMLElement);
  const progress = find(element, "progress", HTMLProgressElement);
  const [fetching, watching, saving] = [".fetch", ".watch", ".save"].map((each) =>
    find(element, each, HTMLButtonElement),
  );
  fetching.addEventListener("click", () => tell({ do: "fetch" }));
  watching.addEventListener("click", () => tell({ do: "watch" }));
  saving.addEventListener("click", save);

  lab.follow(["status", "trial", "refusal", "isSaving"], (now) => {
    const { status, refusal, trial, isSaving } = now;
    const sentence = sentenceOf(now).replaceAll(" %", "\u00a0%");
    if (words.textContent !== sentence) words.textContent = sentence;
    element.classList.toggle("warning", refusal !== "" || ["failed", "lost", "missing", "busy"].includes(status.phase));
    element.classList.toggle("experiment", trial !== null && hasNetwork(status));
    progress.hidden = status.phase !== "fetching";
    progress.max = status.of ?? 1;
    progress.value = status.done ?? 0;
    fetching.hidden = status.phase !== "missing";
    fetching.textContent = `Fetch MNIST (${megabytes(status.bytes ?? 0)})`;
    watching.hidden = status.phase !== "busy" || !status.here;
    saving.hidden = status.phase !== "paused" && status.phase !== "finished";
    saving.disabled = isSaving;
    saving.textContent = isSaving ? "Saving…" : "Save weights";
  });
  return element;
}
