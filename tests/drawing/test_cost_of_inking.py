"""What a drawing costs to ink is told before it is inked, whatever is in it."""

from contextlib import suppress

import numpy as np
import pytest

from lenet import DrawingError
from lenet.drawing import inking, payload
from lenet.drawing.cost import MOST, SMALL, is_small
from lenet.drawing.inking import pieces, segments
from lenet.drawing.payload import digit_of
from lenet.drawing.placement import BOX, PEN_WIDTH, PLACEMENTS, fitted
from lenet.drawing.strokes import Drawing
from lenet.web.hands import own_drawings


def drawing(*strokes, pad=(280, 280)):
    return {"strokes": [np.asarray(stroke, float).tolist() for stroke in strokes], "pad": list(pad)}


def zigzag(turns, height=100):
    return [[20 + 240 * (i % 2), 20 + i * height / turns] for i in range(turns)]


def test_each_of_our_own_drawings_is_small():
    assert all(is_small(drawing(*strokes)) for _, strokes in own_drawings())


@pytest.mark.parametrize(
    "large",
    [
        drawing(zigzag(2_000)),
        drawing(zigzag(100)),
        drawing(zigzag(2_000, 1e-9)),
        drawing(np.array(zigzag(2_000)) * 1e6),
        drawing(np.array(zigzag(2_000)) * 1e-6),
        drawing(np.zeros((5_000, 2))),
        drawing(*np.zeros((900, 1, 2))),
        drawing(zigzag(200), pad=(0.001, 0.001)),
    ],
    ids=["zigzag", "short zigzag", "flat", "huge", "tiny", "one point", "dots", "small pad"],
)
def test_much_ink_many_points_and_many_strokes_are_not_small(large):
    """By bytes they were: the zigzag has 12 kB."""
    assert not is_small(large)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_small_has_few_pieces_to_ink(seed):
    """The pieces that inking itself cuts are the reference."""
    random, judged = np.random.default_rng(seed), set()
    for _ in range(200):
        points = random.normal(0, 10.0 ** random.integers(-6, 2), (random.integers(1, 200), 2))
        small = is_small(drawing(points))
        judged.add(small)
        starts, _ = pieces(*segments(fitted([points], BOX - PEN_WIDTH)))
        assert not small or len(starts) <= 2 * SMALL
        assert small or len(starts) > SMALL / 4
    assert judged == {True, False}


@pytest.mark.parametrize(
    "value", [None, 7, [], {}, {"digits": {}}, {"strokes": 7}, {"strokes": []}, {"strokes": [[]]}]
)
def test_nothing_to_ink_is_small(value):
    assert is_small(value)


@pytest.mark.parametrize("strokes", [[7], ["x"], [[["a", 1]]], [[[1, 2, 3]]], [[[1, float("nan")]]]])
def test_what_will_be_refused_is_small(strokes):
    assert is_small({"strokes": strokes, "pad": [280, 280]})


def test_a_line_that_leaves_the_pad_counts_as_far_as_it_is_seen():
    assert is_small(drawing([[0, 0], [1e9, 1e9]])) and not is_small(drawing(zigzag(100, 1e9)))


def scribble(points, pixels):
    """A stroke across the whole pad, there and back by so many pixels of the digit."""
    across = 10.0 * pixels * (np.arange(points) % 2)
    return np.stack([across, np.linspace(0, 280, points)], 1)


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_a_line_is_as_long_as_may_be_or_refused_before_it_is_inked(monkeypatch, placement):
    """The largest legal scribble held a core for 0.4 s."""
    pixels = 2 * MOST / 20_000
    assert digit_of(Drawing([scribble(20_000, pixels / 3)], (280, 280)), placement).any()
    monkeypatch.setattr(payload, "digit_from_strokes", None)
    with pytest.raises(DrawingError, match="at most 40,000 pixels") as refusal:
        digit_of(Drawing([scribble(20_000, pixels)], (280, 280)), placement)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("placement", PLACEMENTS)
@pytest.mark.parametrize("pad", [(280, 280), (0.001, 0.001), (1e9, 1e9)])
def test_what_is_let_in_has_few_pieces_to_ink(monkeypatch, placement, pad):
    """The pieces that inking itself cuts are the reference."""
    inked, lower = [], inking.lower

    def counted(nearest, frame, starts, *more):
        inked.append(len(starts))
        lower(nearest, frame, starts, *more)

    monkeypatch.setattr(inking, "lower", counted)
    for points, pixels in [(500, 28), (2_000, 9), (20_000, 1), (20_000, 0), (2_000, 28)]:
        with suppress(DrawingError):
            digit_of(Drawing([scribble(points, pixels)], pad), placement)
        assert sum(inked) <= 2 * 1.5 * MOST  # inked twice where the centre of mass is placed
        inked.clear()
