// A link that carries a drawing in itself: #d=<strokes>&n=<network>&p=<placement>&t=<tab>.

import { MAX_POINTS, MAX_STROKES, PAD, PLACEMENT, PLACEMENTS } from "../constants.js";

/** @import {Placement, Stroke} from "../types.js" */

const STEPS = 2; // points are kept to half a unit of the pad
const LONGEST = 60_000; // characters of a link that are looked at
const BROKEN = "This link is damaged; it may have been cut off. Ask for it again.";

/** @typedef {{strokes: Stroke[], network: string, placement: Placement, tab: string | null}} Linked */

/**
 * Write a drawing, and how it is read, as a link's last part; the network and the tab may be left open.
 * @param {Pick<Linked, "strokes" | "placement"> & {network?: string, tab?: string | null}} linked
 */
export function linkOf({ strokes, network, placement, tab }) {
  /** @type {number[]} */
  const bytes = [];
  put(bytes, strokes.length);
  for (const stroke of strokes) {
    put(bytes, stroke.length);
    let [x, y] = [0, 0];
    for (const point of stroke) {
      const [toX, toY] = point.map((value) => Math.round(value * STEPS));
      put(bytes, zigzag(toX - x));
      put(bytes, zigzag(toY - y));
      [x, y] = [toX, toY];
    }
  }
  const base64 = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
  const d = base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `#${new URLSearchParams({ d, ...(network ? { n: network } : {}), p: placement, ...(tab ? { t: tab } : {}) })}`;
}

/**
 * Tell whether an address's last part is a link's, as this page writes it or as mail programs do.
 * @param {string} hash
 */
export const isLink = (hash) => /^#d(=|%3D)/i.test(hash);

/**
 * Read a link's last part. A choice that this page does not have gives way to its first, with a note that says so.
 * Throws an Error with one sentence for what is not this page's.
 * @param {string} hash
 * @param {string[]} networks   that the page has
 * @returns {Linked & {note: string}}
 */
export function linked(hash, networks) {
  if (hash.length > LONGEST) throw new Error("This link is too long to be from this page.");
  const parts = new URLSearchParams(mended(hash).slice(1));
  const strokes = strokesOf(parts.get("d") ?? "");
  const off = (/** @type {number} */ at) => at < -PAD || at > 2 * PAD;
  if (strokes.flat().some(([x, y]) => off(x) || off(y)))
    throw new Error("This link’s drawing lies off the pad, so it was not opened.");
  /** @type {string[]} */
  const missing = [];
  const choice = (/** @type {string} */ name, /** @type {string[]} */ all, usual = all[0], what = "network") => {
    const asked = parts.get(name) ?? usual;
    if (all.includes(asked)) return asked;
    missing.push(what);
    return usual;
  };
  const network = choice("n", networks);
  const placement = /** @type {Placement} */ (choice("p", PLACEMENTS, PLACEMENT, "preprocessing"));
  const note = missing.length > 0 ? `This link names a ${missing.join(" and a ")} that this page does not have.` : "";
  return { strokes, network, placement, tab: parts.get("t"), note };
}

/**
 * Undo what mail and chat programs do to a link: they escape it, and take a full stop or a bracket after it along.
 * @param {string} hash
 */
function mended(hash) {
  const escaped = /^#d%3D/i.test(hash);
  const plain = escaped ? hash.replace(/%3D/gi, "=").replace(/%26/gi, "&").replaceAll("%25", "%") : hash;
  return plain.replaceAll("&amp;", "&").replace(/[^\w-]+$/, "");
}

/**
 * @param {string} text
 * @returns {Stroke[]}
 */
function strokesOf(text) {
  const numbers = numbersOf(text);
  const next = () => {
    const { value, done } = numbers.next();
    if (done) throw new Error(BROKEN);
    return value;
  };
  const count = next();
  if (count > MAX_STROKES) throw new Error(BROKEN);
  let points = 0;
  const strokes = [];
  for (let i = 0; i < count; i++) {
    const length = next();
    points += length;
    if (points > MAX_POINTS) throw new Error(BROKEN);
    /** @type {Stroke} */
    const stroke = [];
    let [x, y] = [0, 0];
    while (stroke.length < length) {
      x += unzigzag(next());
      y += unzigzag(next());
      stroke.push([x / STEPS, y / STEPS]);
    }
    if (length > 0) strokes.push(stroke);
  }
  if (!numbers.next().done) throw new Error(BROKEN);
  return strokes;
}

/**
 * Read whole numbers from base64, seven bits a byte, at most four bytes each.
 * @param {string} text
 * @returns {Generator<number, void>}
 */
function* numbersOf(text) {
  let letters;
  try {
    letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    throw new Error(BROKEN);
  }
  let [value, shift] = [0, 0];
  for (const letter of letters) {
    const byte = letter.charCodeAt(0);
    value |= (byte & 127) << shift;
    if (byte < 128) {
      yield value;
      [value, shift] = [0, 0];
    } else {
      shift += 7;
      if (shift === 28) throw new Error(BROKEN);
    }
  }
  if (shift > 0) throw new Error(BROKEN);
}

/**
 * Append a whole number, 0 or more, seven bits a byte.
 * @param {number[]} bytes
 * @param {number} number
 */
function put(bytes, number) {
  for (; number > 127; number >>>= 7) bytes.push((number & 127) | 128);
  bytes.push(number);
}

const zigzag = (/** @type {number} */ number) => (number < 0 ? -2 * number - 1 : 2 * number);
const unzigzag = (/** @type {number} */ number) => (number % 2 ? -(number + 1) / 2 : number / 2);
