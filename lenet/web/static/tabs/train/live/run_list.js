// The runs that are kept: the key of their curves, each with what differs and how good it is, to be hidden or deleted.

import { make } from "../../../controls/find.js";
import { labelsOf, toggled } from "./runs.js";
import { errorOf } from "./words.js";

/** @import {LabStore, Run} from "../types.js" */

/**
 * Build the list. A run that is under way can be hidden, not deleted.
 * @param {LabStore} lab
 */
export function buildRunList(lab) {
  const list = make("ul", { className: "runs" });
  list.ariaLabel = "Runs";
  let drawn = "";

  function show() {
    const { runs, status } = lab.now();
    const labels = labelsOf(runs);
    const isGoing = ["training", "paused", "watching", "lost"].includes(status.phase);
    const lines = runs.map((run, at) => ({ run, label: labels[at], isFixed: isGoing && at === runs.length - 1 }));
    // The buttons stay as they are while only errors change: one may be about to be pressed.
    const shape = JSON.stringify(lines.map(({ run, label, isFixed }) => [run.number, run.isShown, label, isFixed]));
    if (shape !== drawn) list.replaceChildren(...lines.map(lineOf));
    drawn = shape;
    for (const [at, run] of runs.entries()) {
      const error = list.children[at].querySelector(".error");
      if (error) error.textContent = errorOf(heldOutOf(run));
    }
  }

  /** @param {{run: Run, label: string, isFixed: boolean}} line */
  function lineOf({ run, label, isFixed }) {
    const shown = make("input", { type: "checkbox", checked: run.isShown });
    shown.addEventListener("change", () => lab.change({ runs: toggled(lab.now().runs, run.number) }));
    const words = `${run.isWatched ? "watched: " : ""}${label}`;
    const name = make(
      "label",
      { title: words },
      shown,
      make("b", { textContent: String(run.number) }),
      make("span", { className: "words", textContent: words }),
    );
    const remove = make("button", { type: "button", textContent: "×", disabled: isFixed });
    remove.ariaLabel = remove.title = `Delete run ${run.number}`;
    remove.addEventListener("click", () =>
      lab.change({ runs: lab.now().runs.filter(({ number }) => number !== run.number) }),
    );
    return make("li", { className: `run-${run.colour}` }, name, make("span", { className: "error" }), remove);
  }

  return { element: list, show };
}

/** @param {Run} run */
const heldOutOf = ({ points }) => points.findLast((point) => point[4] !== null)?.[4];
