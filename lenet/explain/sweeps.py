"""One digit changed along every axis, and what a network makes of it: the paper's animations, live."""

from typing import NamedTuple

import numpy as np
import torch

from lenet.drawing.placement import Digit
from lenet.explain.perturbations import AXES, Axis
from lenet.network.model import LeNet5
from lenet.recognition import probabilities_of, refused

POINTS = 25  # of each axis


class Sweep(NamedTuple):
    """One axis: the amounts (n,), the ten probabilities (n, 10), and which would be refused (n,)."""

    amounts: np.ndarray
    probabilities: np.ndarray
    refused: np.ndarray


def amounts_of(axis: Axis) -> np.ndarray:
    """POINTS amounts from end to end (in equal ratios where neutral is 1), the neutral one among them."""
    first, last = axis.amounts[0], axis.amounts[-1]
    spaced = np.geomspace if axis.neutral == 1 else np.linspace
    amounts = spaced(first, last, POINTS)
    amounts[np.abs(amounts - axis.neutral).argmin()] = axis.neutral
    return amounts


@torch.inference_mode()
def swept(model: LeNet5, digit: Digit) -> dict[str, Sweep]:
    """The digit (28, 28) changed along every axis, read by a network in eval mode, as one batch."""
    x = torch.as_tensor(digit)[None]
    amounts = {name: amounts_of(axis) for name, axis in AXES.items()}
    changed = [AXES[name].change(x, float(amount)) for name, each in amounts.items() for amount in each]
    scores = model(model.input(torch.cat(changed))).numpy().reshape(len(AXES), POINTS, 10)
    return {
        name: Sweep(amounts[name], probabilities_of(model, each), refused(model, each))
        for name, each in zip(AXES, scores, strict=True)
    }


@torch.inference_mode()
def stressed(digit: Digit, amounts: dict[str, float]) -> Digit:
    """The digit (28, 28) changed along several axes, one after the other in the order of AXES."""
    x = torch.as_tensor(digit)[None]
    for name, axis in AXES.items():
        if name in amounts and amounts[name] != axis.neutral:
            x = axis.change(x, amounts[name])
    return x[0].clamp(0, 1).numpy()
