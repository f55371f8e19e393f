// Receptive fields: which cells of each earlier layer a unit depends on, from the layers' own windows.

/**
 * layers: from the input to OUTPUT, {shape, window: [kernel, stride, padding] or null, reads: for each map those
 * that it reads, or null where each reads all}; the unit is
 * {map, row, column} of layers[depth]. Returns, for each earlier layer by index,
 * {top, left, bottom, right, maps}: cells from top-left up to, not with, bottom-right, inside the layer.
 */
function fieldsOf(layers, depth, { map, row, column }) {
  const fields = [];
  let below = { top: row, left: column, bottom: row + 1, right: column + 1, maps: [map] };
  for (let at = depth; at > 0; at--) {
    below = fieldBelow(layers[at], layers[at - 1], below);
    fields[at - 1] = below;
  }
  return fields.map((field, at) => clipped(field, sizeOf(layers[at])));
}

function fieldBelow({ window, reads }, layer, { top, left, bottom, right, maps }) {
  const read = reads ? [...new Set(maps.flatMap((map) => reads[map]))].sort((a, b) => a - b) : [...Array(layer.shape[0]).keys()];
  if (window === null) {
    const [height, width] = sizeOf(layer);
    return { top: 0, left: 0, bottom: height, right: width, maps: read };
  }
  const [kernel, stride, padding] = window;
  const first = (cell) => cell * stride - padding;
  const end = (cell) => (cell - 1) * stride - padding + kernel;
  return { top: first(top), left: first(left), bottom: end(bottom), right: end(right), maps: read };
}

/** Height and width of a layer's maps; a layer of single units has maps of one cell. */
function sizeOf({ shape }) {
  return shape.length === 3 ? shape.slice(1) : [1, 1];
}

/** Padding belongs to no layer. */
function clipped({ top, left, bottom, right, maps }, [height, width]) {
  const inside = (value, size) => Math.max(0, Math.min(size, value));
  return {
    top: inside(top, height), left: inside(left, width), bottom: inside(bottom, height), right: inside(right, width), maps,
  };
}
