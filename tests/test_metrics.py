"""Metrics are what one counts by hand."""

import numpy as np
import pytest

from lenet import metrics


def test_metrics_by_hand():
    scores = np.array(
        [[9.0, 8, 7, 0, 0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]]
    )
    classes = np.array([1, 6, 0])
    assert metrics.outside_top3(scores, classes) == pytest.approx(100 / 3)
    counts = metrics.confusion(scores, classes)
    assert counts.sum() == 3 and counts[1, 0] == counts[6, 9] == counts[0, 0] == 1


def test_errors_by_writer_by_hand():
    scores = np.eye(10)[[3, 3, 5, 5]]
    errors = metrics.error_by_writer(scores, np.array([3, 4, 5, 5]), np.array([7, 7, 9, 9]))
    assert errors == {7: 50.0, 9: 0.0}


def test_the_calibration_error_by_hand():
    """Two bins: one where 0.9 is shown and half are right, one where 0.6 is shown and all are."""
    probabilities = np.full((4, 10), 0.0)
    probabilities[:2, 0], probabilities[:2, 1] = 0.9, 0.1
    probabilities[2:, 0], probabilities[2:, 1] = 0.6, 0.4
    classes = np.array([0, 5, 0, 0])
    assert metrics.calibration_error(probabilities, classes) == pytest.approx(100 * (0.4 + 0.4) / 2)
