"""Lines from edge to edge, as ruled and squared paper has them: they go, and what crosses them stays.

As staff lines are removed from scores: a line's pixel is kept where the ink goes on above or below it.
Paper may lie a little askew: then the picture is sheared, column by column, until its lines are level.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

SLOPES = np.arange(-12, 13) / 200  # rise over run: up to 3.4 degrees
SPAN = 0.8  # of the picture's side: a line has ink in as much of it
SEEN = 0.5  # of the picture's side: less of a line says nothing
END = 0.02  # of the picture's side: a line comes as near to both edges
THICK = 1 / 25  # of the picture's side: a line is at most so wide
LEFT_OVER = 0.7  # of the picture's side: beside a single line, the digit is less wide


class Lines(NamedTuple):
    """Lines that go from left to right: the rows of each once the picture is sheared by a slope."""

    slope: float
    rows: list[slice]


def without_rulings(inked: np.ndarray) -> np.ndarray:
    """Take the lines out of a picture's ink (h, w), booleans, unless they may be the digit's own."""
    across, down = lines_in(inked), lines_in(inked.T)
    if not across.rows and not down.rows:
        return inked
    on_across, on_down = lying_on(across, inked.shape), lying_on(down, inked.T.shape).T
    rest = inked & ~on_across & ~on_down
    if not is_apart(rest, len(across.rows), len(down.rows)):
        return inked
    crossing = (on_across & through(rest, across)) | (on_down & through(rest.T, down).T)
    return rest | (inked & crossing)


def lines_in(inked: np.ndarray) -> Lines:
    """Find the lines from the left edge to the right, by the slope that levels most of the ink."""
    y, x = (each.astype(np.int32) for each in np.nonzero(inked))
    levelled = [np.bincount(y + drop[x]) for drop in (drops(inked.shape[1], each) for each in SLOPES)]
    best = max(range(len(SLOPES)), key=lambda each: (int((levelled[each] ** 2).sum()), -abs(SLOPES[each])))
    slope = float(SLOPES[best])
    level, seen = sheared(inked, slope), sheared(np.ones_like(inked), slope).sum(axis=1)
    share = np.where(seen >= SEEN * inked.shape[1], level.sum(axis=1) / np.maximum(seen, 1), 0)
    ends = np.flatnonzero(np.diff(np.pad(share >= SPAN, 1).astype(np.int8))).reshape(-1, 2)
    most, end = max(2, round(THICK * max(inked.shape))), max(1, round(END * inked.shape[1]))
    fringe = 1 if slope == 0 else 2  # rows of its blurred edges
    rows = [slice(max(0, a - fringe), b + fringe) for a, b in ends.tolist() if b - a <= most]
    return Lines(slope, [line for line in rows if level[line, :end].any() and level[line, -end:].any()])


def drops(width: int, slope: float) -> np.ndarray:
    """Count the rows by which each column (width,) moves down so that lines of a slope are level."""
    moves = np.round(-slope * np.arange(width)).astype(np.int32)
    return moves - moves.min()


def strips(width: int, slope: float) -> list[tuple[int, slice]]:
    """List how far columns move down, and which, those side by side that move alike together."""
    moves = drops(width, slope)
    ends = [0, *(np.flatnonzero(np.diff(moves)) + 1).tolist(), width]
    return [(int(moves[a]), slice(a, b)) for a, b in pairwise(ends)]


def sheared(mask: np.ndarray, slope: float) -> np.ndarray:
    """Shear a mask (h, w) so that lines of a slope are level: as much taller as its columns move apart."""
    height, width = mask.shape
    moved = strips(width, slope)
    tall = np.zeros((height + max(down for down, _ in moved), width), bool)
    for down, columns in moved:
        tall[down : down + height, columns] = mask[:, columns]
    return tall


def unsheared(tall: np.ndarray, slope: float) -> np.ndarray:
    """Bring a mask back to its picture, (h, w)."""
    moved = strips(tall.shape[1], slope)
    height = len(tall) - max(down for down, _ in moved)
    return np.concatenate([tall[down : down + height, columns] for down, columns in moved], axis=1)


def lying_on(lines: Lines, shape: tuple[int, ...]) -> np.ndarray:
    """Mark the pixels of a picture of this shape that lie on lines."""
    level = sheared(np.ones(shape, bool), lines.slope)
    on = np.zeros_like(level)
    for line in lines.rows:
        on[line] = True
    return unsheared(on, lines.slope)


def through(rest: np.ndarray, lines: Lines) -> np.ndarray:
    """Mark where what is left goes on above or below a line: (h, w) booleans, on the lines."""
    level = sheared(rest, lines.slope)
    found = np.zeros_like(level)
    for line in lines.rows:
        above = level[line.start - 1] if line.start else False
        below = level[line.stop] if line.stop < len(level) else False
        found[line] = above | below
    return unsheared(found, lines.slope)


def is_apart(rest: np.ndarray, rows: int, columns: int) -> bool:
    """Tell whether lines are the paper's: several, or one that is much longer than what is left is wide."""
    if not rest.any():
        return False
    if max(rows, columns) > 1:
        return True
    width = np.ptp(np.flatnonzero(rest.any(axis=0))) / rest.shape[1] if rows else 0
    height = np.ptp(np.flatnonzero(rest.any(axis=1))) / rest.shape[0] if columns else 0
    return max(width, height) < LEFT_OVER
