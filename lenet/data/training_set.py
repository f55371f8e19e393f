"""What a network learns from: MNIST, pen digits, negative samples; and what guides choices."""

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from lenet.data.datasets import Mnist, PenDigits
from lenet.data.negative_samples import negative_samples
from lenet.data.stroke_augmentation import augment
from lenet.drawing.placement import digit_from_strokes
from lenet.drawing.strokes import Strokes

HELD_OUT_DIGITS = 5_000  # MNIST's last training digits
HELD_OUT_WRITERS = (29, 30)  # of the pen digits' 30 training writers
PENS = (1.7, 3.4)  # pixels: pen digits are inked at random widths between these
INKINGS = 9  # of each pen digit, made once, each as of another writer
INKINGS_AN_EPOCH = 3  # of those, another choice each epoch
NEGATIVES = 12_000  # drawings that are no digit, made once
NEGATIVES_AN_EPOCH = 6_000  # of those, another choice each epoch
RUBBISH_CLASS = 10  # the one that negative samples belong to

HeldOut = dict[str, tuple[np.ndarray, np.ndarray]]  # digits (n, 28, 28) and classes (n,), by data set


class TrainingSet(NamedTuple):
    """MNIST's digits (n, 28, 28) and classes; pen digits' inkings (m, INKINGS, 28, 28) and classes;
    negative samples (r, 28, 28)."""

    digits: Tensor
    classes: Tensor
    inkings: Tensor
    pen_classes: Tensor
    negatives: Tensor

    def epoch(self, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Choose an epoch's digits and classes: all of MNIST, a part of the inkings and negatives."""
        chosen = torch.rand(self.inkings.shape[:2], generator=generator).argsort(1)[:, :INKINGS_AN_EPOCH]
        inkings = self.inkings[torch.arange(len(self.inkings))[:, None], chosen].flatten(0, 1)
        classes = self.pen_classes.repeat_interleave(INKINGS_AN_EPOCH)
        order = torch.randperm(len(self.negatives), generator=generator)
        negatives = self.negatives[order[:NEGATIVES_AN_EPOCH]]
        return (
            torch.cat([self.digits, inkings, negatives]),
            torch.cat([self.classes, classes, classes.new_full((len(negatives),), RUBBISH_CLASS)]),
        )

    def epoch_size(self) -> int:
        inkings = len(self.inkings) * INKINGS_AN_EPOCH
        return len(self.digits) + inkings + min(len(self.negatives), NEGATIVES_AN_EPOCH)


def training_set(mnist: Mnist, pen: PenDigits | None, seed: int) -> TrainingSet:
    """Gather all training digits but those held out; pen digits and negatives are inked by the seed."""
    pen = PenDigits([], np.empty(0, np.int64), np.empty(0, np.int64)) if pen is None else pen
    kept = ~np.isin(pen.writers, HELD_OUT_WRITERS)
    return TrainingSet(
        torch.from_numpy(mnist.digits[:-HELD_OUT_DIGITS]),
        torch.from_numpy(mnist.classes[:-HELD_OUT_DIGITS]),
        inked([pen.drawings[i] for i in np.flatnonzero(kept)], seed),
        torch.from_numpy(pen.classes[kept]),
        inked_negatives(seed),
    )


def held_out(mnist: Mnist, pen: PenDigits, all_writers: bool = False) -> HeldOut:
    """Gather the digits and classes of the training data that no network learns from, by data set.

    all_writers: of the pen digits' training writers, where a network has learned from none of them.
    """
    rest = np.full(len(pen.writers), all_writers) | np.isin(pen.writers, HELD_OUT_WRITERS)
    digits = [digit_from_strokes(pen.drawings[i]) for i in np.flatnonzero(rest)]
    return {
        "MNIST": (mnist.digits[-HELD_OUT_DIGITS:], mnist.classes[-HELD_OUT_DIGITS:]),
        "pen digits": (np.stack(digits), pen.classes[rest]),
    }


def inked(drawings: list[Strokes], seed: int) -> Tensor:
    """Ink each drawing as other writers with other pens might: (n, INKINGS, 28, 28)."""
    random = np.random.default_rng(seed)
    digits = np.empty((len(drawings), INKINGS, 28, 28), np.float32)
    for inkings, strokes in zip(
        digits, tqdm(drawings, "inking pen digits", leave=False, disable=None), strict=True
    ):
        for i in range(INKINGS):
            inkings[i] = digit_from_strokes(augment(strokes, random), pen_width=random.uniform(*PENS))
    return torch.from_numpy(digits)


def inked_negatives(seed: int) -> Tensor:
    """Draw negative samples, inked as the pen digits are: (NEGATIVES, 28, 28)."""
    random = np.random.default_rng([seed, RUBBISH_CLASS])
    drawings = tqdm(negative_samples(NEGATIVES, random), "inking negatives", leave=False, disable=None)
    digits = [digit_from_strokes(strokes, pen_width=random.uniform(*PENS)) for strokes in drawings]
    return torch.from_numpy(np.stack(digits)) if digits else torch.empty(0, 28, 28)
