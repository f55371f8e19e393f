"""The fit of a network's temperature and rejection threshold to digits that it did not learn from."""

from collections.abc import Mapping

import numpy as np

from lenet.network.model import Calibration, LeNet5
from lenet.recognition import rubbish_share, softmax

TEMPERATURES = np.geomspace(0.25, 32.0, 701)
REJECTED_SHARE = 0.004  # of MNIST's held-out digits, and of the held-out drawings, at most


def calibrate(model: LeNet5, scores: Mapping[str, np.ndarray], classes: Mapping[str, np.ndarray]) -> None:
    """Give the network the calibration that suits held-out digits, "MNIST" and "drawings".

    scores (n, 10) and classes (n,) by set; several networks' scores may be pooled. The temperature is the
    one that makes the right classes of the drawings likeliest (Guo et al. 2017), since they are what the
    network will read; the threshold of rubbish is the larger of the sets' 1 - REJECTED_SHARE quantiles.
    """
    losses = [log_loss(scores["drawings"] / each, classes["drawings"]) for each in TEMPERATURES]
    model.calibration = Calibration(float(TEMPERATURES[np.argmin(losses)]))
    thresholds = [np.quantile(rubbish_share(model, each), 1 - REJECTED_SHARE) for each in scores.values()]
    model.calibration = model.calibration._replace(rejection_threshold=float(max(thresholds)))


def log_loss(scores: np.ndarray, classes: np.ndarray) -> float:
    """Compute minus the mean logarithm of the right class's probability."""
    return float(-np.log(softmax(scores)[np.arange(len(classes)), classes] + 1e-300).mean())
