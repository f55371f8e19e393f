"""One round pen, anti-aliased: the only ink in this project, for the page, the tests and training."""

import numpy as np

from lenet.drawing.strokes import Strokes

SIDE = 28  # pixels of a digit
PIECE = 1.0  # pixels: longer segments are inked in pieces, so that a small window holds each
CHUNK = 20_000  # pieces inked at a time: some 20 MB, however long the drawing


def ink(strokes: Strokes, width: float) -> np.ndarray:
    """Ink strokes with a round pen of `width` pixels: (28, 28) float32, 0 = paper, 1 = ink.

    Stroke points are (x, y) in pixels, pixel (row, column) being the square from (column, row) to
    (column + 1, row + 1). A pixel's ink falls from 1 to 0 over the one pixel astride the pen's edge,
    by the exact distance of its centre to the nearest segment. Ink outside the square is lost.
    """
    reach = width / 2 + 0.5
    starts, steps = pieces(*clipped(*segments(strokes), -reach, SIDE + reach))
    # Windows may hang over the edge: one more row and column on either side take what falls outside.
    frame = SIDE + 2
    nearest = np.full(frame * frame, reach * reach, dtype=np.float32)
    for first in range(0, len(starts), CHUNK):
        lower(nearest, frame, starts[first : first + CHUNK], steps[first : first + CHUNK], reach)
    nearest = nearest.reshape(frame, frame)[1:-1, 1:-1]
    return np.minimum(reach - np.sqrt(nearest), np.float32(1))


def lower(nearest: np.ndarray, frame: int, starts: np.ndarray, steps: np.ndarray, reach: float) -> None:
    """Lower each pixel's squared distance to the nearest piece, in the window of pixels about each."""
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
    columns, rows = np.clip(columns + 1, 0, frame - 1), np.clip(rows + 1, 0, frame - 1)
    pixels = rows[:, :, None] * frame + columns[:, None, :]
    np.minimum.at(nearest, pixels.ravel(), distance_squared.ravel())


def segments(strokes: Strokes) -> tuple[np.ndarray, np.ndarray]:
    """Cut strokes into segments: where each starts (n, 2), and its step (n, 2).

    A stroke of one point, or of one point repeated, is a segment of length zero: a dot.
    """
    starts = np.concatenate([stroke[:-1] if len(stroke) > 1 else stroke for stroke in strokes])
    ends = np.concatenate([stroke[1:] if len(stroke) > 1 else stroke for stroke in strokes])
    return starts, ends - starts


def clipped(
    starts: np.ndarray, steps: np.ndarray, low: float, high: float
) -> tuple[np.ndarray, np.ndarray]:
    """Keep the parts of segments in the square from low to high, so that no length is inked unseen."""
    ends = starts + steps
    if min(starts.min(), ends.min()) >= low and max(starts.max(), ends.max()) <= high:
        return starts, steps
    moving = np.where(steps == 0, 1.0, steps)
    with np.errstate(over="ignore"):  # infinitely far along a segment is beyond its end, too
        to_low, to_high = (low - starts) / moving, (high - starts) / moving
    still_inside = (steps == 0) & (starts >= low) & (starts <= high)
    still_outside = (steps == 0) & ~still_inside
    enter = np.where(still_inside, 0.0, np.where(still_outside, 2.0, np.minimum(to_low, to_high)))
    leave = np.where(still_inside, 1.0, np.where(still_outside, -1.0, np.maximum(to_low, to_high)))
    enter, leave = np.maximum(enter.max(axis=1), 0.0), np.minimum(leave.min(axis=1), 1.0)
    seen = enter <= leave
    starts, steps, enter, leave = starts[seen], steps[seen], enter[seen, None], leave[seen, None]
    return starts + enter * steps, (leave - enter) * steps


def pieces(starts: np.ndarray, steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cut segments into pieces no longer than PIECE."""
    count = np.maximum(np.ceil(np.hypot(steps[:, 0], steps[:, 1]) / PIECE), 1).astype(int)
    if count.max(initial=1) > 1:
        order = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        steps = np.repeat(steps / count[:, None], count, axis=0)
        starts = np.repeat(starts, count, axis=0) + order[:, None] * steps
    return starts, steps
