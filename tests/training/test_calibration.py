"""Calibration: a temperature that makes probabilities true, and a threshold that rejects few digits."""

import numpy as np
import pytest

from lenet import LeNet5
from lenet.metrics import calibration_error
from lenet.recognition import rubbish_share, softmax
from lenet.training import calibration


def overconfident(count, times, seed=0):
    """Scores whose softmax, divided by `times`, says truly how often each class is right."""
    random = np.random.default_rng(seed)
    scores = random.normal(0, 2, (count, 10))
    classes = np.array([random.choice(10, p=p) for p in softmax(scores)])
    return scores * times, classes


@pytest.mark.parametrize("times", [0.5, 2.0, 5.0])
def test_the_temperature_undoes_overconfidence(times):
    scores, classes = overconfident(6000, times)
    network = LeNet5(28, paper=0.0, ink=1.0)
    calibration.calibrate(network, {"drawings": scores}, {"drawings": classes})
    assert network.calibration.temperature == pytest.approx(times, rel=0.06)
    before = calibration_error(softmax(scores), classes)
    after = calibration_error(softmax(scores / network.calibration.temperature), classes)
    assert after < 2.5 < before


def test_the_temperature_is_that_of_drawings():
    (easy, right), (hard, classes) = overconfident(3000, 1.0), overconfident(3000, 3.0, seed=1)
    network = LeNet5(28, paper=0.0, ink=1.0)
    calibration.calibrate(network, {"MNIST": easy, "drawings": hard}, {"MNIST": right, "drawings": classes})
    assert network.calibration.temperature == pytest.approx(3.0, rel=0.08)


def test_the_threshold_rejects_its_share_of_digits_of_no_set():
    random = np.random.default_rng(0)
    scores = {"MNIST": random.normal(0, 1, (5000, 10)) + 6, "drawings": random.normal(0, 1, (500, 10)) + 1}
    classes = {name: each.argmax(1) for name, each in scores.items()}
    network = LeNet5(28, paper=0.0, ink=1.0)
    calibration.calibrate(network, scores, classes)
    rejected = {
        name: (rubbish_share(network, s) > network.calibration.rejection_threshold).mean()
        for name, s in scores.items()
    }
    assert max(rejected.values()) <= calibration.REJECTED_SHARE + 0.002
    assert rejected["drawings"] > 0  # no more lenient than that
