"""Interpolation between two drawings, step by step, and what a network reads on the way."""

from typing import NamedTuple

import numpy as np

from lenet.drawing.payload import PlacedPicture, digit_of
from lenet.drawing.placement import SIDE
from lenet.drawing.strokes import Drawing
from lenet.metrics import scores
from lenet.network.model import LeNet5
from lenet.recognition import probabilities_of, rejected

STEPS = 25  # both ends among them
MOST_POINTS = 1_500  # of both drawings, five times two usual digits: more keep a core busy for seconds


class Interpolation(NamedTuple):
    """What lies between two drawings: digits (STEPS, 28, 28), from the first's own to the second's own.

    way: "strokes" where points have moved, "ink" where the placed digits' ink was mixed.
    """

    way: str
    digits: np.ndarray


class Readings(NamedTuple):
    """What a network makes of n digits: probabilities (n, 10), and which it rejects (n,)."""

    probabilities: np.ndarray
    rejected: np.ndarray


def way_between(first: Drawing | PlacedPicture, second: Drawing | PlacedPicture) -> str:
    """Choose "strokes" where each stroke has a partner and there are not too many points, else "ink"."""
    if isinstance(first, PlacedPicture) or isinstance(second, PlacedPicture):
        return "ink"
    points = sum(map(len, first.strokes)) + sum(map(len, second.strokes))
    return "strokes" if len(first.strokes) == len(second.strokes) and points <= MOST_POINTS else "ink"


def interpolate(
    first: Drawing | PlacedPicture,
    second: Drawing | PlacedPicture,
    placement: str = "mass",
    steps: range = range(STEPS),
) -> Interpolation | None:
    """Compute the digits at some of the STEPS from one drawing to another; None where one has no ink.

    By strokes: the strokes are paired in the order in which they were drawn, points at equal shares of
    their lengths move in straight lines, and each step is placed and inked as any drawing is.
    By ink: the two placed digits are mixed in proportion. Raises DrawingError for an unknown placement.
    """
    start, end = digit_of(first, placement), digit_of(second, placement)
    if start is None or end is None:
        return None
    way = way_between(first, second)
    shares = [step / (STEPS - 1) for step in steps]
    if isinstance(first, PlacedPicture) or isinstance(second, PlacedPicture) or way == "ink":
        return Interpolation(way, np.stack([mixed(start, end, share) for share in shares]))
    pairs = [paired(*strokes) for strokes in zip(first.strokes, second.strokes, strict=True)]
    pads = np.array([first.pad, second.pad])
    drawings = [
        Drawing([mixed(*pair, share) for pair in pairs], tuple(mixed(pads[0], pads[1], share)))
        for share in shares
    ]
    between = [digit_of(drawing, placement) for drawing in drawings]
    # "resize" may find a step's ink off the pad: that step is blank paper.
    return Interpolation(
        way, np.stack([np.zeros((SIDE, SIDE), np.float32) if d is None else d for d in between])
    )


def mixed(first: np.ndarray, second: np.ndarray, share: float) -> np.ndarray:
    """Mix two arrays: the first at share 0, the second at 1; of the same type as they are."""
    return ((1 - share) * first + share * second).astype(first.dtype)


def paired(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give two strokes equally many points (n, 2), at equal shares of their lengths.

    The shares are those of both strokes' own points, so that neither loses a corner.
    """
    own = shares_of(first), shares_of(second)
    at = np.union1d(*own)
    return resampled(first, own[0], at), resampled(second, own[1], at)


def resampled(stroke: np.ndarray, shares: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Find the stroke's points at some shares of its length; shares: those of its own points."""
    return np.column_stack([np.interp(at, shares, stroke[:, axis]) for axis in (0, 1)])


def shares_of(stroke: np.ndarray) -> np.ndarray:
    """Tell how far along the stroke each of its points lies, 0 to 1; all 0 for a dot."""
    lengths = np.hypot(*np.diff(stroke, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    return along / along[-1] if along[-1] > 0 else along


def readings(model: LeNet5, digits: np.ndarray) -> Readings:
    """Read digits (n, 28, 28) by a network in eval mode."""
    output = scores(model, digits)
    return Readings(probabilities_of(model, output), rejected(model, output))
