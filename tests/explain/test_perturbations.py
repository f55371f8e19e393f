"""Perturbations change nothing at the neutral amount, else the right way, and no further than they say."""

import numpy as np
import pytest
import torch

from lenet import digit_from_strokes
from lenet.drawing.placement import centre_of_mass
from lenet.explain.perturbations import PERTURBATIONS


@pytest.fixture
def digit(examples):
    return torch.from_numpy(digit_from_strokes(examples["4"])[None])


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_the_neutral_amount_changes_nothing(name, digit):
    perturbation = PERTURBATIONS[name]
    assert np.isclose(perturbation.amounts, perturbation.neutral).any()
    torch.testing.assert_close(perturbation.change(digit, perturbation.neutral), digit, atol=1e-4, rtol=0)


def test_a_shift_moves_the_centre_of_mass(digit):
    x, y = centre_of_mass(digit[0].numpy())
    right = centre_of_mass(PERTURBATIONS["shift x"].change(digit, 2.0)[0].numpy())
    down = centre_of_mass(PERTURBATIONS["shift y"].change(digit, 2.0)[0].numpy())
    assert right == pytest.approx((x + 2, y), abs=0.05)
    assert down == pytest.approx((x, y + 2), abs=0.05)


def test_scale_and_squeeze_change_the_inks_extent(digit):
    def extent(changed):
        rows, columns = (np.flatnonzero(changed[0].numpy().sum(a) > 0.3) for a in (1, 0))
        return np.ptp(columns) + 1, np.ptp(rows) + 1

    width, height = extent(digit)
    assert extent(PERTURBATIONS["scale"].change(digit, 0.5)) == pytest.approx(
        (width / 2, height / 2), abs=2
    )
    assert extent(PERTURBATIONS["squeeze"].change(digit, 1.25)) == pytest.approx(
        (width * 1.25, height / 1.25), abs=2
    )


def test_a_quarter_turn_is_clockwise(digit):
    turned = PERTURBATIONS["rotation"].change(digit, 90.0)[0]
    torch.testing.assert_close(turned, torch.rot90(digit[0], -1), atol=1e-4, rtol=0)


def test_a_wider_pen_adds_ink_and_a_thinner_one_takes_it(digit):
    ink = [PERTURBATIONS["pen"].change(digit, amount).sum() for amount in (-1.0, -0.5, 0.0, 0.5, 1.0, 2.0)]
    assert ink == sorted(ink) and ink[0] < ink[-1] / 3


def test_shear_moves_the_top_and_leaves_the_middle(digit):
    sheared = PERTURBATIONS["shear"].change(digit, 0.5)[0].numpy()
    moved = [(row @ np.arange(28)) / row.sum() for row in (sheared[7], digit[0, 7].numpy())]
    assert moved[0] - moved[1] == pytest.approx(0.5 * 6.5, abs=0.4)
    np.testing.assert_allclose(sheared[13:15].sum(), digit[0, 13:15].sum(), rtol=0.1)


def test_a_square_of_paper_occludes_the_middle(digit):
    occluded = PERTURBATIONS["covered"].change(digit, 8.0)[0]
    assert occluded[10:18, 10:18].abs().max() == 0
    torch.testing.assert_close(occluded[:9], digit[0, :9])


def test_noise_inverts_its_share_of_pixels(digit):
    changed = PERTURBATIONS["noise"].change(digit, 0.1)
    assert (changed != digit).float().mean() == pytest.approx(0.1, abs=0.03)
