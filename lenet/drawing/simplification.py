"""Points that ink would not show are left out: what is drawn costs by its ink, not by its points."""

import numpy as np

from lenet.drawing.strokes import Strokes

MANY = 500  # points: fewer cost nothing worth saving, and are inked as they are
TOLERANCE = 1 / 600  # pixels in all: ink moves by that, and its centre of mass by less, within 1/255
PASSES = 8  # each leaves out up to half of the points


def simplified(strokes: Strokes, pixel: float) -> Strokes:
    """Leave out points of a large drawing that lie on a line between others.

    pixel: how long one of the digit's is in the drawing's units. No point of a line, left out or new, is
    further than TOLERANCE pixels from the other line.
    """
    points = np.concatenate(strokes)
    if len(points) <= MANY:
        return strokes
    at_end = np.zeros(len(points), bool)
    last = np.cumsum([len(stroke) for stroke in strokes]) - 1
    at_end[last] = True
    at_end[np.append(0, last[:-1] + 1)] = True
    stroke_of = np.repeat(np.arange(len(strokes)), [len(stroke) for stroke in strokes])
    for _ in range(PASSES):
        inner = np.arange(1, len(points) - 1, 2)
        inner = inner[~at_end[inner]]
        spared = distance(points[inner], points[inner - 1], points[inner + 1]) <= TOLERANCE * pixel / PASSES
        left = np.delete(np.arange(len(points)), inner[spared])
        points, at_end, stroke_of = points[left], at_end[left], stroke_of[left]
    return np.split(points, np.flatnonzero(np.diff(stroke_of)) + 1)


def distance(points: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Measure how far points (n, 2) are from segments."""
    steps = ends - starts
    along = ((points - starts) * steps).sum(axis=1) / np.maximum((steps**2).sum(axis=1), 1e-300)
    return np.hypot(*(points - starts - np.clip(along, 0, 1)[:, None] * steps).T)
