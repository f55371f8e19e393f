// How often to ask while the pen moves: less often where answers are slow, so that many pages can share a server.

const QUICK = 50; // ms: an answer as quick as this is as good as one at once
const SHARE = 2; // the rest after a slower one, in times of what it took longer
const LONGEST_REST = 1000; // ms

/**
 * Create restAfter(took): ms to wait after an answer that took so many, while moving() says that the pen moves.
 * What the quickest answer took is the way to the server and back; what another takes beyond that, it has
 * waited behind other people's drawings.
 * @param {() => boolean} moving
 */
export function createThrottle(moving) {
  let quickest = Number.POSITIVE_INFINITY;
  return (/** @type {number} */ took) => {
    quickest = Math.min(quickest, took);
    const slow = Math.max(0, took - Math.max(quickest, QUICK));
    return moving() ? Math.min(SHARE * slow, LONGEST_REST) : 0;
  };
}
