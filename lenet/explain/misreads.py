"""A digit that a network misreads: searched, each time anew, among our own drawings by other hands."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch

from lenet.data.stroke_augmentation import redrawn
from lenet.drawing.payload import digit_of
from lenet.drawing.placement import Digit
from lenet.drawing.strokes import Drawing, Strokes
from lenet.network.model import LeNet5
from lenet.recognition import refused

BATCH = 40  # drawings tried at a time: about a tenth of a second
BATCHES = 12  # most networks misread one drawing in a hundred of these: few searches end without one
STEP = 4.0  # pad units from point to point before redrawing, which leaves some points out
REDRAWN = 2  # times, one after the other: once leaves too many as they were
FAIR = 2  # so many other networks must read it rightly: it is a digit, not a scrawl
REFUSED = -1


class Misread(NamedTuple):
    """A drawing that is meant as one class and read as another."""

    strokes: Strokes
    meant: int
    read: int


def misread(
    model: LeNet5,
    others: Sequence[LeNet5],
    drawings: Sequence[tuple[int, Strokes]],
    pad: tuple[float, float],
    placement: str,
    random: np.random.Generator,
    change: Callable[[Digit], Digit] = lambda digit: digit,
) -> Misread | None:
    """A drawing that the network takes for another digit and at least FAIR of the others read rightly.

    drawings: (class, strokes) on the pad, to be redrawn. change: what is done to each placed digit.
    None where BATCH * BATCHES redrawings hold no such drawing.
    """
    for _ in range(BATCHES):
        tried = [one_redrawn(drawings, pad, random) for _ in range(BATCH)]
        digits = [digit_of(Drawing(strokes, pad), placement) for _, strokes in tried]
        kept = [i for i, digit in enumerate(digits) if digit is not None]
        batch = np.stack([change(digits[i]) for i in kept])
        meant = np.array([tried[i][0] for i in kept])
        read = verdicts(model, batch)
        wrong = np.flatnonzero((read != meant) & (read != REFUSED))
        if not len(wrong):
            continue
        right = sum((verdicts(other, batch[wrong]) == meant[wrong]).astype(int) for other in others)
        for at in wrong[right >= FAIR]:
            return Misread(tried[kept[at]][1], int(meant[at]), int(read[at]))
    return None


def one_redrawn(
    drawings: Sequence[tuple[int, Strokes]], pad: tuple[float, float], random: np.random.Generator
) -> tuple[int, Strokes]:
    """One of the drawings, any, by another hand, and on the pad as a pen would leave it there."""
    meant, strokes = drawings[random.integers(len(drawings))]
    strokes = [densely(stroke) for stroke in strokes]
    for _ in range(REDRAWN):
        strokes = redrawn(strokes, random)
    return meant, [np.round(np.clip(stroke, 0, pad), 1) for stroke in strokes]


def densely(stroke: np.ndarray) -> np.ndarray:
    """The same line with a point every STEP units or so."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / STEP)))
    return np.stack([np.interp(at, along, stroke[:, axis]) for axis in (0, 1)], axis=1)


@torch.inference_mode()
def verdicts(model: LeNet5, digits: np.ndarray) -> np.ndarray:
    """What the network reads in each of the digits (n, 28, 28): (n,), REFUSED where it is none."""
    scores = model(model.input(digits)).numpy()
    return np.where(refused(model, scores), REFUSED, scores.argmax(axis=1))
