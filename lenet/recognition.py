"""A digit read by a network: probabilities, top three, verdict, and every layer's output."""

from typing import NamedTuple

import numpy as np
import torch

from lenet.drawing.placement import Digit
from lenet.network.model import LeNet5
from lenet.network.plain_convolution import plain_convolution


class Recognition(NamedTuple):
    """What a network makes of a digit.

    probabilities: (10,) float64, sum 1. top3: (class, probability), likeliest first.
    verdict: the class, or None: not a digit. rubbish: the share of the eleventh class that decides it.
    trace: each layer's output by name, {"C1": (6, h, w), ..., "OUTPUT": (10,)} float32.
    """

    probabilities: np.ndarray
    top3: list[tuple[int, float]]
    verdict: int | None
    rubbish: float
    trace: dict[str, np.ndarray]


@torch.inference_mode()
def recognise(model: LeNet5, digit: Digit) -> Recognition:
    """Read one digit, (28, 28) with 0 = paper and 1 = ink, with a network in eval mode.

    The verdict is None where the eleventh class, rubbish, whose score never changes, gets a larger
    share than the network's calibration allows it.
    """
    with plain_convolution():
        outputs = model.trace(model.input(digit[None]))
    trace = {name: output[0].numpy() for name, output in outputs.items()}
    scores = trace["OUTPUT"]
    probabilities = probabilities_of(model, scores)
    rubbish = float(rubbish_share(model, scores))
    top3 = [(int(c), float(probabilities[c])) for c in np.argsort(-probabilities, kind="stable")[:3]]
    verdict = None if rejected(model, scores) else top3[0][0]
    return Recognition(probabilities, top3, verdict, rubbish, trace)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Turn scores (..., n), larger = likelier, into float64 probabilities that sum to 1."""
    powers = np.exp(scores.astype(np.float64) - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def probabilities_of(model: LeNet5, scores: np.ndarray) -> np.ndarray:
    """Compute the calibrated probabilities (..., 10) of OUTPUT's scores (..., 10)."""
    return softmax(scores / model.calibration.temperature)


def rejected(model: LeNet5, scores: np.ndarray) -> np.ndarray:
    """Tell which scores (..., 10) are "not a digit" to the network: (...,) booleans."""
    return rubbish_share(model, scores) > model.calibration.rejection_threshold


def rubbish_share(model: LeNet5, scores: np.ndarray) -> np.ndarray:
    """Compute the share (...,) of rubbish among eleven classes, for the ten scores (..., 10) of OUTPUT."""
    eleven = np.concatenate([scores, np.full_like(scores[..., :1], model.rubbish)], axis=-1)
    return softmax(eleven / model.calibration.temperature)[..., 10]
