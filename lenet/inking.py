"""One round pen, anti-aliased: the only ink in this project, for the page, the tests and training."""

import numpy as np

from lenet.strokes import Strokes

PIECE = 1.0  # pixels: longer segments are inked in pieces, so that a small window holds each


def ink(strokes: Strokes, width: float, side: int = 28) -> np.ndarray:
    """Strokes inked with a round pen of `width` pixels: (side, side) float32, 0 = paper, 1 = ink.

    Stroke points are (x, y) in pixels, pixel (row, column) being the square from (column, row) to
    (column + 1, row + 1). A pixel's ink falls from 1 to 0 over the one pixel astride the pen's edge,
    by the exact distance of its centre to the nearest segment. Ink outside the square is lost.
    """
    starts, steps = pieces(strokes)
    reach = width / 2 + 0.5
    half_window = reach + PIECE / 2
    window = np.arange(int(np.ceil(2 * half_window)) + 1)

    corner = np.floor(starts + steps / 2 - half_window).astype(np.int32)
    columns, rows = corner[:, 0, None] + window, corner[:, 1, None] + window  # (pieces, window)
    dx = (columns + 0.5 - starts[:, 0, None]).astype(np.float32)[:, None, :]
    dy = (rows + 0.5 - starts[:, 1, None]).astype(np.float32)[:, :, None]
    step_x, step_y = steps.astype(np.float32).T[:, :, None, None]
    along = (dx * step_x + dy * step_y) / np.maximum(step_x**2 + step_y**2, 1e-12)
    np.clip(along, 0, 1, out=along)
    distance_squared = (dx - along * step_x) ** 2 + (dy - along * step_y) ** 2

    # Windows may hang over the edge: one more row and column on either side take what falls outside.
    frame = side + 2
    columns, rows = np.clip(columns + 1, 0, frame - 1), np.clip(rows + 1, 0, frame - 1)
    nearest = np.full(frame * frame, reach * reach, dtype=np.float32)
    np.minimum.at(
        nearest,
        (rows[:, :, None] * frame + columns[:, None, :]).ravel(),
        distance_squared.ravel(),
    )
    nearest = nearest.reshape(frame, frame)[1:-1, 1:-1]
    return np.minimum(reach - np.sqrt(nearest), np.float32(1))


def pieces(strokes: Strokes) -> tuple[np.ndarray, np.ndarray]:
    """The strokes as segments no longer than PIECE: where each starts (n, 2), and its step (n, 2).

    A stroke of one point, or of one point repeated, is a segment of length zero: a dot.
    """
    starts = np.concatenate([stroke[:-1] if len(stroke) > 1 else stroke for stroke in strokes])
    ends = np.concatenate([stroke[1:] if len(stroke) > 1 else stroke for stroke in strokes])
    steps = ends - starts
    count = np.maximum(np.ceil(np.hypot(steps[:, 0], steps[:, 1]) / PIECE), 1).astype(int)
    if count.max() > 1:
        order = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        steps = np.repeat(steps / count[:, None], count, axis=0)
        starts = np.repeat(starts, count, axis=0) + order[:, None] * steps
    return starts, steps
