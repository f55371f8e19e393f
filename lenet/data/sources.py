"""All that training reads: MNIST, pen digits, UJI Pen Characters, Omniglot, and doodles of our own."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from lenet.data import characters, datasets
from lenet.data.characters import Characters
from lenet.data.datasets import Mnist, PenDigits
from lenet.data.doodles import Doodles, doodles


class Negatives(NamedTuple):
    """What is no digit: letters of UJI and Omniglot, but for those that look like one; doodles."""

    letters: Characters
    doodles: Doodles


class Sources(NamedTuple):
    """The data sets of training, read."""

    mnist: Mnist
    pen: PenDigits
    uji: PenDigits
    negatives: Negatives


def read_sources(folder: Path | None = None) -> Sources:
    """Read the training data, from the folder or the default one; raises DataError where it is missing."""
    uji = characters.uji(folder)
    digits = uji.where(characters.digits_of(uji))
    return Sources(
        datasets.mnist("train", folder),
        datasets.pen_digits("train", folder),
        PenDigits(digits.drawings, digits.names.astype(np.int64), digits.writers),
        read_negatives(folder),
    )


def read_negatives(folder: Path | None = None) -> Negatives:
    """Read what is no digit, from the folder or the default one; raises DataError where it is missing."""
    uji, omniglot = characters.uji(folder), characters.omniglot(folder)
    letters = characters.joined(uji.where(~characters.digits_of(uji)), omniglot)
    return Negatives(letters.where(~characters.look_alikes(letters)), doodles())
