// One term lit: where the pointer or the focus is on it, every picture of it is marked, in the dock and in the layers.

/** @type {Record<string, (columns: number) => number>} */
const STEPS = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (columns) => columns,
  ArrowUp: (columns) => -columns,
};

/**
 * Let the pointer and the keyboard light terms: whatever has a term's number as data-term is a picture of it. `light`
 * lights one, or none; `relight` is for terms that are displayed anew.
 * @param {HTMLElement} element
 * @param {(term: number | null) => void} tell   of the one that is lit, or that none is
 */
export function buildLighting(element, tell) {
  /** @type {number | null} */
  let lit = null;

  /** @param {number | null} term */
  function light(term) {
    lit = term;
    for (const part of element.querySelectorAll("[data-term]")) {
      part.classList.toggle("lit", term !== null && /** @type {HTMLElement} */ (part).dataset.term === String(term));
    }
    tell(term);
  }

  element.addEventListener("pointerover", ({ target }) => {
    const term = termAt(target);
    if (term !== lit) light(term);
  });
  element.addEventListener("pointerleave", () => lit !== null && light(null));
  element.addEventListener("focusin", ({ target }) => light(termAt(target)));
  element.addEventListener("focusout", () => light(null));
  element.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const cell = event.target instanceof HTMLElement ? event.target : null;
    const grid = cell?.closest("[data-columns]");
    if (!step || !cell?.dataset.term || !(grid instanceof HTMLElement)) return;
    event.preventDefault();
    const cells = stopsOf(grid);
    moveTo(cells, cells.indexOf(cell) + step(Number(grid.dataset.columns)));
  });
  return {
    light,
    relight: () => lit !== null && light(lit),
  };
}

/** @param {EventTarget | null} target */
function termAt(target) {
  const part = target instanceof Element ? target.closest("[data-term]") : null;
  return part instanceof HTMLElement ? Number(part.dataset.term) : null;
}

/**
 * Make a grid one tab stop, within which arrow keys move.
 * @param {HTMLElement} grid
 */
export function makeTabStop(grid) {
  for (const [at, cell] of stopsOf(grid).entries()) cell.tabIndex = at === 0 ? 0 : -1;
}

/**
 * @param {HTMLElement} grid
 * @returns {HTMLElement[]}
 */
const stopsOf = (grid) => [...grid.querySelectorAll("[data-term]")].filter((cell) => cell instanceof HTMLElement);

/**
 * @param {HTMLElement[]} cells
 * @param {number} at
 */
function moveTo(cells, at) {
  if (!cells[at]) return;
  for (const cell of cells) cell.tabIndex = cell === cells[at] ? 0 : -1;
  cells[at].focus();
}
