"""Two digits side by side are no digit, and a digit in several parts is one."""

import numpy as np
import pytest
from painting import paint
from PIL import Image

from lenet import DrawingError, digit_from_image
from lenet.data import datasets
from lenet.drawing.payload import picture_from_image
from lenet.drawing.several import SEVERAL, drawn_several
from lenet.drawing.strokes import Drawing
from lenet.web.api import recognised
from lenet.web.components.sketchpad import clear_errors

PAIRS = [(1, 0), (4, 2), (7, 3), (9, 9), (5, 8)]
FOUR = [[(100, 40), (60, 150), (150, 150)], [(170, 100), (165, 220)]]  # its strokes lie apart
FIVE = [[(120, 60), (110, 120), (170, 150), (110, 220)], [(130, 50), (190, 48)]]


def beside(strokes, others, apart=0.2):
    """One drawing to the right of another, as tall and so much of its height apart."""
    one, other = (np.concatenate([np.array(each, float) for each in drawn]) for drawn in (strokes, others))
    scale = np.ptp(one[:, 1]) / np.ptp(other[:, 1])
    move = (one[:, 0].max() + apart * np.ptp(one[:, 1]), one[:, 1].min()) - other.min(axis=0) * scale
    return [np.array(each, float) for each in strokes] + [np.array(each) * scale + move for each in others]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_two_digits_in_a_picture_are_refused_with_a_sentence(left, right):
    page = np.hstack([paint(left, 220, 150)[:, 20:-20], paint(right, 220, 150)[:, 20:-20]])
    for read in (digit_from_image, lambda page: picture_from_image(Image.fromarray(page))):
        with pytest.raises(DrawingError, match="two digits"):
            read(page)


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_two_digits_on_the_pad_are_told_from_one(examples, left, right):
    assert drawn_several(beside(examples[str(left)], examples[str(right)]))
    assert not drawn_several([np.array(each, float) for each in examples[str(left)]])


@pytest.mark.parametrize("strokes", [FOUR, FIVE], ids=["4", "5"])
def test_a_digit_in_strokes_that_do_not_touch_is_one(strokes):
    assert not drawn_several([np.array(each, float) for each in strokes])


def test_the_api_refuses_two_digits_with_the_same_sentence(model, examples):
    drawing = Drawing(beside(examples["1"], examples["0"]), (280.0, 280.0))
    with pytest.raises(Exception, match=SEVERAL), clear_errors():
        recognised(model, drawing, None, "mass", (), {})


@pytest.mark.slow
def test_no_pen_digit_of_the_training_set_is_taken_for_two(data):
    """The limits were chosen on these; two of them side by side are found in 99 of 100."""
    drawings = datasets.pen_digits("train", data).drawings
    assert not any(map(drawn_several, drawings))
    random = np.random.default_rng(0)
    pairs = [[drawings[i] for i in random.integers(0, len(drawings), 2)] for _ in range(500)]
    assert np.mean([drawn_several(beside(*pair)) for pair in pairs]) > 0.95
