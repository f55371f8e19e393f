"""What a network learns from: MNIST, inked pen digits, rubbish; and the part held out to guide choices."""

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from lenet.data.datasets import Mnist, PenDigits
from lenet.data.negative_samples import scrawls
from lenet.data.stroke_augmentation import redrawn
from lenet.drawing.placement import digit_from_strokes
from lenet.drawing.strokes import Strokes

HELD_OUT_DIGITS = 5_000  # MNIST's last training digits
HELD_OUT_WRITERS = (29, 30)  # of the pen digits' 30 training writers
PENS = (1.7, 3.4)  # pixels: pen digits are inked at random widths between these
INKINGS = 9  # of each pen digit, made once, each redrawn by another hand
INKINGS_AN_EPOCH = 3  # of those, another choice each epoch
RUBBISH = 12_000  # drawings that are no digit, made once
RUBBISH_AN_EPOCH = 6_000  # of those, another choice each epoch
RUBBISH_CLASS = 10


class TrainingSet(NamedTuple):
    """MNIST's digits (n, 28, 28) and classes; pen digits' inkings (m, INKINGS, 28, 28) and classes;
    rubbish (r, 28, 28)."""

    digits: Tensor
    classes: Tensor
    inkings: Tensor
    pen_classes: Tensor
    rubbish: Tensor

    def epoch(self, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """The digits and classes of one epoch: all of MNIST, and a part of the inkings and the rubbish."""
        chosen = torch.rand(self.inkings.shape[:2], generator=generator).argsort(1)[:, :INKINGS_AN_EPOCH]
        inkings = self.inkings[torch.arange(len(self.inkings))[:, None], chosen].flatten(0, 1)
        classes = self.pen_classes.repeat_interleave(INKINGS_AN_EPOCH)
        rubbish = self.rubbish[torch.randperm(len(self.rubbish), generator=generator)[:RUBBISH_AN_EPOCH]]
        return (
            torch.cat([self.digits, inkings, rubbish]),
            torch.cat([self.classes, classes, classes.new_full((len(rubbish),), RUBBISH_CLASS)]),
        )

    def epoch_size(self) -> int:
        inkings = len(self.inkings) * INKINGS_AN_EPOCH
        return len(self.digits) + inkings + min(len(self.rubbish), RUBBISH_AN_EPOCH)


def training_set(mnist: Mnist, pen: PenDigits | None, seed: int) -> TrainingSet:
    """All training digits but those held out, pen digits (or none) and rubbish inked from this seed."""
    pen = PenDigits([], np.empty(0, np.int64), np.empty(0, np.int64)) if pen is None else pen
    kept = ~np.isin(pen.writers, HELD_OUT_WRITERS)
    return TrainingSet(
        torch.from_numpy(mnist.digits[:-HELD_OUT_DIGITS]),
        torch.from_numpy(mnist.classes[:-HELD_OUT_DIGITS]),
        inked([pen.drawings[i] for i in np.flatnonzero(kept)], seed),
        torch.from_numpy(pen.classes[kept]),
        inked_rubbish(seed),
    )


def held_out(
    mnist: Mnist, pen: PenDigits, all_writers: bool = False
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The digits and classes of the training data that no network learns from, by data set.

    all_writers: of the pen digits' training writers, where a network has learned from none of them.
    """
    rest = np.full(len(pen.writers), all_writers) | np.isin(pen.writers, HELD_OUT_WRITERS)
    digits = [digit_from_strokes(pen.drawings[i]) for i in np.flatnonzero(rest)]
    return {
        "MNIST": (mnist.digits[-HELD_OUT_DIGITS:], mnist.classes[-HELD_OUT_DIGITS:]),
        "pen digits": (np.stack(digits), pen.classes[rest]),
    }


def inked(drawings: list[Strokes], seed: int) -> Tensor:
    """(n, INKINGS, 28, 28): each drawing redrawn by other hands and inked with other pens."""
    random = np.random.default_rng(seed)
    digits = np.empty((len(drawings), INKINGS, 28, 28), np.float32)
    for inkings, strokes in zip(
        digits, tqdm(drawings, "inking pen digits", leave=False, disable=None), strict=True
    ):
        for i in range(INKINGS):
            inkings[i] = digit_from_strokes(redrawn(strokes, random), pen_width=random.uniform(*PENS))
    return torch.from_numpy(digits)


def inked_rubbish(seed: int) -> Tensor:
    """(RUBBISH, 28, 28): drawings that are no digit, inked as the pen digits are."""
    random = np.random.default_rng([seed, RUBBISH_CLASS])
    drawings = tqdm(scrawls(RUBBISH, random), "inking rubbish", leave=False, disable=None)
    digits = [digit_from_strokes(strokes, pen_width=random.uniform(*PENS)) for strokes in drawings]
    return torch.from_numpy(np.stack(digits)) if digits else torch.empty(0, 28, 28)
