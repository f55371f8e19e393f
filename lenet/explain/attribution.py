"""Attribution: why this answer and not the next; which units, maps and ink made the difference."""

from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from lenet.explain.ablation import Values, margin_over_others, one_off_each
from lenet.network.layers import RBF
from lenet.network.model import LeNet5
from lenet.network.plain_convolution import plain_convolution

PATCH = 4  # pixels: the side of the square that is occluded by paper
STEP = 2  # pixels from one such square to the next


class Attribution(NamedTuple):
    """Of the two likeliest classes, the margin between their scores, and where it comes from.

    f6: (84,) the contribution of each unit of F6 to the margin; with bias they sum to it, exactly, because
    OUTPUT is linear in F6 (so is the difference of two squared distances to codes of +-1).
    s4: (16,) by how much the margin shrinks when a map of S4 is switched off; C5 and F6 are not linear, so
    these need not sum to anything.
    occluded: (13, 13) the first class's margin over the best other where a PATCH x PATCH square of the
    digit is occluded by paper, every STEP pixels; below 0 where another class, that of `read`, is likelier.
    """

    first: int
    second: int
    margin: float
    f6: np.ndarray
    bias: float
    s4: np.ndarray
    occluded: np.ndarray
    read: np.ndarray


@torch.inference_mode()
def attribute(model: LeNet5, digit: np.ndarray, values: Values) -> Attribution:
    """Attribute what a network in eval mode makes of a digit (28, 28); two batches of it.

    values: what the maps of S4 keep when off.
    """
    with plain_convolution():  # as it was read
        trace = model.trace(model.input(digit[None]))
    first, second = (int(c) for c in trace["OUTPUT"][0].argsort(descending=True)[:2])
    f6, bias = contributions(model, trace["F6"][0], first, second)
    margin = float(trace["OUTPUT"][0, first] - trace["OUTPUT"][0, second])
    ablated = model.OUTPUT(model.F6(model.C5(one_off_each(trace["S4"][0], values["S4"]))))
    occluded = occluded_scores(model, torch.as_tensor(digit), trace["OUTPUT"])
    side = round(len(occluded) ** 0.5)
    return Attribution(
        first,
        second,
        margin,
        f6.numpy(),
        bias,
        (margin - (ablated[:, first] - ablated[:, second])).numpy(),
        margin_over_others(occluded, first).reshape(side, side).numpy(),
        occluded.argmax(1).reshape(side, side).numpy(),
    )


def contributions(model: LeNet5, f6: Tensor, first: int, second: int) -> tuple[Tensor, float]:
    """Compute what each unit of F6 (84,) contributes to the margin between two classes, and the rest."""
    output = model.OUTPUT
    if isinstance(output, RBF):
        return 2 * f6 * (output.centres[first] - output.centres[second]), 0.0
    bias = float(output.bias[first] - output.bias[second])
    return f6 * (output.weight[first] - output.weight[second]), bias


def occluded_scores(model: LeNet5, digit: Tensor, scores: Tensor) -> Tensor:
    """Score the digit with a square of paper on it, from top left to bottom right: (169, 10).

    scores: (1, 10), its own, which are those of every square without ink below it.
    """
    masks = squares(digit.shape[-1])
    copies = digit.expand(masks.shape).masked_fill(masks, 0.0)
    changed = (copies != digit).flatten(1).any(1)
    occluded = scores.repeat(len(copies), 1)
    occluded[changed] = model(model.input(copies[changed]))
    return occluded


@cache
def squares(side: int) -> Tensor:
    """Mark where each square lies on a digit, every STEP pixels: (169, side, side)."""
    corners = range(0, side - PATCH + 1, STEP)
    masks = torch.zeros(len(corners), len(corners), side, side, dtype=torch.bool)
    for i, top in enumerate(corners):
        for j, left in enumerate(corners):
            masks[i, j, top : top + PATCH, left : left + PATCH] = True
    return masks.flatten(0, 1)
