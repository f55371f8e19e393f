// A WebSocket that comes back: messages both ways, and tries again while there is no connection.

import { restAfterFailure } from "./retries.js";

/**
 * What is used of a WebSocket.
 * @typedef {{readyState: number} & Pick<WebSocket, "send" | "close"> & {onopen: any, onmessage: any, onclose: any}} Socket
 */

/**
 * @typedef {object} Hearers
 * @property {() => void} onOpen                     connected, for the first time or again
 * @property {(message: any) => void} onMessage
 * @property {(since: number) => void} onLost        not connected; since when, by performance.now(); told at every try
 */

/**
 * Keep a connection open, from now on. `send` tells whether it was sent: what is said while there is no connection is
 * dropped, and whoever says it says it anew when there is.
 * @param {() => Socket} connect
 * @param {Hearers} hearers
 */
export function createChannel(connect, { onOpen, onMessage, onLost }) {
  /** @type {Socket} */
  let socket;
  let failures = 0;
  let since = performance.now();
  let retry = 0;

  function open() {
    clearTimeout(retry);
    const opened = connect();
    socket = opened;
    opened.onopen = () => {
      failures = 0;
      onOpen();
    };
    opened.onmessage = (/** @type {{data: string}} */ { data }) => onMessage(JSON.parse(data));
    opened.onclose = () => {
      if (opened !== socket) return; // one that was given up
      if (failures === 0) since = performance.now();
      retry = Number(setTimeout(open, restAfterFailure(failures++)));
      onLost(since);
    };
  }

  open();
  globalThis.addEventListener?.("online", () => {
    if (failures === 0) return;
    const given = socket; // it may be connecting: two at once would both be heard
    open();
    given.close();
  });
  return {
    /** @param {object} message */
    send(message) {
      const isOpen = socket.readyState === OPEN;
      if (isOpen) socket.send(JSON.stringify(message));
      return isOpen;
    },
  };
}

const OPEN = 1; // a WebSocket's readyState
