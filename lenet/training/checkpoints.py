"""Checkpoints: what a network was in the course of its training, for the page to play it again."""

from typing import NamedTuple

import numpy as np
from torch import Tensor

from lenet.metrics import LabelledSets, loss_and_error
from lenet.network.model import LeNet5

CHECKPOINTS = 12  # of a run, from untrained to finished
FIRST = 10  # batches; every later checkpoint is as many times later than the one before


class Checkpoint(NamedTuple):
    """A network on the way: digits seen, held-out errors in per cent, weights in half precision."""

    digits: int
    errors: dict[str, float]
    weights: dict[str, Tensor]


def checkpoint(model: LeNet5, digits: int, held_out: LabelledSets) -> Checkpoint:
    """Copy what a network is after so many digits."""
    errors = {name: value for name, value in loss_and_error(model, held_out).items() if "error" in name}
    weights = {name: tensor.half().contiguous() for name, tensor in model.state_dict().items()}
    return Checkpoint(digits, errors, weights)


def checkpoint_steps(total: int) -> set[int]:
    """Choose after how many batches there is a checkpoint: from FIRST to the total in equal ratios."""
    first = min(FIRST, total)
    return set(np.geomspace(first, total, CHECKPOINTS - 1).round().astype(int).tolist())
