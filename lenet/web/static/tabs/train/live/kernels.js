// C1's kernels as they form: rows at stages of the newest run, the last one now, all on one scale that stands still.

import { make } from "../../../controls/find.js";
import { gridOf, paintGrids } from "../../../paint/grid.js";
import { countOf, halvesOf, largest } from "../../../state/numbers.js";

/** @import {Theme} from "../../../types.js" */
/** @import {Lab, Stage} from "../types.js" */

const ROWS = 5;
const ROOM = 2.5; // the colours end at so many times the largest weight that a run begins with

/** Build them. */
export function buildKernels() {
  const rows = Array.from({ length: ROWS }, () => {
    const name = make("span");
    const grids = Array.from({ length: 6 }, (_, map) => gridOf(5, 5, `C1 map ${map}`));
    return { element: make("div", { className: "stage" }, name, ...grids), name, grids };
  });
  const scale = make("small", { className: "scale" });
  const head = make("h3", {}, "C1 kernels ", scale);
  return {
    element: make("section", { className: "kernels" }, head, ...rows.map(({ element }) => element)),
    /**
     * @param {Lab} lab
     * @param {Theme} theme
     */
    show({ runs, training }, theme) {
      const stages = runs.at(-1)?.stages ?? [];
      const limit = stages.length > 0 ? ROOM * largest(halvesOf(stages[0].c1)) : 1;
      const told = rowsOf(stages, training?.c1 && { seen: training.seen ?? 0, c1: training.c1 });
      scale.textContent = stages.length > 0 ? `±${limit.toFixed(1)}, by examples` : "";
      for (const [at, { element, name, grids }] of rows.entries()) {
        const stage = told[at];
        element.classList.toggle("now", at === told.length - 1 && stage !== undefined);
        name.textContent = stage === undefined ? "" : at === told.length - 1 ? "now" : countOf(stage.seen);
        const values = stage ? halvesOf(stage.c1) : null;
        paintGrids(grids, values, limit, theme.table);
      }
    },
  };
}

/**
 * Choose what the rows show: the beginning, the last stages, and now.
 * @param {Stage[]} stages
 * @param {Stage | undefined} now
 */
export function rowsOf(stages, now) {
  if (now === undefined || stages.length === 0) return stages.slice(0, 1);
  const [first, ...later] = stages;
  return [first, ...later.filter(({ seen }) => seen < now.seen).slice(2 - ROWS), now];
}
