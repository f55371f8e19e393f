"""What a drawing costs to ink, judged before it is: by its length and the number of its points."""

from typing import Any

import numpy as np

from lenet.drawing.inking import SIDE, clipped, segments
from lenet.drawing.strokes import Drawing, DrawingError, Strokes, drawing_from_json

SMALL = 1_000  # pieces of a pixel each: two milliseconds
MOST = 40_000  # pieces: five minutes of a pen that crosses the drawing six times a second
STROKE = 20  # pieces that a stroke is worth beside its own: it is an array of its own on the whole way


def is_small(drawing: Any) -> bool:
    """Tell whether a drawing, as it arrived and unchecked, is inked or refused in a few milliseconds."""
    if not has_few_points(drawing):
        return False
    try:
        return has_little_ink(drawing_from_json(drawing))
    except DrawingError:  # it will be refused as quickly again
        return True


def has_few_points(drawing: Any) -> bool:
    """Tell whether a drawing, unchecked, has so few points that it is checked in a millisecond."""
    strokes = drawing.get("strokes") if isinstance(drawing, dict) else None
    if not isinstance(strokes, list):
        return True
    return sum(STROKE + len(stroke) for stroke in strokes if isinstance(stroke, list)) <= SMALL


def has_little_ink(drawing: Drawing) -> bool:
    """Tell whether a drawing is inked in a few milliseconds."""
    if not drawing.strokes:
        return True
    points = np.concatenate(drawing.strokes)
    extent = (points.max(axis=0) - points.min(axis=0)).max()
    unit = max(min(extent, *drawing.pad), 1e-300)
    at_most = len(points) + SIDE * np.abs(np.diff(points, axis=0)).sum() / unit
    if at_most + STROKE * len(drawing.strokes) <= SMALL:  # so it is for nearly all
        return True
    _, steps = segments(drawing.strokes)
    lengths = np.minimum(np.hypot(*steps.T) / unit, 2) * SIDE  # what lies off the digit is clipped
    return bool(np.maximum(lengths, 1).sum() + STROKE * len(drawing.strokes) <= SMALL)


def check_ink(strokes: Strokes) -> None:
    """Raise DrawingError where strokes, in pixels of the digit, have more than MOST pieces to ink."""
    _, steps = clipped(*segments(strokes), 0, SIDE)
    if np.maximum(np.hypot(*steps.T), 1).sum() > MOST:
        raise DrawingError(f"The drawing's lines are too long: at most {MOST:,} pixels of the digit.")
