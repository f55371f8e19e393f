"""Lines from edge to edge, as ruled and squared paper has them: they go, and what crosses them stays.

As staff lines are removed from scores: a line's pixel is kept where the ink goes on above or below it.
"""

import numpy as np

SPAN = 0.8  # of the picture's side: a line has ink in as much of it
END = 0.02  # of the picture's side: a line comes as near to both edges
THICK = 1 / 25  # of the picture's side: a line is at most so wide
LEFT_OVER = 0.7  # of the picture's side: beside a single line, the digit is less wide


def without_rulings(inked: np.ndarray) -> np.ndarray:
    """Take the lines out of a picture's ink (h, w), booleans, unless they may be the digit's own."""
    rows, columns = lines(inked), lines(inked.T)
    if not rows and not columns:
        return inked
    across, down = mask_of(rows, len(inked))[:, None], mask_of(columns, inked.shape[1])
    rest = inked & ~across & ~down
    crossing = (through(rest, rows) & across) | (through(rest.T, columns).T & down)
    kept = rest | (inked & crossing)
    return kept if is_apart(rest, len(rows), len(columns)) else inked


def lines(inked: np.ndarray) -> list[slice]:
    """Find the rows of each line from the left edge to the right."""
    full = np.flatnonzero(np.diff(np.pad(inked.mean(axis=1) >= SPAN, 1).astype(np.int8)))
    most, end = max(2, round(THICK * max(inked.shape))), max(1, round(END * inked.shape[1]))
    found = [slice(a, b) for a, b in full.reshape(-1, 2) if b - a <= most]
    return [line for line in found if inked[line, :end].any() and inked[line, -end:].any()]


def mask_of(parts: list[slice], length: int) -> np.ndarray:
    """Mark the parts of a length: (length,) booleans."""
    mask = np.zeros(length, bool)
    for part in parts:
        mask[part] = True
    return mask


def through(rest: np.ndarray, rows: list[slice]) -> np.ndarray:
    """Mark where what is left goes on above or below a line: (h, w) booleans, in the lines' rows."""
    found = np.zeros_like(rest)
    for line in rows:
        above = rest[line.start - 1] if line.start else False
        below = rest[line.stop] if line.stop < len(rest) else False
        found[line] = above | below
    return found


def is_apart(rest: np.ndarray, rows: int, columns: int) -> bool:
    """Tell whether lines are the paper's: several, or one that is much longer than what is left is wide."""
    if not rest.any():
        return False
    if max(rows, columns) > 1:
        return True
    width = np.ptp(np.flatnonzero(rest.any(axis=0))) / rest.shape[1] if rows else 0
    height = np.ptp(np.flatnonzero(rest.any(axis=1))) / rest.shape[0] if columns else 0
    return max(width, height) < LEFT_OVER
