"""Negative samples: those that networks learn to reject, and the other ones, that they are tested on."""

import numpy as np
import pytest

from lenet import digit_from_strokes, recognise
from lenet.data.negative_collection import collection
from lenet.data.negative_samples import KINDS, in_a_row, negative_samples, unit_height
from lenet.data.stroke_augmentation import augment


def test_the_collection_is_large_enough_and_half_of_it_is_for_testing():
    testing, tuning = collection(testing=True), collection(testing=False)
    assert len(testing) == 10 and testing.keys() == tuning.keys()
    assert all(len(testing[kind]) == len(tuning[kind]) for kind in testing)
    assert sum(map(len, testing.values())) + sum(map(len, tuning.values())) >= 200


def test_no_drawing_is_in_the_collection_twice():
    drawings = [d for half in (True, False) for kind in collection(half).values() for d in kind]
    digits = np.stack([digit_from_strokes(d) for d in drawings]).reshape(len(drawings), -1)
    distance = np.abs(digits[:, None] - digits).sum(-1)
    same = (distance < 1).sum() - len(drawings)
    assert same <= 0.02 * len(drawings)  # two taps at two places, once placed, are the same dot


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_makes_endlessly_other_drawings_that_can_be_inked(kind):
    random = np.random.default_rng(0)
    digits = [digit_from_strokes(augment(kind(random), random)) for _ in range(20)]
    assert all(digit is not None and np.isfinite(digit).all() for digit in digits)
    assert len({digit.tobytes() for digit in digits}) >= 15


def test_the_same_seed_draws_the_same():
    first, again, other = (negative_samples(10, np.random.default_rng(seed)) for seed in (1, 1, 2))
    same = [
        all(np.array_equal(p, q) for p, q in zip(a, b, strict=True))
        for a, b in zip(first, again, strict=True)
    ]
    assert all(same)
    assert not all(
        len(a) == len(b) and all(np.array_equal(p, q) for p, q in zip(a, b, strict=True))
        for a, b in zip(first, other, strict=True)
    )


def test_drawings_in_a_row_do_not_touch():
    square = [[[0, 0], [10, 0], [10, 20], [0, 20], [0, 0]]]
    row = in_a_row([unit_height(square) for _ in range(3)], np.random.default_rng(0))
    for left, right in zip(row, row[1:], strict=False):
        assert left[:, 0].max() < right[:, 0].min()


def test_a_network_rejects_a_face_and_reads_a_digit(model, examples):
    faces = [
        recognise(model, digit_from_strokes(face)).verdict for face in collection(testing=True)["face"]
    ]
    assert faces.count(None) >= 0.9 * len(faces)
    digits = [recognise(model, digit_from_strokes(strokes)).verdict for strokes in examples.values()]
    assert digits == list(range(10))
