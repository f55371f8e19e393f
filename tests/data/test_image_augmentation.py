"""Image augmentation changes a digit within stated bounds, from a seed, and never its class."""

import numpy as np
import pytest
import torch

from lenet import digit_from_strokes, recognise
from lenet.data.image_augmentation import Amounts, distort
from lenet.training.recipes import FULL


@pytest.fixture
def batch(examples):
    return torch.from_numpy(np.stack([digit_from_strokes(strokes) for strokes in examples.values()] * 20))


def test_the_same_generator_gives_the_same_digits(batch):
    first, second, other = (distort(batch, FULL, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert torch.equal(first, second) and not torch.equal(first, other)


def test_digits_stay_digits(batch):
    bent = distort(batch, FULL, torch.Generator().manual_seed(0))
    assert bent.shape == batch.shape
    assert bent.min() >= 0 and bent.max() <= 1
    assert (bent != batch).flatten(1).any(1).all()


def test_nothing_happens_where_all_amounts_are_zero(batch):
    torch.testing.assert_close(distort(batch, Amounts(), torch.Generator()), batch, atol=1e-4, rtol=0)


def test_a_shift_stays_within_its_pixels(batch):
    shifted = distort(batch, Amounts(shift=2), torch.Generator().manual_seed(3)).numpy()
    columns = np.arange(28)
    moved = (shifted.sum(1) @ columns) / shifted.sum((1, 2)) - (batch.numpy().sum(1) @ columns) / (
        batch.numpy().sum((1, 2))
    )
    assert np.abs(moved).max() <= 2.1 and np.abs(moved).max() > 1


def test_the_network_still_reads_nearly_all_of_them(model, batch):
    bent = distort(batch, FULL, torch.Generator().manual_seed(0)).numpy()
    read = [recognise(model, digit).top3[0][0] for digit in bent]
    assert np.mean(np.array(read) == np.tile(np.arange(10), 20)) > 0.93
