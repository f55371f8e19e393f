"""Sweeps: what a network reads in one digit as it is perturbed further; the paper's animations, live."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import torch

from lenet.drawing.placement import Digit
from lenet.explain.perturbations import PERTURBATIONS, Perturbation
from lenet.metrics import scores
from lenet.network.model import LeNet5
from lenet.recognition import probabilities_of, rejected, rubbish_share

POINTS = 25  # of each sweep


class Sweep(NamedTuple):
    """What a network reads along one perturbation, at `amounts` (n,).

    probabilities: (n, 10). rubbish: (n,), the eleventh class's share. rejected: (n,), by that share.
    """

    amounts: np.ndarray
    probabilities: np.ndarray
    rubbish: np.ndarray
    rejected: np.ndarray


def amounts_of(perturbation: Perturbation) -> np.ndarray:
    """Space POINTS amounts from end to end, in equal ratios where neutral is 1; with the neutral one."""
    first, last = perturbation.amounts[0], perturbation.amounts[-1]
    spaced = np.geomspace if perturbation.neutral == 1 else np.linspace
    amounts = spaced(first, last, POINTS)
    amounts[np.abs(amounts - perturbation.neutral).argmin()] = perturbation.neutral
    return amounts


def sweep(model: LeNet5, digit: Digit) -> dict[str, Sweep]:
    """Sweep a digit (28, 28) along every perturbation, read by a network in eval mode."""
    x = torch.as_tensor(digit)[None]
    amounts = {name: amounts_of(perturbation) for name, perturbation in PERTURBATIONS.items()}
    changed = [PERTURBATIONS[name].change(x, float(amount)) for name in amounts for amount in amounts[name]]
    output = scores(model, torch.cat(changed)).reshape(len(amounts), POINTS, 10)
    return {
        name: Sweep(
            amounts[name], probabilities_of(model, each), rubbish_share(model, each), rejected(model, each)
        )
        for name, each in zip(amounts, output, strict=True)
    }


@torch.inference_mode()
def perturbed(digit: Digit, amounts: Mapping[str, float]) -> Digit:
    """Perturb a digit (28, 28) in several ways, one after the other in the order of PERTURBATIONS."""
    if not amounts:
        return digit
    x = torch.as_tensor(digit)[None]
    for name, perturbation in PERTURBATIONS.items():
        if name in amounts and amounts[name] != perturbation.neutral:
            x = perturbation.change(x, amounts[name])
    return x[0].clamp(0, 1).numpy()
