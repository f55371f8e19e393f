// The only places where the page fetches anything: questions to the server, and data that stays as it is.

const PATIENCE = 8000; // ms for an answer
const SLOWEST = 25; // characters of a question that travel in one ms more
const AWAY = [502, 503, 504]; // a proxy's word that the server is not there
const FAILED = "Something went wrong on the server. Please try again.";
const LATE = "The server took too long to answer. Please try again.";
const GONE = "The server is away. Please try again later.";

/** This module is served at page/<hash>/server/post.js, below wherever the page itself lies. */
const FILES = new URL("../", import.meta.url);

/**
 * What the server says: to ask again in so many ms, because it is busy; away, which a proxy says in its place, and
 * what to tell if that stays so; null: nothing.
 * @typedef {{packet: any} | {refusal: string} | {wait: number} | {away: string} | null} Reply
 */

/**
 * Ask the server one of the page's questions.
 * @param {string} question   its name: a route of lenet/web/routes.py
 * @param {object} inputs     what that route takes, as JSON
 * @returns {Promise<Reply>}
 */
export async function post(question, inputs) {
  const body = JSON.stringify(inputs);
  let response;
  let reply;
  try {
    response = await fetch(new URL(`../${question}`, FILES), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      signal: AbortSignal.timeout(PATIENCE + Math.round(body.length / SLOWEST)),
    });
    const wait = Number(response.headers.get("Retry-After"));
    if (response.status === 503 && wait > 0) return { wait: 1000 * wait };
    if (AWAY.includes(response.status)) return { away: GONE };
    reply = await response.json();
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") return { refusal: LATE }; // the next would be, too
    if (!(error instanceof SyntaxError)) return null; // a reply that breaks off is lost; one that is no JSON is said
  }
  if (response?.ok && reply) return { packet: reply.packet };
  return { refusal: typeof reply?.error === "string" ? reply.error : FAILED };
}

/**
 * Ask where other machines reach this page; the server tells it to a browser of its own machine.
 * @returns {Promise<string[]>}   none where nobody else can, or nothing is known
 */
export async function addressesForOthers() {
  const asked = await fetch(new URL("../../addresses", FILES)).catch(() => null);
  return asked?.ok ? asked.json() : [];
}

/**
 * Open a WebSocket to a place of the server, which is told which tab of the browser this is.
 * @param {string} place
 * @param {string} tab
 */
export function socketTo(place, tab) {
  const address = new URL(`../${place}?${new URLSearchParams({ tab })}`, FILES);
  address.protocol = address.protocol.replace("http", "ws");
  return new WebSocket(address);
}

/** @type {Map<string, Promise<any>>} */
const loaded = new Map();

/**
 * Load what the server has written once for this version of the page: data/<name>.json.
 * @param {string} name
 * @returns {Promise<any>}
 */
export function load(name) {
  const address = new URL(`data/${name}.json`, FILES);
  const content =
    loaded.get(name) ??
    fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return response.json();
    });
  loaded.set(name, content);
  content.catch(() => loaded.delete(name)); // the next one who asks may have more luck
  return content;
}
