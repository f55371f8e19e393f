// Links that hold a drawing, as they come into the page's address.

import { commit } from "./state/history.js";
import { isLink, linked, linkOf } from "./state/link.js";

/** @import {Linked} from "./state/link.js" */
/** @import {State, Store, View} from "./types.js" */

/**
 * Open links as they come into the address: a drawing of one's own can be had back, by undo or by going back, and is
 * kept until the link's is changed; from then on it is one's own, and the address no longer a link.
 * @param {Store<State>} store
 * @param {string[]} names   of networks
 * @returns {() => boolean} whether what is shown is one's own
 */
export function followLinks(store, names) {
  /** @type {{shown: string, before: Partial<State>, off: Pick<View, "off" | "offAs">} | null} */
  let opened = null; // the link that is shown, as it was
  const written = ({ history, network, placement, view: { off, offAs } } = store.now()) =>
    linkOf({ strokes: history.now.strokes, network, placement, off, offAs });

  function follow() {
    const { hash } = location;
    if (!isLink(hash)) {
      if (opened !== null) {
        const view = { ...store.now().view, ...opened.off };
        store.change({ ...opened.before, view, live: null }); // the reader went back
      }
      opened = null;
      return;
    }
    try {
      const { note, ...link } = linked(hash, names);
      const { history, network, placement, tab, view } = store.now();
      const before = opened?.before ?? { history, network, placement, tab };
      const off = opened?.off ?? { off: view.off, offAs: view.offAs };
      opened = null;
      show(store, link);
      store.change({ notice: note });
      opened = { shown: written(), before, off };
    } catch (error) {
      if (error instanceof Error) store.change({ notice: error.message });
    }
  }

  follow();
  window.addEventListener("hashchange", follow);
  store.follow(["history", "network", "placement", "view"], (now) => {
    if (opened === null || written(now) === opened.shown) return;
    opened = null;
    window.history.replaceState(null, "", location.pathname + location.search);
  });
  return () => opened === null;
}

/**
 * Show a link's drawing, as a step that can be undone, and how it is read.
 * @param {Store<State>} store
 * @param {Linked} link
 */
export function show(store, { strokes, network, placement, tab, off, offAs }) {
  const { history, view } = store.now();
  const hasTab = document.getElementById(`tab-${tab}`) !== null;
  store.change({
    network,
    placement,
    view: { ...view, off, offAs },
    ...(tab !== null && hasTab && { tab }),
    ...(strokes.length > 0 && { history: commit(history, { strokes }), live: null }),
  });
}
