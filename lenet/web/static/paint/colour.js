// One signed colour scale: zero is the tile's own colour, both arms equally strong, from the page's tokens.

/** "#rrggbb, #rrggbb, ...", the five stops of one arm, as [[r, g, b], ...]. */
function stopsOf(list) {
  return list.split(",").map(rgb);
}

/** colourOf(value from -1 to 1) -> [r, g, b], linear between the stops of the two arms, clamped. */
function signedScale(style) {
  const arms = ["--map-positive", "--map-negative"].map((name) => stopsOf(style.getPropertyValue(name)));
  return (value) => {
    const stops = arms[value < 0 ? 1 : 0];
    const place = Math.min(1, Math.abs(value)) * (stops.length - 1);
    const below = Math.min(Math.floor(place), stops.length - 2);
    return stops[below].map((start, c) => start + (stops[below + 1][c] - start) * (place - below));
  };
}

const LEVELS = 255; // steps of each arm in the table below

/** The scale as a table: Uint8 triples for values from -1 to 1, 2 x LEVELS + 1 of them. */
function tableOf(scale) {
  const table = new Uint8ClampedArray(3 * (2 * LEVELS + 1));
  for (let level = -LEVELS; level <= LEVELS; level++) table.set(scale(level / LEVELS), 3 * (level + LEVELS));
  return table;
}
