"""The judgement: a temperature that makes probabilities true, and a limit that refuses few digits."""

import numpy as np
import pytest

from lenet import LeNet5
from lenet.recognition import rubbish_share, softmax
from lenet.training import calibration as judging


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
    judging.fit(network, {"digits": scores}, {"digits": classes})
    assert network.judgement.temperature == pytest.approx(times, rel=0.06)
    before = judging.calibration_error(softmax(scores), classes)
    after = judging.calibration_error(softmax(scores / network.judgement.temperature), classes)
    assert after < 2.5 < before


def test_the_limit_refuses_its_share_of_digits_of_no_set():
    random = np.random.default_rng(0)
    scores = {"easy": random.normal(0, 1, (5000, 10)) + 6, "hard": random.normal(0, 1, (500, 10)) + 1}
    classes = {name: each.argmax(1) for name, each in scores.items()}
    network = LeNet5(28, paper=0.0, ink=1.0)
    judging.fit(network, scores, classes)
    refused = {
        name: (rubbish_share(network, s) > network.judgement.refused_above).mean()
        for name, s in scores.items()
    }
    assert max(refused.values()) <= judging.REFUSED + 0.002
    assert refused["hard"] > 0  # no more lenient than that


def test_the_calibration_error_by_hand():
    """Two bins: one where 0.9 is shown and half are right, one where 0.6 is shown and all are."""
    probabilities = np.full((4, 10), 0.0)
    probabilities[:2, 0], probabilities[:2, 1] = 0.9, 0.1
    probabilities[2:, 0], probabilities[2:, 1] = 0.6, 0.4
    classes = np.array([0, 5, 0, 0])
    assert judging.calibration_error(probabilities, classes) == pytest.approx(100 * (0.4 + 0.4) / 2)
