"""What networks are measured by: errors, top three, confusions, losses, calibration."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lenet.network.model import LeNet5

LabelledSets = Mapping[
    str, tuple[np.ndarray, np.ndarray]
]  # digits (n, 28, 28) and classes (n,), by data set

BATCH = 500
RESAMPLED = 10_000  # times, for an interval over writers
BINS = 15  # of the calibration error


@torch.inference_mode()
def scores(model: LeNet5, digits: np.ndarray | Tensor) -> np.ndarray:
    """Compute OUTPUT (n, 10) of digits (n, 28, 28)."""
    batches = [model(model.input(digits[i : i + BATCH])) for i in range(0, len(digits), BATCH)]
    return torch.cat(batches).numpy()


def error(model: LeNet5, digits: np.ndarray | Tensor, classes: np.ndarray) -> float:
    """Measure the share of digits read wrongly, in per cent."""
    return float((scores(model, digits).argmax(1) != classes).mean() * 100)


def outside_top3(scores: np.ndarray, classes: np.ndarray) -> float:
    """Measure the share of digits, in per cent, whose class is not among the top three; scores (n, 10)."""
    return float((np.argsort(-scores, axis=1)[:, :3] != classes[:, None]).all(1).mean() * 100)


def confusion(scores: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """Count how many digits of the row's class were read as the column's: (10, 10)."""
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (classes, scores.argmax(1)), 1)
    return counts


class OverWriters(NamedTuple):
    """Errors over writers, in per cent: each one's, their median, and the mean's 95 % interval."""

    errors: dict[int, float]
    median: float
    interval: tuple[float, float]


def over_writers(wrong: np.ndarray, writers: np.ndarray) -> OverWriters:
    """Sum up errors by writer: wrong (n,) is 0, 1, or the share of several runs; writers (n,) are numbers.

    The interval is from the bootstrap over whole writers: the middle 95 % of the errors of as many writers,
    taken at random with replacement, RESAMPLED times.
    """
    names, member = np.unique(writers, return_inverse=True)
    sums, counts = np.bincount(member, wrong), np.bincount(member)
    chosen = np.random.default_rng(0).integers(len(names), size=(RESAMPLED, len(names)))
    low, high = np.quantile(100 * sums[chosen].sum(1) / counts[chosen].sum(1), [0.025, 0.975])
    errors = 100 * sums / counts
    by_writer = {int(name): float(each) for name, each in zip(names, errors, strict=True)}
    return OverWriters(by_writer, float(np.median(errors)), (float(low), float(high)))


def error_when_rejecting(scores: np.ndarray, classes: np.ndarray, shares: Sequence[float]) -> list[float]:
    """Measure the error in per cent of what is left when the least sure are rejected: a figure a share.

    Least sure: whose two largest scores are nearest to each other, as in the 1998 paper's section III-D,
    Figure 10. scores (n, 10), classes (n,); shares in per cent of all digits.
    """
    first, second = np.sort(scores, axis=1)[:, :-3:-1].T
    wrong = (scores.argmax(1) != classes)[np.argsort(second - first)]  # the surest come first
    kept = [len(wrong) - round(len(wrong) * share / 100) for share in shares]
    return [float(100 * wrong[:count].mean()) for count in kept]


def loss_and_error(model: LeNet5, sets: LabelledSets) -> dict[str, float]:
    """Measure the loss (of the ten scores' softmax) and the error in per cent on each set of digits."""
    figures = {}
    for name, (digits, classes) in sets.items():
        ten, right = torch.from_numpy(scores(model, digits)), torch.from_numpy(classes)
        figures[f"{name} loss"] = functional.cross_entropy(ten, right).item()
        figures[f"{name} error"] = 100 * (ten.argmax(1) != right).double().mean().item()
    return figures


def calibration_error(probabilities: np.ndarray, classes: np.ndarray) -> float:
    """Measure how far, on average, the first class's probability is from how often it is right, in %.

    The expected calibration error of probabilities (n, 10), over BINS equal bins.
    """
    first, right = probabilities.max(1), probabilities.argmax(1) == classes
    bins = np.minimum((first * BINS).astype(int), BINS - 1)
    gaps = [abs((right[bins == b] - first[bins == b]).sum()) for b in range(BINS)]
    return float(100 * sum(gaps) / len(classes))


def student_interval(mean: float, deviation: float, count: int) -> tuple[float, float]:
    """Compute the mean's 95 % interval, by Student's t, of `count` values with that standard deviation."""
    half_width = student_quantile(count - 1) * deviation / count**0.5
    return mean - half_width, mean + half_width


def student_quantile(freedom: int) -> float:
    """Compute which |t| is exceeded in 5 % of all cases, at so many degrees of freedom.

    With t = sqrt(freedom) tan(angle), the density is proportional to cos(angle) ** (freedom - 1).
    """
    angles = np.linspace(0, np.pi / 2, 200_001)
    density = np.cos(angles) ** (freedom - 1)
    share = np.cumsum((density[1:] + density[:-1]) / 2)
    angle = np.interp(0.95, share / share[-1], angles[1:])
    return float(freedom**0.5 * np.tan(angle))
