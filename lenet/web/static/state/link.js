// A link that carries a drawing in itself: #d=<strokes>&n=<network>&p=<placement>&t=<tab>.

const STEPS = 2; // points are kept to half a unit of the pad
const LONGEST = 60_000; // characters of a link that are looked at

/** The drawing {strokes, network, placement} and the open tab as a link's last part. */
function linkOf({ strokes, network, placement }, tab) {
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
  return `#${new URLSearchParams({ d, n: network, p: placement, ...(tab ? { t: tab } : {}) })}`;
}

/** What a link carries, {strokes, network, placement, tab}; throws an Error with one sentence for any other. */
function linked(hash, { networks, placements, units, maxPoints, maxStrokes }) {
  if (hash.length > LONGEST) throw new Error("This link is too long to be one of this page’s.");
  const parts = new URLSearchParams(hash.slice(1));
  const [network, placement] = [parts.get("n") ?? networks[0], parts.get("p") ?? "mass"];
  if (!networks.includes(network)) throw new Error("This link names a network that is not here; the drawing is not opened.");
  if (!placements.includes(placement)) throw new Error("This link names a placement that is not here; the drawing is not opened.");
  const strokes = strokesOf(parts.get("d") ?? "", maxPoints, maxStrokes);
  const outside = strokes.flat().some(([x, y]) => x < -units || y < -units || x > 2 * units || y > 2 * units);
  if (outside) throw new Error("This link’s drawing lies off the pad; it is not opened.");
  return { strokes, network, placement, tab: parts.get("t") };
}

function strokesOf(text, maxPoints, maxStrokes) {
  const broken = new Error("This link’s drawing is damaged; it may have been cut off. Ask for it again.");
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    throw broken;
  }
  let at = 0;
  const next = () => {
    let [value, shift] = [0, 0];
    while (at < bytes.length && shift < 28) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7;
    }
    throw broken;
  };
  const count = next();
  if (count > maxStrokes) throw broken;
  let points = 0;
  const strokes = Array.from({ length: count }, () => {
    const length = next();
    points += length;
    if (points > maxPoints || length > bytes.length) throw broken;
    let [x, y] = [0, 0];
    return Array.from({ length }, () => {
      x += unzigzag(next());
      y += unzigzag(next());
      return [x / STEPS, y / STEPS];
    });
  }).filter((stroke) => stroke.length > 0);
  if (at !== bytes.length) throw broken;
  return strokes;
}

/** Appends a whole number, 0 or more, seven bits a byte. */
function put(bytes, number) {
  for (; number > 127; number >>>= 7) bytes.push((number & 127) | 128);
  bytes.push(number);
}

const zigzag = (number) => (number < 0 ? -2 * number - 1 : 2 * number);
const unzigzag = (number) => (number % 2 ? -(number + 1) / 2 : number / 2);
