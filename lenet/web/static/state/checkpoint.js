// Which network reads: a view's checkpoint is null for the trained one, a number for one of the recorded training's.

/** @import {View} from "../types.js" */

/** A view's checkpoint while the network reads that is in training now: it is looked at, not asked. */
export const LIVE = "live";

/**
 * Make the view that the server can be asked by.
 * @param {View} view
 */
export const askable = (view) => (view.checkpoint === LIVE ? { ...view, checkpoint: null } : view);
