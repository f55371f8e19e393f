"""What networks are measured by: errors, top three, confusions, losses, calibration."""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lenet.network.model import LeNet5

BATCH = 500
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


def error_by_writer(scores: np.ndarray, classes: np.ndarray, writers: np.ndarray) -> dict[int, float]:
    """Measure the error in per cent by writer's number."""
    wrong = scores.argmax(1) != classes
    return {int(writer): float(wrong[writers == writer].mean() * 100) for writer in np.unique(writers)}


def loss_and_error(model: LeNet5, sets: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, float]:
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
