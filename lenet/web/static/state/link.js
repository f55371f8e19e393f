// A link that carries a drawing in itself: #d=<strokes>&n=<network>&p=<placement>&t=<tab>&o=<off>, C1.3_C3.1.10, say;
// with &z=1 what is off is zero, not its mean.

import { MAX_POINTS, MAX_STROKES, PAD, PLACEMENT, PLACEMENTS } from "../constants.js";
import { canBeOff, mapsOf } from "./off.js";

/** @import {Placement, Stroke, Switched, View} from "../types.js" */

const STEPS = 2; // points are kept to half a unit of the pad
const LONGEST = 60_000; // characters of a link that are looked at
const BROKEN = "This link is damaged; it may have been cut off. Ask for it again.";

/**
 * @typedef {{strokes: Stroke[], network: string, placement: Placement, tab: string | null} & Pick<View, "off" | "offAs">}
 *   Linked
 */

/**
 * Write a drawing, and how it is read, as a link's last part; what is not given is left open.
 * @param {Partial<Linked> & Pick<Linked, "strokes" | "placement">} linked
 */
export function linkOf({ strokes, network, placement, tab, off = [], offAs }) {
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
  const parts = {
    d,
    ...(network && { n: network }),
    p: placement,
    ...(tab && { t: tab }),
    ...(off.length > 0 && { o: textOf(off), ...(offAs === "zero" && { z: "1" }) }),
  };
  return `#${new URLSearchParams(parts)}`;
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
  const isFar = (/** @type {number} */ at) => at < -PAD || at > 2 * PAD;
  if (strokes.flat().some(([x, y]) => isFar(x) || isFar(y)))
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
  const off = offIn(parts.get("o") ?? "");
  if (off === null) missing.push("map");
  const note = missing.length > 0 ? `This link names a ${missing.join(" and a ")} that this page does not have.` : "";
  const offAs = parts.get("z") === "1" ? "zero" : "mean";
  return { strokes, network, placement, tab: parts.get("t"), off: off ?? [], offAs, note };
}

/**
 * Write what is off, layer by layer.
 * @param {Switched[]} off
 */
function textOf(off) {
  const layers = [...new Set(off.map(([layer]) => layer))];
  const numbers = (/** @type {string} */ name) => off.filter(([layer]) => layer === name).map(([, map]) => map);
  return layers.map((layer) => [layer, ...numbers(layer)].join(".")).join("_");
}

/**
 * Read what is off; null where this page has no such map.
 * @param {string} text
 * @returns {Switched[] | null}
 */
function offIn(text) {
  /** @type {Switched[]} */
  const off = text.split("_").flatMap((each) => {
    const [layer, ...maps] = each.split(".");
    return maps.map((map) => /** @type {Switched} */ ([layer, /^\d{1,3}$/.test(map) ? Number(map) : -1]));
  });
  return off.every(([layer, map]) => canBeOff(layer) && map >= 0 && map < mapsOf(layer)) ? off : null;
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
