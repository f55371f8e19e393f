"""What live runs learn from, prepared once and kept compactly: a byte a pixel, each drawing inked once."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from lenet.data import characters, datasets
from lenet.data.datasets import Mnist, PenDigits
from lenet.data.digit_shapes import drawn_digits
from lenet.data.doodles import doodles
from lenet.data.folds import holds_out, unseen_alphabet
from lenet.data.negative_samples import negative_samples
from lenet.data.sources import read_negatives
from lenet.data.stroke_augmentation import augment
from lenet.data.subsets import epochs_of, learned_and_held_out, subset
from lenet.data.training_set import PENS, RUBBISH_CLASS, SHARES, Pool, TrainingSet
from lenet.drawing.placement import digit_from_strokes
from lenet.drawing.strokes import Strokes
from lenet.training.live.at_hand import has_drawings, has_letters
from lenet.training.live.settings import Settings

FOLD = 0  # of people and designs that no live run learns from
RULES = 3_000  # negative samples drawn by rule: a run of minutes needs no more, and is ready 7 s sooner
SHAPES = 3_000  # digits drawn by rule
OFTEN = 2_000  # held-out digits that are measured while a run goes on
A_STEP = 64  # drawings inked in one step, some 50 ms

Drawn = dict[str, tuple[list[Strokes], np.ndarray]]  # drawings and their classes (n,), by pool


class Material(NamedTuple):
    """Digits (n, 28, 28) uint8, 0 paper to 255 ink, and their classes (n,).

    mnist: all that may be learned from. often, held_out: what is not, some of it and all of it, as floats
    from 0 to 1. negatives: what is no digit, by pool. drawn: people's and other drawn digits, by pool,
    empty where there are none.
    """

    mnist: Mnist
    often: Mnist
    held_out: Mnist
    negatives: dict[str, Pool]
    drawn: dict[str, Pool]


def prepared(folder: Path) -> Material:
    """Prepare everything that is in the data's folder; DataError where some of it is damaged."""
    return [each for each in preparation(folder) if each][-1]


def preparation(folder: Path) -> Iterator[Material | None]:
    """Prepare in short steps, of which two make something: first all that most runs need.

    Then the drawn digits, which take longest, where there are any.
    """
    random = np.random.default_rng(FOLD)
    learned, held_out = learned_and_held_out(datasets.mnist("train", folder))
    yield None
    kept = Mnist(*(part.copy() for part in held_out))  # a view would keep all of MNIST, as floats
    mnist, often = compact(learned), subset(kept, OFTEN, seed=0)
    del learned, held_out
    rubbish = yield from inked_pools(negatives(folder, random), random)
    yield (material := Material(mnist, often, kept, rubbish, {}))
    if has_drawings(folder):
        drawn = yield from inked_pools(drawn_pools(folder, random), random)
        yield material._replace(drawn=drawn)


def compact(mnist: Mnist) -> Mnist:
    """Keep a byte a pixel, in pieces: all at once would take four times as much again."""
    pieces = np.array_split(mnist.digits, 50)
    digits = np.concatenate([np.rint(each * 255).astype(np.uint8) for each in pieces])
    return Mnist(digits, mnist.classes.copy())


def negatives(folder: Path, random: np.random.Generator) -> Drawn:
    """List drawings that are no digit, by pool: our own, and people's letters where they are at hand."""
    ours = doodles()
    pools = {
        "rules": negative_samples(RULES, random),
        "doodles": [ours.drawings[i] for i in np.flatnonzero(~holds_out(ours.designs, FOLD))],
    }
    if has_letters(folder):
        letters = read_negatives(folder).letters
        seen = ~holds_out(letters.writers, FOLD) & ~unseen_alphabet(letters, FOLD)
        pools["letters"] = letters.where(seen).drawings
    return {name: (each, np.full(len(each), RUBBISH_CLASS)) for name, each in pools.items()}


def drawn_pools(folder: Path, random: np.random.Generator) -> Drawn:
    """List drawn digits and their classes, by pool: all but those of people who are held out."""
    pools = {"digit shapes": drawn_digits(SHAPES, random)}
    for name, source in people(folder).items():
        kept = np.flatnonzero(~holds_out(source.writers, FOLD))
        pools[name] = [source.drawings[i] for i in kept], source.classes[kept]
    return pools


def people(folder: Path) -> dict[str, PenDigits]:
    """Read people's drawn digits, by pool."""
    uji = characters.uji(folder)
    digits = uji.where(characters.digits_of(uji))
    return {
        "pen digits": datasets.pen_digits("train", folder),
        "UJI digits": PenDigits(digits.drawings, digits.names.astype(np.int64), digits.writers),
    }


def inked_pools(drawn: Drawn, random: np.random.Generator) -> Generator[None, None, dict[str, Pool]]:
    """Ink each drawing once, in short steps, as another writer with another pen might.

    What is drawn by rule is augmented already. An epoch takes as many of each pool as in `train.py`.
    """
    pools = {}
    for name, (drawings, classes) in drawn.items():
        inkings, an_epoch = SHARES[name]
        digits = np.empty((len(drawings), 28, 28), np.uint8)
        for i, drawing in enumerate(drawings):
            drawing = augment(drawing, random) if inkings > 1 else drawing
            digit = digit_from_strokes(drawing, pen_width=random.uniform(*PENS))
            assert digit is not None  # no drawing is empty
            digits[i] = np.rint(digit * 255)
            if i % A_STEP == 0:
                yield
        pools[name] = Pool(torch.from_numpy(digits), torch.from_numpy(classes), an_epoch)
    return pools


def learned_by(material: Material, settings: Settings) -> TrainingSet:
    """Gather what a run learns from: its digits, of every other pool the share that `train.py` takes."""
    mnist = epochs_of(subset(material.mnist, settings.digits, settings.seed)).pools["MNIST"]
    others = material.negatives | (material.drawn if settings.drawings else {})
    share = mnist.an_epoch / len(material.mnist.digits)
    return TrainingSet(
        {"MNIST": mnist}
        | {name: pool._replace(an_epoch=round(pool.an_epoch * share)) for name, pool in others.items()}
    )


def inks(digits: Tensor) -> Tensor:
    """Turn bytes into ink from 0 to 1."""
    return digits.float() / 255
