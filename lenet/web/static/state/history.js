// A drawing's history: every finished stroke, clear or example is a step that can be undone.

/**
 * @template T
 * @typedef {{past: readonly T[], now: T, future: readonly T[]}} History
 */

/**
 * Begin a history.
 * @template T
 * @param {T} now
 * @returns {History<T>}
 */
export const begin = (now) => ({ past: [], now, future: [] });

/**
 * Add a step; what had been undone is forgotten.
 * @template T
 * @param {History<T>} history
 * @param {T} next
 * @returns {History<T>}
 */
export const commit = ({ past, now }, next) => ({ past: [...past, now], now: next, future: [] });

/**
 * Take back the last step, if there is one.
 * @template T
 * @param {History<T>} history
 * @returns {History<T>}
 */
export function undo(history) {
  const { past, now, future } = history;
  if (past.length === 0) return history;
  return { past: past.slice(0, -1), now: past[past.length - 1], future: [now, ...future] };
}

/**
 * Repeat the step that was taken back last, if there is one.
 * @template T
 * @param {History<T>} history
 * @returns {History<T>}
 */
export function redo(history) {
  const { past, now, future } = history;
  if (future.length === 0) return history;
  return { past: [...past, now], now: future[0], future: future.slice(1) };
}
