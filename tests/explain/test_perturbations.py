"""The axes of change: nothing at rest, the right way, and no further than they say."""

import numpy as np
import pytest
import torch

from lenet import digit_from_strokes
from lenet.drawing.placement import centre_of_mass
from lenet.explain.perturbations import AXES, Axis, curve, read_between


@pytest.fixture
def digit(examples):
    return torch.from_numpy(digit_from_strokes(examples["4"])[None])


@pytest.mark.parametrize("name", AXES)
def test_at_rest_nothing_changes(name, digit):
    axis = AXES[name]
    assert np.isclose(axis.amounts, axis.neutral).any()
    torch.testing.assert_close(axis.change(digit, axis.neutral), digit, atol=1e-4, rtol=0)


def test_a_shift_moves_the_centre_of_mass(digit):
    x, y = centre_of_mass(digit[0].numpy())
    right = centre_of_mass(AXES["shift x"].change(digit, 2.0)[0].numpy())
    down = centre_of_mass(AXES["shift y"].change(digit, 2.0)[0].numpy())
    assert right == pytest.approx((x + 2, y), abs=0.05)
    assert down == pytest.approx((x, y + 2), abs=0.05)


def test_scale_and_squeeze_change_the_inks_extent(digit):
    def extent(changed):
        rows, columns = (np.flatnonzero(changed[0].numpy().sum(a) > 0.3) for a in (1, 0))
        return np.ptp(columns) + 1, np.ptp(rows) + 1

    width, height = extent(digit)
    assert extent(AXES["scale"].change(digit, 0.5)) == pytest.approx((width / 2, height / 2), abs=2)
    assert extent(AXES["squeeze"].change(digit, 1.25)) == pytest.approx(
        (width * 1.25, height / 1.25), abs=2
    )


def test_a_quarter_turn_is_clockwise(digit):
    turned = AXES["rotation"].change(digit, 90.0)[0]
    torch.testing.assert_close(turned, torch.rot90(digit[0], -1), atol=1e-4, rtol=0)


def test_a_wider_pen_adds_ink_and_a_thinner_one_takes_it(digit):
    ink = [AXES["pen"].change(digit, amount).sum() for amount in (-1.0, -0.5, 0.0, 0.5, 1.0, 2.0)]
    assert ink == sorted(ink) and ink[0] < ink[-1] / 3


def test_shear_moves_the_top_and_leaves_the_middle(digit):
    sheared = AXES["shear"].change(digit, 0.5)[0].numpy()
    moved = [(row @ np.arange(28)) / row.sum() for row in (sheared[7], digit[0, 7].numpy())]
    assert moved[0] - moved[1] == pytest.approx(0.5 * 6.5, abs=0.4)
    np.testing.assert_allclose(sheared[13:15].sum(), digit[0, 13:15].sum(), rtol=0.1)


def test_a_square_of_paper_covers_the_middle(digit):
    covered = AXES["covered"].change(digit, 8.0)[0]
    assert covered[10:18, 10:18].abs().max() == 0
    torch.testing.assert_close(covered[:9], digit[0, :9])


def test_noise_inverts_its_share_of_pixels(digit):
    changed = AXES["noise"].change(digit, 0.1)
    assert (changed != digit).float().mean() == pytest.approx(0.1, abs=0.03)


def test_the_ends_of_what_is_read_are_interpolated():
    axis = Axis(lambda digits, amount: digits, np.array([-2.0, -1, 0, 1, 2]), 0.0, "")
    assert read_between(axis, np.array([30.0, 20, 0, 4, 10])) == pytest.approx((-0.5, 2))
    assert read_between(axis, np.array([1.0, 1, 1, 16, 50]))[1] == pytest.approx(0.6)


def test_a_curve_is_lowest_at_rest(model, examples):
    digits = np.stack([digit_from_strokes(strokes) for strokes in examples.values()])
    errors = curve(model, AXES["rotation"], digits, np.arange(10))
    assert errors[6] == 0 and errors[0] > 20 and errors[-1] > 20
