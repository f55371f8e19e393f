"""Negative samples: by rule, endless; by hand, doodles."""

import numpy as np
import pytest

from lenet import digit_from_strokes, recognise
from lenet.data.doodles import doodles
from lenet.data.negative_samples import KINDS, in_a_row, negative_samples, unit_height
from lenet.data.stroke_augmentation import augment

KINDS_BY_NAME = {kind.__name__: kind for kind in KINDS}


def test_no_doodle_is_drawn_twice():
    drawings, kinds, designs = doodles()
    assert len(drawings) >= 200 and len(set(kinds)) == 10
    assert all(len(set(designs[kinds == kind])) >= 10 for kind in set(kinds))
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


def test_a_network_rejects_faces_by_rule_and_reads_digits(model, examples):
    random = np.random.default_rng(0)
    faces = [
        recognise(model, digit_from_strokes(augment(KINDS_BY_NAME["face"](random), random))).verdict
        for _ in range(40)
    ]
    assert faces.count(None) >= 0.9 * len(faces)
    digits = [recognise(model, digit_from_strokes(strokes)).verdict for strokes in examples.values()]
    assert digits == list(range(10))
