"""A small sample of the data sets, and a network that learns from it."""

import numpy as np
import pytest

import train
from lenet.data import datasets, training_set
from lenet.data.datasets import Mnist, PenDigits
from lenet.training import loop
from lenet.training.loop import Recipe

RECIPE = Recipe(pen_digits=True, distortions=train.FULL)


@pytest.fixture
def sample(data, monkeypatch):
    """A few hundred digits of each data set."""
    monkeypatch.setattr(training_set, "HELD_OUT_DIGITS", 200)
    monkeypatch.setattr(training_set, "NEGATIVES", 100)
    mnist, pen = datasets.mnist("train", data), datasets.pen_digits("train", data)
    some = np.isin(pen.writers, (1, *training_set.HELD_OUT_WRITERS))
    some &= np.cumsum(some) % 3 == 0
    drawings = [pen.drawings[i] for i in np.flatnonzero(some)]
    return Mnist(mnist.digits[:1200], mnist.classes[:1200]), PenDigits(
        drawings, pen.classes[some], pen.writers[some]
    )


@pytest.fixture
def learn(sample, tmp_path):
    """learn(seed, epochs, state) trains lenet5 on the sample."""

    def learn(seed=0, epochs=3, state="state", recipe=RECIPE):
        made = lambda: (training_set.training_set(*sample, seed), training_set.held_out(*sample))  # noqa: E731
        return loop.train("lenet5", recipe, seed, epochs, made, tmp_path / f"{state}.pt")

    return learn
