"""Some of MNIST's training digits: as many of each class, and fewer ones always among more."""

import numpy as np
import torch

from lenet.data.datasets import Mnist
from lenet.data.training_set import HELD_OUT_DIGITS, Pool, TrainingSet

AN_EPOCH = 10_000  # digits, at least: fewer ones are shown again, distorted in other ways


def learned_and_held_out(mnist: Mnist) -> tuple[Mnist, Mnist]:
    """Part MNIST's training digits into those to learn from and the last ones, which are held out."""
    digits, classes = mnist
    learned = Mnist(digits[:-HELD_OUT_DIGITS], classes[:-HELD_OUT_DIGITS])
    return learned, Mnist(digits[-HELD_OUT_DIGITS:], classes[-HELD_OUT_DIGITS:])


def subset(mnist: Mnist, count: int, seed: int) -> Mnist:
    """Choose so many digits by the seed: one of each class, a second one of each, and so on."""
    order = np.random.default_rng(seed).permutation(len(mnist.classes))
    classes = mnist.classes[order]
    turns = np.empty(len(order), int)
    for each in np.unique(classes):
        of_class = classes == each
        turns[of_class] = np.arange(of_class.sum())
    chosen = order[np.lexsort((classes, turns))[:count]]
    return Mnist(mnist.digits[chosen], mnist.classes[chosen])


def epochs_of(mnist: Mnist) -> TrainingSet:
    """Let an epoch take all digits, or AN_EPOCH of their repetitions where they are fewer."""
    count = len(mnist.classes)
    times = -(-AN_EPOCH // count)
    digits = torch.from_numpy(mnist.digits).repeat(times, 1, 1)
    classes = torch.from_numpy(mnist.classes).repeat(times)
    return TrainingSet({"MNIST": Pool(digits, classes, max(count, AN_EPOCH))})
