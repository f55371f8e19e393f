"""A small sample of the data sets, and a network that learns from it."""

import numpy as np
import pytest

from lenet.data import training_set
from lenet.data.datasets import Mnist, PenDigits
from lenet.data.held_out import held_out
from lenet.data.sources import read_sources
from lenet.network.model import VARIANTS
from lenet.training import loop
from lenet.training.loop import Recipe
from lenet.training.recipes import FULL

RECIPE = Recipe(epochs=3, drawings=True, distortions=FULL)


def every(digits: PenDigits, step: int) -> PenDigits:
    chosen = np.arange(0, len(digits.classes), step)
    return PenDigits([digits.drawings[i] for i in chosen], digits.classes[chosen], digits.writers[chosen])


@pytest.fixture
def sample(data, monkeypatch):
    """A few hundred drawings of each training set."""
    monkeypatch.setattr(training_set, "HELD_OUT_DIGITS", 200)
    monkeypatch.setattr("lenet.data.held_out.HELD_OUT_DIGITS", 200)
    monkeypatch.setattr(training_set, "NEGATIVES", 60)
    monkeypatch.setattr(training_set, "SHAPES", 60)
    fewer = {
        name: training_set.Share(min(inkings, 2), 300) for name, (inkings, _) in training_set.SHARES.items()
    }
    monkeypatch.setattr(training_set, "SHARES", fewer)
    whole = read_sources(data)
    letters = whole.negatives.letters
    return whole._replace(
        mnist=Mnist(*(part[:1200] for part in whole.mnist)),
        pen=every(whole.pen, 20),
        uji=every(whole.uji, 2),
        negatives=whole.negatives._replace(letters=letters.where(np.arange(len(letters.names)) % 8 == 0)),
    )


@pytest.fixture
def learn(sample, tmp_path):
    """learn(seed, state, recipe) trains lenet5 on the sample."""

    def learn(seed=0, state="state", recipe=RECIPE, key="a key", **changed):
        recipe = recipe._replace(**changed)

        def made():
            learned = training_set.training_set(sample, seed, recipe.drawings)
            return learned, held_out(sample, seed, recipe.drawings).digits()

        path = tmp_path / f"{state}.pt"
        return loop.train("lenet5", VARIANTS["lenet5"], recipe, seed, made, path, key)

    return learn
