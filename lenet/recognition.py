"""A digit read by a network: probabilities, top three, verdict, and every layer's output."""

from typing import NamedTuple

import numpy as np
import torch

from lenet.drawing import Digit
from lenet.model import LeNet5

SURE = 0.5  # by so much the likeliest class must lead the second for a verdict


class Recognition(NamedTuple):
    """What a network makes of a digit.

    probabilities: (10,) float64, sum 1. top3: (class, probability), likeliest first.
    verdict: the class, or None where it leads the second by less than SURE.
    trace: each layer's output by name, {"C1": (6, h, w), ..., "OUTPUT": (10,)} float32.
    """

    probabilities: np.ndarray
    top3: list[tuple[int, float]]
    verdict: int | None
    trace: dict[str, np.ndarray]


@torch.inference_mode()
def recognise(model: LeNet5, digit: Digit) -> Recognition:
    """Reads one digit, (28, 28) with 0 = paper and 1 = ink, with a network in eval mode."""
    trace = {name: output[0].numpy() for name, output in model.trace(model.input(digit[None])).items()}
    probabilities = softmax(trace["OUTPUT"])
    top3 = [(int(c), float(probabilities[c])) for c in np.argsort(-probabilities, kind="stable")[:3]]
    (best, first), (_, second), _ = top3
    return Recognition(probabilities, top3, best if first - second >= SURE else None, trace)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Scores (..., 10), larger = likelier, as float64 probabilities that sum to 1."""
    powers = np.exp(scores.astype(np.float64) - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
