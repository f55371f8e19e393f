"""A sweep is the digit perturbed and read, amount by amount."""

import numpy as np
import pytest

from lenet import recognise
from lenet.explain.perturbations import PERTURBATIONS
from lenet.explain.sweeps import POINTS, amounts_of, perturbed, sweep


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_amounts_go_from_end_to_end_through_the_neutral_one(name):
    perturbation, amounts = PERTURBATIONS[name], amounts_of(PERTURBATIONS[name])
    assert len(amounts) == POINTS and (np.diff(amounts) > 0).all()
    assert perturbation.neutral in amounts
    assert amounts[[0, -1]] == pytest.approx(perturbation.amounts[[0, -1]])


def test_each_point_of_a_sweep_is_what_the_network_reads(model, digit):
    sweeps = sweep(model, digit)
    assert list(sweeps) == list(PERTURBATIONS)
    for name, swept in sweeps.items():
        for at in (0, 7, POINTS - 1):
            recognition = recognise(model, perturbed(digit, {name: float(swept.amounts[at])}))
            np.testing.assert_allclose(swept.probabilities[at], recognition.probabilities, atol=2e-3)
            assert swept.rubbish[at] == pytest.approx(recognition.rubbish, abs=2e-3)
            assert swept.rejected[at] == (recognition.verdict is None)


def test_neutral_amounts_leave_the_digit_itself(digit):
    np.testing.assert_array_equal(
        perturbed(digit, {name: each.neutral for name, each in PERTURBATIONS.items()}), digit
    )
    np.testing.assert_array_equal(perturbed(digit, {}), digit)


def test_perturbations_add_up(digit):
    both = perturbed(digit, {"shift x": 2.0, "rotation": 20.0})
    apart = perturbed(perturbed(digit, {"rotation": 20.0}), {"shift x": 2.0})
    np.testing.assert_allclose(both, apart, atol=1e-6)
