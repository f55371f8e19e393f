"""Stroke augmentation makes another drawing of the same class."""

import numpy as np

from lenet import digit_from_strokes, recognise
from lenet.data.stroke_augmentation import augment


def test_an_augmented_digit_is_another_drawing_of_the_same_digit(model, examples):
    random = np.random.default_rng(0)
    right = 0
    for name, strokes in examples.items():
        strokes = [np.array(stroke) for stroke in strokes]
        for _ in range(20):
            again = augment(strokes, random)
            assert all(stroke.ndim == 2 and len(stroke) and np.isfinite(stroke).all() for stroke in again)
            right += recognise(model, digit_from_strokes(again)).top3[0][0] == int(name)
    assert right >= 0.97 * 200


def test_even_a_dot_can_be_augmented():
    random = np.random.default_rng(0)
    for _ in range(50):
        assert digit_from_strokes(augment([np.array([[3.0, 4.0]])], random)) is not None
