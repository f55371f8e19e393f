"""Distortions change a digit within stated bounds, from a seed, and never its class."""

import numpy as np
import pytest
import torch

from lenet import digit_from_strokes, recognise
from lenet.data.image_augmentation import Amounts, distorted
from lenet.data.stroke_augmentation import redrawn
from train import FULL


@pytest.fixture
def batch(examples):
    return torch.from_numpy(np.stack([digit_from_strokes(strokes) for strokes in examples.values()] * 20))


def test_the_same_generator_gives_the_same_digits(batch):
    first, second, other = (
        distorted(batch, FULL, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2)
    )
    assert torch.equal(first, second) and not torch.equal(first, other)


def test_digits_stay_digits(batch):
    bent = distorted(batch, FULL, torch.Generator().manual_seed(0))
    assert bent.shape == batch.shape
    assert bent.min() >= 0 and bent.max() <= 1
    assert (bent != batch).flatten(1).any(1).all()


def test_nothing_happens_where_all_amounts_are_zero(batch):
    torch.testing.assert_close(distorted(batch, Amounts(), torch.Generator()), batch, atol=1e-4, rtol=0)


def test_a_shift_stays_within_its_pixels(batch):
    shifted = distorted(batch, Amounts(shift=2), torch.Generator().manual_seed(3)).numpy()
    columns = np.arange(28)
    moved = (shifted.sum(1) @ columns) / shifted.sum((1, 2)) - (batch.numpy().sum(1) @ columns) / (
        batch.numpy().sum((1, 2))
    )
    assert np.abs(moved).max() <= 2.1 and np.abs(moved).max() > 1


def test_the_network_still_reads_nearly_all_of_them(model, batch):
    bent = distorted(batch, FULL, torch.Generator().manual_seed(0)).numpy()
    read = [recognise(model, digit).top3[0][0] for digit in bent]
    assert np.mean(np.array(read) == np.tile(np.arange(10), 20)) > 0.93


def test_a_redrawn_digit_is_another_drawing_of_the_same_digit(model, examples):
    random = np.random.default_rng(0)
    right = 0
    for name, strokes in examples.items():
        strokes = [np.array(stroke) for stroke in strokes]
        for _ in range(20):
            again = redrawn(strokes, random)
            assert all(stroke.ndim == 2 and len(stroke) and np.isfinite(stroke).all() for stroke in again)
            right += recognise(model, digit_from_strokes(again)).top3[0][0] == int(name)
    assert right >= 0.97 * 200


def test_even_a_dot_can_be_redrawn():
    random = np.random.default_rng(0)
    for _ in range(50):
        assert digit_from_strokes(redrawn([np.array([[3.0, 4.0]])], random)) is not None
