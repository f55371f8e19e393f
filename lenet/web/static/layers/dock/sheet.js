// The dock as a sheet at a phone's foot: it leaves in sight what it explains, and is brief where that is not wanted.

import { blockOfUnit } from "../units.js";

/** @import {State, Store} from "../../types.js" */
/** @import {Band} from "../band.js" */

/**
 * Bring a pinned unit's layer into sight above the sheet; who scrolls away from the layers sees the unit's value alone.
 * @param {HTMLElement} dock
 * @param {Store<State>} store
 * @param {() => Band} shown
 */
export function buildSheet(dock, store, shown) {
  const isSheet = () => getComputedStyle(dock).position === "fixed";
  store.follow(["pinned"], ({ pinned, unit }) => {
    if (pinned && unit && isSheet() && dock.checkVisibility())
      blockOfUnit(shown(), unit).maps.scrollIntoView({ block: "nearest" });
  });
  const layers = /** @type {Element} */ (dock.parentElement?.querySelector(".layers"));
  new IntersectionObserver((seen) => {
    dock.classList.toggle("away", !seen[seen.length - 1].isIntersecting);
  }).observe(layers);
}
