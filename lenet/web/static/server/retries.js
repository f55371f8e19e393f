// How long to wait before the next try, while the server does not answer.

const RESTS = [300, 700, 1500, 3000]; // ms

/** How many tries there are before the rest stays the same. */
export const TRIES = RESTS.length;

/**
 * Tell how long to wait after so many failures before.
 * @param {number} failures
 */
export const restAfterFailure = (failures) => RESTS[Math.min(failures, TRIES - 1)];
