"""A picture's digit as a drawing of its own: placed already, and checked when it arrives."""

import base64

import numpy as np
import pytest
from painting import painted
from PIL import Image

from lenet import DrawingError, digit_from_image, digit_from_strokes
from lenet.drawing.payload import base64_of, digit_of, drawing_or_picture, picture_from_image
from lenet.drawing.placement import PLACEMENTS
from lenet.drawing.strokes import Drawing

BLANK = base64.b64encode(bytes(784)).decode()


def digits(**other):
    return {"digits": dict.fromkeys(PLACEMENTS, BLANK) | other}


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_a_picture_is_placed_in_every_way_and_travels_as_bytes(examples, placement):
    picture = painted(examples["3"])
    placed = picture_from_image(picture)
    sent = {"digits": {name: base64_of(digit) for name, digit in placed.digits.items()}}
    expected = digit_from_image(picture, placement)
    np.testing.assert_allclose(
        digit_of(drawing_or_picture(sent), placement), expected, atol=0.5 / 255 + 1e-6
    )


def test_strokes_are_a_drawing_as_ever(examples):
    drawing = drawing_or_picture({"strokes": examples["4"], "pad": [280, 280]})
    assert isinstance(drawing, Drawing)
    np.testing.assert_array_equal(digit_of(drawing, "mass"), digit_from_strokes(examples["4"]))


def test_a_digit_without_ink_is_none():
    assert digit_of(drawing_or_picture(digits()), "box") is None


def test_a_picture_without_ink_is_refused():
    with pytest.raises(DrawingError, match="No digit found in this image"):
        picture_from_image(Image.new("L", (50, 50), 200))


@pytest.mark.parametrize(
    ("drawing", "sentence"),
    [
        (digits() | {"strokes": []}, "either strokes or digits"),
        ({"digits": None}, "one digit per placement: resize, box, mass"),
        ({"digits": {"mass": BLANK}}, "one digit per placement"),
        (digits(middle=BLANK), "one digit per placement"),
        (digits(mass=None), "not nothing"),
        (digits(mass=[0] * 784), "not of type list"),
        (digits(mass=BLANK[:-4]), "exactly 784 bytes"),
        (digits(mass=base64.b64encode(bytes(785)).decode()), "exactly 784 bytes"),
        (digits(mass=BLANK[:-2] + "é="), "exactly 784 bytes"),
        (digits(mass="A" * 10_000_000), "exactly 784 bytes"),
        (digits(mass=BLANK + "\n"), "exactly 784 bytes"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(drawing, sentence):
    with pytest.raises(DrawingError, match=sentence) as refusal:
        drawing_or_picture(drawing)
    assert str(refusal.value).endswith(".")


def test_an_unknown_placement_is_refused():
    with pytest.raises(DrawingError, match="middle"):
        digit_of(drawing_or_picture(digits()), "middle")
