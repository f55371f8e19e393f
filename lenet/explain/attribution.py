"""Why this answer and not the next: what made the first class lead the second, and which ink mattered."""

from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from lenet.network.layers import RBF
from lenet.network.model import LeNet5

PATCH = 4  # pixels: the side of the square that is covered with paper
STEP = 2  # pixels from one such square to the next


class Reasons(NamedTuple):
    """Of the two likeliest classes, by how much the first's score leads, and where that comes from.

    f6: (84,) what each unit of F6 adds to the lead; with bias they sum to it, exactly, because OUTPUT is
    linear in F6 (so is the difference of two squared distances to codes of +-1).
    s4: (16,) by how much the lead shrinks when a map of S4 is set to zero; C5 and F6 are not linear,
    so these need not sum to anything.
    covered: (13, 13) the first class's lead over the best other where a PATCH x PATCH square of the digit
    is covered with paper, every STEP pixels; below 0 where another class, that of `read`, leads.
    """

    first: int
    second: int
    lead: float
    f6: np.ndarray
    bias: float
    s4: np.ndarray
    covered: np.ndarray
    read: np.ndarray


@torch.inference_mode()
def reasons(model: LeNet5, digit: np.ndarray) -> Reasons:
    """The reasons for what a network in eval mode makes of a digit (28, 28); two batches of it."""
    trace = model.trace(model.input(digit[None]))
    first, second = (int(c) for c in trace["OUTPUT"][0].argsort(descending=True)[:2])
    f6, bias = lead_by_unit(model, trace["F6"][0], first, second)
    lead = float(trace["OUTPUT"][0, first] - trace["OUTPUT"][0, second])
    silenced = scores_from_s4(model, one_map_silenced(trace["S4"][0]))
    covered = scores_covered(model, torch.as_tensor(digit), trace["OUTPUT"])
    others = covered.index_fill(1, torch.tensor(first), -torch.inf).amax(1)
    side = round(len(covered) ** 0.5)
    return Reasons(
        first,
        second,
        lead,
        f6.numpy(),
        bias,
        (lead - (silenced[:, first] - silenced[:, second])).numpy(),
        (covered[:, first] - others).reshape(side, side).numpy(),
        covered.argmax(1).reshape(side, side).numpy(),
    )


def lead_by_unit(model: LeNet5, f6: Tensor, first: int, second: int) -> tuple[Tensor, float]:
    """What each unit of F6 (84,) adds to the first class's lead over the second, and what is left."""
    output = model.OUTPUT
    if isinstance(output, RBF):
        return 2 * f6 * (output.centres[first] - output.centres[second]), 0.0
    bias = float(output.bias[first] - output.bias[second])
    return f6 * (output.weight[first] - output.weight[second]), bias


def one_map_silenced(s4: Tensor) -> Tensor:
    """(maps, maps, h, w): S4 as often as it has maps, each time another one at zero."""
    copies = s4.repeat(len(s4), 1, 1, 1)
    copies[torch.arange(len(s4)), torch.arange(len(s4))] = 0
    return copies


def scores_from_s4(model: LeNet5, s4: Tensor) -> Tensor:
    return model.OUTPUT(model.F6(model.C5(s4)))


def scores_covered(model: LeNet5, digit: Tensor, scores: Tensor) -> Tensor:
    """(169, 10): the scores of the digit with a square of paper on it, from top left to bottom right.

    scores: (1, 10), its own, which are those of every square without ink below it.
    """
    masks = squares(digit.shape[-1])
    copies = digit.expand(masks.shape).masked_fill(masks, 0.0)
    changed = (copies != digit).flatten(1).any(1)
    covered = scores.repeat(len(copies), 1)
    covered[changed] = model(model.input(copies[changed]))
    return covered


@cache
def squares(side: int) -> Tensor:
    """(169, side, side): where each square lies on a digit, every STEP pixels."""
    corners = range(0, side - PATCH + 1, STEP)
    masks = torch.zeros(len(corners), len(corners), side, side, dtype=torch.bool)
    for i, top in enumerate(corners):
        for j, left in enumerate(corners):
            masks[i, j, top : top + PATCH, left : left + PATCH] = True
    return masks.flatten(0, 1)
