"""What digits bear is measured at each amount, and interpolated between them."""

import numpy as np
import pytest

from lenet import digit_from_strokes
from lenet.evaluation.robustness import curve, read_between
from lenet.explain.perturbations import PERTURBATIONS, Perturbation


def test_the_ends_of_what_is_read_are_interpolated():
    perturbation = Perturbation(lambda digits, amount: digits, np.array([-2.0, -1, 0, 1, 2]), 0.0, "", "")
    assert read_between(perturbation, np.array([30.0, 20, 0, 4, 10])) == pytest.approx((-0.5, 2))
    assert read_between(perturbation, np.array([1.0, 1, 1, 16, 50]))[1] == pytest.approx(0.6)


def test_a_curve_is_lowest_at_the_neutral_amount(model, examples):
    digits = np.stack([digit_from_strokes(strokes) for strokes in examples.values()])
    errors = curve(model, PERTURBATIONS["rotation"], digits, np.arange(10))
    assert errors[6] == 0 and errors[0] > 20 and errors[-1] > 20
