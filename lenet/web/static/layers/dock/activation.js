// The activation functions: what each computes, how it is written, and its curve.

/**
 * low, high: what the curve's axis shows of the values.
 * @typedef {{of: (a: number) => number, words: (a: string) => string, low: number, high: number}} Activation
 */

/**
 * By the names that the server has for them.
 * @type {Record<string, Activation>}
 */
export const ACTIVATIONS = {
  ReLU: { of: (a) => Math.max(0, a), words: (a) => `ReLU: max(0, ${a})`, low: 0, high: 3 },
  tanh: { of: Math.tanh, words: (a) => `tanh(${a})`, low: -1, high: 1 },
  sigmoid: { of: (a) => 1 / (1 + Math.exp(-a)), words: (a) => `sigmoid(${a})`, low: 0, high: 1 },
  "1.7159 tanh(2a/3)": {
    of: (a) => 1.7159 * Math.tanh((2 * a) / 3),
    words: () => "1.7159 tanh(2a/3)",
    low: -1.7159,
    high: 1.7159,
  },
};

const REACH = 3; // of the curve to both sides of zero, or as far as its point
const STEPS = 48;
const [WIDTH, HEIGHT, MARGIN] = [80, 48, 5];

/**
 * Draw an activation function's curve, its axes through zero, and one point on it, as SVG.
 * @param {string} squash
 * @param {number} before
 * @param {number} after
 */
export function curveOf(squash, before, after) {
  const { of, low, high } = ACTIVATIONS[squash];
  const reach = Math.max(REACH, 1.1 * Math.abs(before));
  const top = Math.max(high, squash === "ReLU" ? reach : after);
  const x = (/** @type {number} */ a) => (((a + reach) / (2 * reach)) * WIDTH).toFixed(1);
  const y = (/** @type {number} */ value) =>
    (HEIGHT - MARGIN - ((value - low) / (top - low)) * (HEIGHT - 2 * MARGIN)).toFixed(1);
  const places = Array.from({ length: STEPS + 1 }, (_, step) => reach * ((2 * step) / STEPS - 1));
  const line = places.map((a) => `${x(a)} ${y(of(a))}`).join("L");
  return `<path class="axes" d="M0 ${y(0)}H${WIDTH}M${x(0)} 0V${HEIGHT}"/><path class="curve" d="M${line}"/>
    <circle cx="${x(before)}" cy="${y(after)}" r="4.5"/>`;
}

export const CURVE_BOX = `0 0 ${WIDTH} ${HEIGHT}`;
