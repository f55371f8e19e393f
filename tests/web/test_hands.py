"""Our own example digits: the famous hard cases are among them."""

import numpy as np
import pytest

from lenet.web.hands import own_drawings

DRAWINGS = own_drawings()


def hand_of(digit, is_one):
    """Whether some hand of ours writes this digit in that way."""
    return any(is_one(strokes) for meant, strokes in DRAWINGS if meant == digit)


def share(strokes):
    """The strokes in shares of the drawing's own box."""
    points = np.concatenate(strokes)
    return [(stroke - points.min(axis=0)) / np.ptp(points, axis=0) for stroke in strokes]


def crossings(one, other):
    """Which segments of one line cross which of another."""

    def side(p, q, r):
        (along, r) = (q - p, r - p)
        return np.sign(along[..., 0] * r[..., 1] - along[..., 1] * r[..., 0])

    a, b, c, d = one[:-1, None], one[1:, None], other[None, :-1], other[None, 1:]
    return (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)


def is_flagged(strokes):
    x, y = share(strokes)[0][0]
    return x < 0.4 and 0.1 < y < 0.6  # it begins on the left, below the top


def is_crossed(strokes):
    if len(strokes) < 2:
        return False
    bar = share(strokes)[1]
    return crossings(*strokes[:2]).any() and abs(bar[:, 1].mean() - 0.5) < 0.2


def is_open(strokes):
    tops = [stroke[stroke[:, 1].argmin()] for stroke in share(strokes)]
    return len(tops) == 2 and abs(tops[0][0] - tops[1][0]) > 0.3 and max(top[1] for top in tops) < 0.35


def is_hooked(strokes):
    tail = share(strokes)[-1]
    lowest = tail[tail[:, 1].argmax()]
    return tail[-1][0] < lowest[0] - 0.1 and tail[-1][1] < lowest[1] - 0.02


def is_slashed(strokes):
    return len(strokes) == 2 and crossings(strokes[0], strokes[1]).sum() >= 2


def is_looped(strokes):
    (stroke,) = strokes
    at, other = np.nonzero(crossings(stroke, stroke))
    return any(abs(i - j) > 1 and share(strokes)[0][i][1] > 0.6 for i, j in zip(at, other, strict=True))


@pytest.mark.parametrize(
    ("digit", "is_one"),
    [(1, is_flagged), (7, is_crossed), (4, is_open), (9, is_hooked), (0, is_slashed), (2, is_looped)],
)
def test_the_famous_hard_cases_are_among_our_hands(digit, is_one):
    assert hand_of(digit, is_one)
    plain = [strokes for meant, strokes in DRAWINGS if meant == digit]
    assert not all(map(is_one, plain))  # some hand writes it plainly
