"""A digit that a network misreads: searched, each time anew, among drawings as other writers draw them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from lenet.data.stroke_augmentation import augment
from lenet.drawing.payload import digit_of
from lenet.drawing.placement import Digit
from lenet.drawing.strokes import Drawing, Strokes
from lenet.metrics import scores
from lenet.network.model import LeNet5
from lenet.recognition import rejected

BATCH = 20  # drawings tried at a time: some 50 ms
BATCHES = 6  # 0.3 s: most networks misread one drawing in fifty of these, the best one in two hundred
STEP = 4.0  # pad units from point to point before augmentation, which leaves some points out
AUGMENTATIONS = 2  # one after the other: a single one leaves too many as they were
FAIR = 2  # so many other networks must read it rightly: it is a digit, not a scribble
REJECTED = -1


class Misread(NamedTuple):
    """A drawing that is meant as one class and read as another."""

    strokes: Strokes
    meant: int
    read: int


def misread_drawing(
    model: LeNet5,
    others: Sequence[LeNet5],
    drawings: Sequence[tuple[int, Strokes]],
    pad: tuple[float, float],
    placement: str,
    random: np.random.Generator,
    change: Callable[[Digit], Digit] = lambda digit: digit,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Misread | None:
    """Find a drawing that the network takes for another digit and at least FAIR of the others read rightly.

    drawings: (class, strokes) on the pad, to be augmented. change: what is done to each placed digit.
    is_wanted: asked between batches. None once nobody wants it, and where BATCH * BATCHES augmented
    drawings hold no such one.
    """
    for _ in range(BATCHES):
        if not is_wanted():
            break
        tried = [one_augmented(drawings, pad, random) for _ in range(BATCH)]
        digits = [digit_of(Drawing(strokes, pad), placement) for _, strokes in tried]
        kept = [(*each, digit) for each, digit in zip(tried, digits, strict=True) if digit is not None]
        batch = np.stack([change(digit) for _, _, digit in kept])
        meant = np.array([one for one, _, _ in kept])
        read = verdicts(model, batch)
        wrong = np.flatnonzero((read != meant) & (read != REJECTED))
        if not len(wrong):
            continue
        right = sum((verdicts(other, batch[wrong]) == meant[wrong]).astype(int) for other in others)
        for at in wrong[right >= FAIR]:
            return Misread(kept[at][1], int(meant[at]), int(read[at]))
    return None


def one_augmented(
    drawings: Sequence[tuple[int, Strokes]], pad: tuple[float, float], random: np.random.Generator
) -> tuple[int, Strokes]:
    """Choose one of the drawings, as another writer might draw it and a pen would leave it on the pad."""
    meant, strokes = drawings[int(random.integers(len(drawings)))]
    strokes = [densely(stroke) for stroke in strokes]
    for _ in range(AUGMENTATIONS):
        strokes = augment(strokes, random)
    return meant, [np.round(np.clip(stroke, 0, pad), 1) for stroke in strokes]


def densely(stroke: np.ndarray) -> np.ndarray:
    """Set a point every STEP units or so along the same line."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / STEP)))
    return np.stack([np.interp(at, along, stroke[:, axis]) for axis in (0, 1)], axis=1)


def verdicts(model: LeNet5, digits: np.ndarray) -> np.ndarray:
    """Read digits (n, 28, 28): their classes (n,), REJECTED where the network finds no digit."""
    output = scores(model, digits)
    return np.where(rejected(model, output), REJECTED, output.argmax(axis=1))
