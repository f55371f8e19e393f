"""Our own drawings: the famous hard cases are among them, and misread ones are searched, never listed."""

import numpy as np
import pytest

from lenet import VARIANTS, digit_from_strokes, load, recognise
from lenet.explain import misreads as surprise
from lenet.explain.misreads import FAIR, misread
from lenet.web.components.sketchpad import PAD, own_drawings

OURS = own_drawings()
MODELS = {variant: load(variant) for variant in VARIANTS}


def found_for(network, seed, placement="mass"):
    others = [model for name, model in MODELS.items() if name != network]
    return misread(MODELS[network], others, OURS, PAD, placement, np.random.default_rng(seed))


@pytest.mark.parametrize(
    ("network", "placement"), [("lenet5", "mass"), ("1998", "box"), ("tanh", "resize")]
)
def test_what_is_found_is_misread_by_this_network_and_read_by_others(network, placement):
    found = found_for(network, seed=1, placement=placement)
    digit = digit_from_strokes(found.strokes, placement, PAD)
    verdicts = {name: recognise(model, digit).verdict for name, model in MODELS.items()}
    assert verdicts.pop(network) == found.read != found.meant
    assert list(verdicts.values()).count(found.meant) >= FAIR
    points = np.concatenate(found.strokes)
    assert points.min() >= 0 and points.max() <= PAD[0]


def test_the_same_seed_finds_the_same_drawing_and_another_another():
    first, again, other = (found_for("sigmoid", seed) for seed in (5, 5, 6))
    assert first.meant == again.meant and all(map(np.array_equal, first.strokes, again.strokes))
    assert not all(map(np.array_equal, first.strokes, other.strokes))


def test_a_search_that_finds_nothing_ends(monkeypatch):
    tried = []

    def refusing(model, digits):
        tried.append(len(digits))
        return np.full(len(digits), surprise.REFUSED)

    monkeypatch.setattr(surprise, "BATCHES", 2)
    monkeypatch.setattr(surprise, "verdicts", refusing)
    assert found_for("lenet5", seed=0) is None
    assert tried == [surprise.BATCH] * 2


def hand_of(digit, is_one):
    """Whether some hand of ours writes this digit in that way."""
    return any(is_one(strokes) for meant, strokes in OURS if meant == digit)


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
    plain = [strokes for meant, strokes in OURS if meant == digit]
    assert not all(map(is_one, plain))  # some hand writes it plainly
