"""Digits by rules: endless drawings that a person, and so a network, reads as they are meant."""

import numpy as np
import pytest

from lenet import digit_from_strokes, load, recognise
from lenet.data.digit_shapes import SHAPES, drawn_digits, plain


def test_all_ten_classes_are_drawn_equally_often():
    drawings, labels = drawn_digits(200, np.random.default_rng(0))
    assert len(drawings) == len(labels) == 200
    assert np.bincount(labels).tolist() == [20] * 10


def test_the_same_generator_draws_the_same_and_another_draws_otherwise():
    first, again, other = (drawn_digits(20, np.random.default_rng(seed))[0] for seed in (1, 1, 2))
    points, same, others = (np.concatenate([np.concatenate(d) for d in ds]) for ds in (first, again, other))
    assert np.array_equal(points, same)
    assert not np.array_equal(points, others)


def test_every_drawing_can_be_inked_and_none_is_drawn_twice():
    drawings, _ = drawn_digits(300, np.random.default_rng(0))
    assert all(np.isfinite(stroke).all() for strokes in drawings for stroke in strokes)
    digits = [digit_from_strokes(strokes) for strokes in drawings]
    assert len({digit.tobytes() for digit in digits}) >= 290


@pytest.fixture(scope="module")
def reader():
    return load("lenet5")


def test_the_shipped_network_reads_the_skeletons(reader):
    read = [
        recognise(reader, digit_from_strokes(plain(shape))).verdict == digit
        for digit, shapes in SHAPES.items()
        for shape in shapes.split()
    ]
    print(f"{sum(read)} of {len(read)} skeletons read rightly")
    assert sum(read) >= 0.8 * len(read)  # it has never seen some, such as a slashed 0
