"""What guides choices: MNIST's last training digits, and people and letters that a run has not seen."""

from typing import NamedTuple

import numpy as np

from lenet.data.datasets import Mnist, PenDigits
from lenet.data.folds import holds_out, unseen_alphabet
from lenet.data.sources import Negatives, Sources
from lenet.data.training_set import HELD_OUT_DIGITS
from lenet.drawing.placement import Digit, digit_from_strokes
from lenet.drawing.strokes import Strokes


class Drawn(NamedTuple):
    """Drawings by people: digits (n, 28, 28), classes (n,), and each writer's number (n,)."""

    digits: np.ndarray
    classes: np.ndarray
    writers: np.ndarray


class HeldOut(NamedTuple):
    """What a run has not learned from.

    mnist: MNIST's last training digits. drawn: by data set, the digits of writers that are held out.
    negatives: (n, 28, 28) by kind, drawings that are no digit.
    """

    mnist: Mnist
    drawn: dict[str, Drawn]
    negatives: dict[str, np.ndarray]

    def digits(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """List the digits and classes of each data set."""
        return {"MNIST": self.mnist} | {name: each[:2] for name, each in self.drawn.items()}


def held_out(sources: Sources, seed: int, drawings: bool) -> HeldOut:
    """Gather what a run of that seed has not learned from.

    drawings: whether it learned from drawn digits; if not, all their writers are held out.
    """
    return HeldOut(
        Mnist(*(part[-HELD_OUT_DIGITS:] for part in sources.mnist)),
        {
            "pen digits": drawn(sources.pen, seed, drawings),
            "UJI digits": drawn(sources.uji, seed, drawings),
        },
        held_out_negatives(sources.negatives, seed),
    )


def held_out_negatives(negatives: Negatives, seed: int) -> dict[str, np.ndarray]:
    """Place the letters and doodles that runs of that seed have not learned from: (n, 28, 28) by kind.

    "letters" are those of unseen people, in alphabets that were learned.
    """
    letters, doodles = negatives
    strange = unseen_alphabet(letters, seed)
    unseen = holds_out(letters.writers, seed) & ~strange
    kept = np.flatnonzero(holds_out(doodles.designs, seed))
    return {
        "letters": placed(letters.where(unseen).drawings),
        "unseen alphabet": placed(letters.where(strange).drawings),
        "doodles": placed([doodles.drawings[i] for i in kept]),
    }


def drawn(source: PenDigits, seed: int, folds: bool) -> Drawn:
    kept = holds_out(source.writers, seed) if folds else np.full(len(source.writers), True)
    return Drawn(
        placed([source.drawings[i] for i in np.flatnonzero(kept)]),
        source.classes[kept],
        source.writers[kept],
    )


def placed(drawings: list[Strokes]) -> np.ndarray:
    """Place drawings as the page does: (n, 28, 28)."""
    return np.stack([placed_digit(each) for each in drawings]) if drawings else np.empty((0, 28, 28))


def placed_digit(
    strokes: Strokes, placement: str = "mass", pad: tuple[float, float] | None = None
) -> Digit:
    """Place one drawing of a data set: none is empty, and none lies off its pad."""
    digit = digit_from_strokes(strokes, placement, pad)
    assert digit is not None
    return digit
