"""What arrives as a drawing is a drawing, or is refused with one sentence."""

import math

import numpy as np
import pytest

from lenet.drawing.strokes import MAX_POINTS, MAX_STROKES, DrawingError, checked_strokes, drawing_from_json

STROKE = [[10, 20], [30, 40.5]]


def test_a_drawing_is_its_strokes_and_its_pad():
    drawing = drawing_from_json({"strokes": [STROKE], "pad": [300, 200]})
    assert drawing.pad == (300.0, 200.0)
    np.testing.assert_array_equal(drawing.strokes[0], STROKE)


def test_strokes_without_points_are_left_out():
    assert len(checked_strokes([[], STROKE, []])) == 1


@pytest.mark.parametrize(
    ("drawing", "sentence"),
    [
        (None, "A drawing is an object"),
        ([STROKE], "A drawing is an object"),
        ({"pad": [280, 280]}, "A drawing is an object"),
        ({"strokes": None}, "not nothing"),
        ({"strokes": "abc"}, "not of type str"),
        ({"strokes": {"0": STROKE}}, "not of type dict"),
        ({"strokes": [7]}, "Stroke 1 is of type int"),
        ({"strokes": [None]}, "Stroke 1 is nothing"),
        ({"strokes": [STROKE, [[1, 2, 3]]]}, "Stroke 2 has something else than pairs"),
        ({"strokes": [[[1, "2"]]]}, "pairs of numbers"),
        ({"strokes": [[[1, True]]]}, "pairs of numbers"),
        ({"strokes": [[[1, [2]]]]}, "pairs of numbers"),
        ({"strokes": [[1, 2]]}, "pairs of numbers"),
        ({"strokes": ["12"]}, "Stroke 1 is of type str"),
        ({"strokes": [[[1, math.nan]]]}, "between -1e9 and 1e9"),
        ({"strokes": [[[1, math.inf]]]}, "between -1e9 and 1e9"),
        ({"strokes": [[[1, 2e9]]]}, "between -1e9 and 1e9"),
        ({"strokes": [[[1, 10**400]]]}, "something else than numbers"),
        ({"strokes": [STROKE] * (MAX_STROKES + 1)}, "at most 1,000"),
        ({"strokes": [[[1, 2]] * (MAX_POINTS + 1)]}, "at most 20,000"),
        ({"strokes": [STROKE], "pad": [0, 280]}, "The pad is"),
        ({"strokes": [STROKE], "pad": [1e-300, 280]}, "The pad is"),
        ({"strokes": [STROKE], "pad": [280]}, "The pad is"),
        ({"strokes": [STROKE], "pad": [math.nan, 280]}, "The pad is"),
        ({"strokes": [STROKE], "pad": "280x280"}, "The pad is"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(drawing, sentence):
    with pytest.raises(DrawingError, match=sentence) as refusal:
        drawing_from_json(drawing)
    assert str(refusal.value).endswith(".")


def test_depth_is_refused_before_it_costs_anything():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(DrawingError):
        drawing_from_json({"strokes": [[deep]]})
    while deep:  # unwound by hand: the interpreter's own way recurses
        deep = deep[0]


@pytest.mark.parametrize("array", [np.zeros((3, 3)), np.zeros(4), np.zeros((2, 2, 2))])
def test_arrays_of_another_shape_are_refused(array):
    with pytest.raises(DrawingError, match="shape"):
        checked_strokes([array])
