"""What a drawing costs to ink, judged before it is: by its length and the number of its points."""

from typing import Any

import numpy as np

from lenet.drawing.inking import SIDE, clipped, segments
from lenet.drawing.strokes import DrawingError, Strokes, drawing_from_json

SMALL = 1_000  # pieces of a pixel each: two milliseconds
MOST = 40_000  # pieces: five minutes of a pen that crosses the drawing six times a second
STROKE = 20  # pieces that a stroke is worth beside its own: it is an array of its own on the whole way


def is_small(drawing: Any) -> bool:
    """Tell whether a drawing, as it arrived and unchecked, is inked or refused in a few milliseconds."""
    strokes = drawing.get("strokes") if isinstance(drawing, dict) else None
    if not isinstance(strokes, list):
        return True
    if sum(STROKE + len(stroke) for stroke in strokes if isinstance(stroke, list)) > SMALL:
        return False
    try:
        checked = drawing_from_json(drawing)
    except DrawingError:  # it will be refused as quickly again
        return True
    if not checked.strokes:
        return True
    starts, steps = segments(checked.strokes)
    extent = np.ptp(np.concatenate(checked.strokes), axis=0).max()
    unit = max(min(extent, *checked.pad), 1e-300)
    lengths = np.minimum(np.hypot(*steps.T) / unit, 2) * SIDE  # what lies off the digit is clipped
    return bool(np.maximum(lengths, 1).sum() + STROKE * len(checked.strokes) <= SMALL)


def check_ink(strokes: Strokes) -> None:
    """Raise DrawingError where strokes, in pixels of the digit, have more than MOST pieces to ink."""
    _, steps = clipped(*segments(strokes), 0, SIDE)
    if np.maximum(np.hypot(*steps.T), 1).sum() > MOST:
        raise DrawingError(f"The drawing's lines are too long: at most {MOST:,} pixels of the digit.")
