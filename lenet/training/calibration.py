"""Fits a network's judgement, its temperature and what it refuses, to digits that it did not learn from."""

import numpy as np

from lenet.network.model import Judgement, LeNet5
from lenet.recognition import rubbish_share, softmax

TEMPERATURES = np.geomspace(0.25, 32.0, 701)
REFUSED = 0.0035  # the share of each held-out set that may be refused; a test set may have 0.01
BINS = 15  # of the calibration error


def fit(model: LeNet5, scores: dict[str, np.ndarray], classes: dict[str, np.ndarray]) -> None:
    """Gives the network the judgement that suits held-out digits: scores (n, 10), classes (n,), by set.

    The temperature is the one that makes the first set's right classes likeliest (Guo et al. 2017);
    the limit of rubbish is the lowest that refuses no more than REFUSED of any set.
    """
    known = next(iter(scores))
    losses = [log_loss(scores[known] / temperature, classes[known]) for temperature in TEMPERATURES]
    model.judgement = Judgement(float(TEMPERATURES[np.argmin(losses)]))
    limits = [np.quantile(rubbish_share(model, each), 1 - REFUSED) for each in scores.values()]
    model.judgement = model.judgement._replace(refused_above=float(max(limits)))


def log_loss(scores: np.ndarray, classes: np.ndarray) -> float:
    """Minus the mean logarithm of the right class's probability."""
    return float(-np.log(softmax(scores)[np.arange(len(classes)), classes] + 1e-300).mean())


def calibration_error(probabilities: np.ndarray, classes: np.ndarray) -> float:
    """How far, on average, the first class's probability (n, 10) is from how often it is right, in %.

    The expected calibration error over BINS equal bins of probability.
    """
    first, right = probabilities.max(1), probabilities.argmax(1) == classes
    bins = np.minimum((first * BINS).astype(int), BINS - 1)
    gaps = [abs((right[bins == b] - first[bins == b]).sum()) for b in range(BINS)]
    return float(100 * sum(gaps) / len(classes))
