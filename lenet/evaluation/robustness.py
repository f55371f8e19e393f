"""How far digits may be perturbed before they are misread (the 1998 paper's section III-E)."""

import numpy as np
import torch

from lenet.explain.perturbations import Perturbation
from lenet.metrics import error
from lenet.network.model import LeNet5

DIGITS = 2_000  # of a test set, evenly taken
READ = 10.0  # per cent of errors up to which digits count as read


def curve(model: LeNet5, perturbation: Perturbation, digits: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """Measure the error in per cent at each of the perturbation's amounts, on DIGITS of the digits."""
    step = max(1, len(digits) // DIGITS)
    some, right = torch.from_numpy(digits[::step]), classes[::step]
    changed = (perturbation.change(some, float(amount)) for amount in perturbation.amounts)
    return np.array([error(model, each, right) for each in changed])


def read_between(perturbation: Perturbation, errors: np.ndarray) -> tuple[float, float]:
    """Find the amounts around the neutral one between which the error stays within READ."""
    amounts = perturbation.amounts
    neutral = int(np.abs(amounts - perturbation.neutral).argmin())
    return (
        last_read(amounts[neutral::-1], errors[neutral::-1]),
        last_read(amounts[neutral:], errors[neutral:]),
    )


def last_read(amounts: np.ndarray, errors: np.ndarray) -> float:
    """Find the amount at which the error first exceeds READ, interpolated; the last if it never does."""
    if not (errors > READ).any():
        return float(amounts[-1])
    out = int((errors > READ).argmax())
    if out == 0:
        return float(amounts[0])
    share = (READ - errors[out - 1]) / (errors[out] - errors[out - 1])
    return float(amounts[out - 1] + share * (amounts[out] - amounts[out - 1]))
