"""What a network learns from, in pools: MNIST, drawings by people and by rule, what is not a digit."""

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from lenet.data.digit_shapes import drawn_digits
from lenet.data.folds import holds_out, unseen_alphabet
from lenet.data.negative_samples import negative_samples
from lenet.data.sources import Sources
from lenet.data.stroke_augmentation import augment
from lenet.drawing.placement import digit_from_strokes
from lenet.drawing.strokes import Strokes

HELD_OUT_DIGITS = 5_000  # MNIST's last training digits
PENS = (1.7, 3.4)  # pixels: drawings are inked at random widths between these
RUBBISH_CLASS = 10  # the one that negative samples belong to


class Share(NamedTuple):
    """How often each drawing of a pool is inked, once and for all, and how many inkings an epoch takes.

    What is drawn by rule is augmented already, and inked once.
    """

    inkings: int
    an_epoch: int


SHARES = {
    "pen digits": Share(9, 12_000),
    "UJI digits": Share(40, 2_000),
    "digit shapes": Share(1, 3_000),  # of a pool four times as large
    "letters": Share(8, 6_000),
    "rules": Share(1, 6_000),  # of a pool twice as large
    "doodles": Share(12, 1_000),
}
NEGATIVE_POOLS = ("letters", "doodles", "rules")  # that all networks learn from
SHAPES = 12_000  # digits drawn by rule, made once
NEGATIVES = 12_000  # negative samples drawn by rule, made once


class Pool(NamedTuple):
    """Digits (n, 28, 28), their classes (n,), and how many of them an epoch takes, at random."""

    digits: Tensor
    classes: Tensor
    an_epoch: int


class TrainingSet(NamedTuple):
    """The pools that a network learns from, by name."""

    pools: dict[str, Pool]

    def epoch(self, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Choose an epoch's digits and classes: from each pool as many as it gives, others each time."""
        digits, classes = [], []
        for pool in self.pools.values():
            chosen = torch.randperm(len(pool.digits), generator=generator)[: pool.an_epoch]
            digits.append(pool.digits[chosen])
            classes.append(pool.classes[chosen])
        return torch.cat(digits), torch.cat(classes)

    def epoch_size(self) -> int:
        return sum(min(len(pool.digits), pool.an_epoch) for pool in self.pools.values())


def training_set(sources: Sources, seed: int, drawings: bool) -> TrainingSet:
    """Gather what a run learns from, all but what its fold holds out; drawings are inked by the seed.

    drawings: whether it learns from drawn digits, too, or from MNIST's alone.
    """
    classes: Tensor | np.ndarray
    digits, classes = (torch.from_numpy(part[:-HELD_OUT_DIGITS]) for part in sources.mnist)
    pools = {"MNIST": Pool(digits, classes, len(digits))}
    for number, (name, (drawn, classes)) in enumerate(drawn_pools(sources, seed, drawings).items()):
        pools[name] = inked(name, drawn, classes, np.random.default_rng([seed, number]))
    return TrainingSet(pools)


def drawn_pools(sources: Sources, seed: int, digits: bool) -> dict[str, tuple[list[Strokes], np.ndarray]]:
    """List the drawings, and their classes, of each pool but MNIST: what is not held out, by the seed."""
    pools = {}
    for name, source in {"pen digits": sources.pen, "UJI digits": sources.uji}.items() if digits else ():
        kept = np.flatnonzero(~holds_out(source.writers, seed))
        pools[name] = [source.drawings[i] for i in kept], source.classes[kept]
    if digits:
        pools["digit shapes"] = drawn_digits(SHAPES, np.random.default_rng([seed, 100]))
    letters, doodles = sources.negatives
    seen = ~holds_out(letters.writers, seed) & ~unseen_alphabet(letters, seed)
    negatives = {
        "letters": letters.where(seen).drawings,
        "doodles": [doodles.drawings[i] for i in np.flatnonzero(~holds_out(doodles.designs, seed))],
        "rules": negative_samples(NEGATIVES, np.random.default_rng([seed, 101])),
    }
    rubbish = {name: (each, np.full(len(each), RUBBISH_CLASS)) for name, each in negatives.items()}
    return pools | rubbish


def inked(name: str, drawings: list[Strokes], classes: np.ndarray, random: np.random.Generator) -> Pool:
    """Ink each drawing as many times as its pool asks, as other writers with other pens might."""
    inkings, an_epoch = SHARES[name]
    digits = np.empty((len(drawings) * inkings, 28, 28), np.float32)
    for i in tqdm(range(len(digits)), f"inking {name}", leave=False, disable=None):
        drawing = drawings[i // inkings]
        drawing = augment(drawing, random) if inkings > 1 else drawing
        digits[i] = digit_from_strokes(drawing, pen_width=random.uniform(*PENS))
    return Pool(torch.from_numpy(digits), torch.from_numpy(np.repeat(classes, inkings)), an_epoch)
