"""What a drawing may be: strokes of points, checked before anything is computed from them."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

MAX_POINTS = 20_000  # three minutes of a pen that reports 120 points a second and never rests
MAX_STROKES = 1_000
MAX_COORDINATE = 1e9  # in any unit: far beyond every pad, far from where float64 rounds visibly
LEAST_PAD = 1e-3

Strokes = list[np.ndarray]


class DrawingError(ValueError):
    """A drawing that cannot be read, with one sentence that says what was wrong and what is accepted."""


class Drawing(NamedTuple):
    """A drawing as the page sends it: strokes, and the (width, height) of the pad they lie on."""

    strokes: Strokes
    pad: tuple[float, float]


def drawing_from_json(value: object) -> Drawing:
    """Check the drawing in `{"strokes": [[[x, y], ...], ...], "pad": [width, height]}`.

    x points right, y down, in any unit; each stroke is one pen-down. Raises DrawingError otherwise.
    """
    if not isinstance(value, dict) or "strokes" not in value:
        raise DrawingError('A drawing is an object {"strokes": [[[x, y], ...], ...], "pad": [w, h]}.')
    return Drawing(checked_strokes(value["strokes"]), checked_pad(value.get("pad", [280, 280])))


def checked_strokes(strokes: Sequence[np.ndarray | Sequence[Sequence[float]]]) -> Strokes:
    """Check strokes: float64 arrays of shape (n, 2), those without a point left out.

    Raises DrawingError for anything but lists of (x, y), for numbers that are not finite or beyond
    MAX_COORDINATE, and for more than MAX_STROKES strokes or MAX_POINTS points in all.
    """
    if not isinstance(strokes, list | tuple | np.ndarray):
        raise DrawingError(f"Strokes are a list of lists of [x, y], not {kind(strokes)}.")
    if len(strokes) > MAX_STROKES:
        raise DrawingError(f"{len(strokes):,} strokes: at most {MAX_STROKES:,} are accepted.")
    sized = [stroke for stroke in strokes if hasattr(stroke, "__len__")]
    if (points := sum(map(len, sized))) > MAX_POINTS:
        raise DrawingError(f"{points:,} points: at most {MAX_POINTS:,} are accepted in a drawing.")
    return [
        checked_points(stroke, f"Stroke {number}")
        for number, stroke in enumerate(strokes, start=1)
        if not hasattr(stroke, "__len__") or len(stroke)
    ]


def checked_points(points: np.ndarray | Sequence[Sequence[float]], name: str) -> np.ndarray:
    """Check one stroke: a float64 array (n, 2); `name` is what an error calls it."""
    if not isinstance(points, list | tuple | np.ndarray):
        raise DrawingError(f"{name} is {kind(points)}: a stroke is a list of [x, y].")
    if not isinstance(points, np.ndarray) and not are_pairs(points):
        raise DrawingError(f"{name} has something else than pairs of numbers [x, y] in it.")
    try:
        array = np.asarray(points, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise DrawingError(f"{name} has something else than numbers in it.") from None
    if array.ndim != 2 or array.shape[1] != 2:
        raise DrawingError(f"{name} has shape {array.shape}: a stroke is a list of [x, y].")
    if not np.isfinite(array).all() or np.abs(array).max() > MAX_COORDINATE:
        raise DrawingError(f"{name} has a coordinate that is no number between -1e9 and 1e9.")
    return array


def checked_pad(pad: Sequence[float]) -> tuple[float, float]:
    """Check a pad: (width, height), two positive floats, or DrawingError."""
    if not is_pair(pad) or not all(LEAST_PAD <= side <= MAX_COORDINATE for side in pad):
        raise DrawingError("The pad is [width, height]: two numbers from 0.001 to 1e9.")
    return float(pad[0]), float(pad[1])


def are_pairs(points: Sequence[Sequence[float]]) -> bool:
    """Tell whether each of these is a pair [x, y] of real numbers."""
    if set(map(type, points)) <= {list} and set(map(type, chain.from_iterable(points))) <= {int, float}:
        return set(map(len, points)) <= {2}  # as the page sends them: in a tenth of the time
    return all(map(is_pair, points))


def is_pair(value: object) -> bool:
    """Tell whether this is [x, y] with two real numbers (bool and text are none)."""
    return isinstance(value, list | tuple | np.ndarray) and len(value) == 2 and all(map(is_real, value))


def is_real(value: object) -> bool:
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


def kind(value: object) -> str:
    return "nothing" if value is None else f"of type {type(value).__name__}"
