"""Points that ink would not show are left out, and the placed digit does not show it."""

import numpy as np
import pytest

from lenet.drawing import simplification
from lenet.drawing.payload import digit_of
from lenet.drawing.placement import PLACEMENTS
from lenet.drawing.simplification import MANY, simplified
from lenet.drawing.strokes import Drawing
from lenet.web.hands import own_drawings

PAD = (280.0, 280.0)
TURNS = np.arange(4_000)


def densely(stroke):
    """The same line with 30 points for each two."""
    at = np.arange(0, len(stroke) - 1 + 1e-9, 1 / 30)
    return np.stack([np.interp(at, np.arange(len(stroke)), stroke[:, axis]) for axis in (0, 1)], axis=1)


HOSTILE = {
    "trembling line": np.stack([TURNS / 20, 100 + 0.002 * (TURNS % 2)], 1),
    "there and back along a line": np.stack([np.abs(TURNS % 1_000 - 500) / 2, TURNS / 40], 1),
    "slow circle": 140 + 100 * np.stack([np.cos(TURNS / 600), np.sin(TURNS / 600)], 1),
    "one point": np.full((4_000, 2), 7.0),
    "spikes": np.stack([TURNS / 20, 200.0 * (TURNS % 50 == 0)], 1),
}


def compared(monkeypatch, strokes, placement):
    """A placed digit, and what it is if every point is inked."""
    drawing = Drawing(strokes, PAD)
    digit = digit_of(drawing, placement)
    with monkeypatch.context() as patch:
        patch.setattr(simplification, "MANY", 10**9)
        return digit, digit_of(drawing, placement)


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_our_own_drawings_stay_within_a_grey_level(monkeypatch, placement):
    """Points are simplified before they are inked, the result within a grey level."""
    some = 0
    for _, strokes in own_drawings():
        strokes = [densely(stroke) for stroke in strokes]
        some += sum(map(len, strokes)) > MANY
        digit, exact = compared(monkeypatch, strokes, placement)
        np.testing.assert_allclose(digit, exact, atol=1 / 255)
    assert some > 30


@pytest.mark.parametrize("placement", PLACEMENTS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_lines_stay_within_a_grey_level(monkeypatch, name, placement):
    digit, exact = compared(monkeypatch, [HOSTILE[name], HOSTILE[name][::-1] + 3], placement)
    np.testing.assert_allclose(digit, exact, atol=1 / 255)


@pytest.mark.parametrize("name", HOSTILE)
def test_points_that_tell_nothing_are_left_out(name):
    line = HOSTILE[name] / 10  # 28 pixels across
    (fewer,) = simplified([line], 1)
    assert len(fewer) < len(line) / 3
    np.testing.assert_array_equal(fewer[[0, -1]], line[[0, -1]])


def test_strokes_stay_apart():
    strokes = [
        np.stack([np.linspace(0, 9, count), np.full(count, row)], 1)
        for row, count in enumerate([300, 1, 400, 2])
    ]
    fewer = simplified(strokes, 1)
    assert len(fewer) == 4 and sum(map(len, fewer)) < 20
    for stroke, simple in zip(strokes, fewer, strict=True):
        np.testing.assert_array_equal(simple[[0, -1]], stroke[[0, -1]])


def test_a_drawing_of_few_points_is_left_as_it_is():
    strokes = [np.zeros((MANY, 2))]
    assert simplified(strokes, 1) is strokes
