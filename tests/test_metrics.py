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


def test_errors_over_writers_by_hand():
    wrong, writers = np.array([1, 0, 0, 0, 0.5, 0]), np.array([7, 7, 9, 9, 9, 12])
    errors, median, (low, high) = metrics.over_writers(wrong, writers)
    assert errors == pytest.approx({7: 50.0, 9: 100 / 6, 12: 0.0})
    assert median == pytest.approx(100 / 6)
    assert low == 0 and high == 50  # the worst draws are three times the same writer


def test_the_interval_over_writers_is_wide_where_one_writer_makes_the_errors():
    writers = np.repeat(np.arange(10), 100)
    of_one, of_all = np.zeros(1000), np.zeros(1000)
    of_one[:50], of_all[::20] = 1, 1
    one, everyone = metrics.over_writers(of_one, writers), metrics.over_writers(of_all, writers)
    assert everyone.interval == pytest.approx((5, 5)) and everyone.median == pytest.approx(5)
    assert one.median == 0 and one.interval[0] == 0 and one.interval[1] >= 10


def test_the_error_when_rejecting_by_hand():
    scores = np.zeros((4, 10))
    scores[[0, 1, 2, 3], [1, 1, 1, 1]] = [4, 3, 2, 1]  # the last is the least sure
    classes = np.array([1, 2, 1, 3])
    assert metrics.error_when_rejecting(scores, classes, [0, 25, 50, 75]) == pytest.approx(
        [50, 100 / 3, 50, 0]
    )


def test_the_calibration_error_by_hand():
    """Two bins: one where 0.9 is shown and half are right, one where 0.6 is shown and all are."""
    probabilities = np.full((4, 10), 0.0)
    probabilities[:2, 0], probabilities[:2, 1] = 0.9, 0.1
    probabilities[2:, 0], probabilities[2:, 1] = 0.6, 0.4
    classes = np.array([0, 5, 0, 0])
    assert metrics.calibration_error(probabilities, classes) == pytest.approx(100 * (0.4 + 0.4) / 2)
