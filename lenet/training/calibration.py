"""The fit of a network's temperature and rejection threshold to digits that it did not learn from."""

import numpy as np

from lenet.network.model import Calibration, LeNet5
from lenet.recognition import rubbish_share, softmax

TEMPERATURES = np.geomspace(0.25, 32.0, 701)
REJECTED_SHARE = 0.0035  # of each held-out set, about; the tests allow a test set 0.01


def calibrate(model: LeNet5, scores: dict[str, np.ndarray], classes: dict[str, np.ndarray]) -> None:
    """Give the network the calibration that suits held-out digits: scores (n, 10), classes (n,), by set.

    The temperature is the one that makes the first set's right classes likeliest (Guo et al. 2017);
    the threshold of rubbish is the largest of the sets' 1 - REJECTED_SHARE quantiles of its share.
    """
    known = next(iter(scores))
    losses = [log_loss(scores[known] / temperature, classes[known]) for temperature in TEMPERATURES]
    model.calibration = Calibration(float(TEMPERATURES[np.argmin(losses)]))
    thresholds = [np.quantile(rubbish_share(model, each), 1 - REJECTED_SHARE) for each in scores.values()]
    model.calibration = model.calibration._replace(rejection_threshold=float(max(thresholds)))


def log_loss(scores: np.ndarray, classes: np.ndarray) -> float:
    """Compute minus the mean logarithm of the right class's probability."""
    return float(-np.log(softmax(scores)[np.arange(len(classes)), classes] + 1e-300).mean())
