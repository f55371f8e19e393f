// Numbers as they travel and as they are written.

/** The bytes of base64 text. */
function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** A packed half-precision array, {shape, data}, as a Float32Array in the same order. */
function halvesOf({ data }) {
  const halves = new Uint16Array(bytesOf(data).buffer);
  return Float32Array.from(halves, half);
}

/** The number that 16 bits stand for (IEEE 754 binary16; the network has no infinities). */
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** A probability in per cent with one decimal, never 0 or 100: no network is that sure. */
function percent(probability) {
  if (probability < 0.001) return "<0.1 %";
  if (probability > 0.999) return ">99.9 %";
  return `${(probability * 100).toFixed(1)} %`;
}

/** A number with a real minus sign; what rounds to zero has none. */
function signed(number, decimals) {
  const written = number.toFixed(decimals);
  return Number(written) === 0 ? written.replace("-", "") : written.replace("-", "−");
}

/** A number with its sign, two decimals. */
function gain(number) {
  return number < 0 ? signed(number, 2) : `+${number.toFixed(2)}`;
}

/** The largest |value|, or `least` if that is larger. */
function largest(values, least = 0) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), least);
}

/** The index of the largest of some numbers. */
function best(values) {
  return values.indexOf(Math.max(...values));
}

/** "#15171C", as the tokens are written, as [21, 23, 28]. */
function rgb(hex) {
  const number = parseInt(hex.trim().slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
