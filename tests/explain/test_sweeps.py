"""A sweep is the digit changed and read, amount by amount."""

import numpy as np
import pytest

from lenet import recognise
from lenet.explain.perturbations import AXES
from lenet.explain.sweeps import POINTS, amounts_of, stressed, swept


@pytest.mark.parametrize("name", AXES)
def test_amounts_go_from_end_to_end_through_rest(name):
    axis, amounts = AXES[name], amounts_of(AXES[name])
    assert len(amounts) == POINTS and (np.diff(amounts) > 0).all()
    assert axis.neutral in amounts
    assert amounts[0] == pytest.approx(axis.amounts[0]) and amounts[-1] == pytest.approx(axis.amounts[-1])


def test_each_point_of_a_sweep_is_what_the_network_reads(model, digit):
    sweeps = swept(model, digit)
    assert list(sweeps) == list(AXES)
    for name, sweep in sweeps.items():
        for at in (0, 7, POINTS - 1):
            recognition = recognise(model, stressed(digit, {name: float(sweep.amounts[at])}))
            np.testing.assert_allclose(sweep.probabilities[at], recognition.probabilities, atol=2e-3)
            assert sweep.refused[at] == (recognition.verdict is None)


def test_at_rest_it_is_the_digit_itself(digit):
    np.testing.assert_array_equal(
        stressed(digit, {name: axis.neutral for name, axis in AXES.items()}), digit
    )
    np.testing.assert_array_equal(stressed(digit, {}), digit)


def test_changes_add_up(digit):
    both = stressed(digit, {"shift x": 2.0, "rotation": 20.0})
    apart = stressed(stressed(digit, {"rotation": 20.0}), {"shift x": 2.0})
    np.testing.assert_allclose(both, apart, atol=1e-6)
