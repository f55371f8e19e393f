"""Pictures become the same kind of digit: scans, screenshots, photos, dark on light or light on dark."""

import numpy as np
import pytest
from painting import painted
from PIL import Image, ImageFilter

from lenet import DrawingError, digit_from_image, digit_from_strokes, recognise
from lenet.drawing.brightness import MAX_PIXELS
from lenet.drawing.picture import PEN_RANGE, area_average, pen_width
from lenet.drawing.placement import PLACEMENTS
from lenet.evaluation.round_trip import enlarged_and_pasted, round_trip


def likeness(digit, strokes):
    """Correlation with the digit that the strokes themselves make."""
    return np.corrcoef(digit.ravel(), digit_from_strokes(strokes).ravel())[0, 1]


@pytest.mark.parametrize("paper_is_white", [False, True])
def test_a_digit_enlarged_and_pasted_anywhere_comes_back_as_itself(examples, paper_is_white):
    random = np.random.default_rng(0)
    for strokes in examples.values():
        box = area_average(digit_from_strokes(strokes, "box")[4:24, 4:24], 1, 1)
        digit = digit_from_image(np.pad(box / box.max(), 4))
        canvas = enlarged_and_pasted(digit, random)
        again = digit_from_image(1 - canvas if paper_is_white else canvas)
        np.testing.assert_allclose(again, digit, atol=2 / 255)


@pytest.mark.slow
def test_mnist_enlarged_and_pasted_anywhere_comes_back_as_itself(mnist_test):
    difference, same_pixel = round_trip(mnist_test.digits[::10])
    assert difference < 0.002 and same_pixel > 0.995


@pytest.mark.parametrize("name", ["0", "3", "4", "7"])
@pytest.mark.parametrize(
    "look",
    [
        dict(),
        dict(paper=(0, 0, 0), pen=(255, 255, 255)),
        dict(paper=(250, 240, 200), pen=(20, 40, 160)),
        dict(width=6),
        dict(width=60),
        dict(side=1700, scale=5, width=12),
    ],
    ids=["black on white", "white on black", "blue on cream", "thin", "thick", "large and thin"],
)
def test_paper_ink_size_and_pen_do_not_matter(model, examples, name, look):
    digit = digit_from_image(painted(examples[name], **look))
    assert recognise(model, digit).verdict == int(name)
    assert likeness(digit, examples[name]) > 0.65  # a thick pen hides what it drew
    assert PEN_RANGE[0] <= pen_width(digit) <= PEN_RANGE[1]


def test_a_photo_with_a_shadow_and_noise_is_read(examples):
    random = np.random.default_rng(0)
    sharp = painted(examples["3"], side=500, paper=(225, 220, 210), pen=(60, 60, 90))
    light = np.asarray(sharp.filter(ImageFilter.GaussianBlur(2)), float)
    shadow = np.linspace(0.62, 1.0, 500)[None, :, None]
    photo = np.clip(light * shadow + random.normal(0, 6, light.shape), 0, 255).astype(np.uint8)
    assert likeness(digit_from_image(photo), examples["3"]) > 0.85


@pytest.mark.parametrize("pen", ["black", "white"])
def test_transparent_parts_are_paper(examples, pen):
    ink = painted(examples["5"]).convert("L").point(lambda value: 255 - value)
    picture = Image.new("RGBA", ink.size, pen)
    picture.putalpha(ink)
    assert likeness(digit_from_image(picture), examples["5"]) > 0.85


def in_mode(picture, mode):
    """A grey picture in one of Pillow's modes, not all of which it converts to."""
    grey = picture.convert("L")
    if mode == "1":
        return grey.convert("1", dither=Image.Dither.NONE)
    if mode == "LAB":
        return Image.merge(mode, (grey, *[Image.new("L", grey.size, 128)] * 2))
    if mode.startswith("I;16"):
        deep = np.asarray(grey).astype(">u2" if mode == "I;16B" else "<u2") * 257
        return Image.frombytes(mode, grey.size, deep.tobytes())
    by_way_of = {"La": "LA", "RGBa": "RGBA", "PA": "P"}.get(mode)
    return (grey.convert(by_way_of) if by_way_of else grey.convert("RGB")).convert(mode)


@pytest.mark.parametrize("mode", [*Image.MODES, "LA", "La", "PA", "RGBa", "I;16B", "I;16L", "I;16N"])
@pytest.mark.parametrize("side", [400, 2100])
def test_pillows_modes_are_read(examples, mode, side):
    picture = painted(examples["8"], side=side, scale=side / 330, width=side // 14)
    assert likeness(digit_from_image(in_mode(picture, mode)), examples["8"]) > 0.8


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("placement", PLACEMENTS)
def test_paper_with_nothing_on_it_is_none(level, placement):
    assert digit_from_image(np.full((50, 70), level, np.uint8), placement) is None


def test_noise_on_paper_is_none():
    noise = np.random.default_rng(0).normal(200, 3, (200, 200)).astype(np.uint8)
    assert digit_from_image(noise) is None


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (40, 1), (0, 0), (0, 5)])
def test_the_smallest_pictures_are_handled(shape):
    picture = np.zeros(shape, np.uint8)
    picture[:1, :1] = 255
    digit = digit_from_image(picture)
    assert digit is None or digit.shape == (28, 28)


@pytest.mark.parametrize(
    ("array", "sentence"),
    [
        (np.zeros((3, 4, 5), np.uint8), "is not an image"),
        (np.zeros(7, np.uint8), "is not an image"),
        (np.full((9, 9), np.nan), "from 0 to 1"),
        (np.full((9, 9), 2.0), "from 0 to 1"),
        (np.zeros((9, 9), np.int64), "not accepted"),
    ],
)
def test_what_is_no_picture_is_refused(array, sentence):
    with pytest.raises(DrawingError, match=sentence):
        digit_from_image(array)


def test_a_picture_over_the_limit_is_refused_before_it_is_decoded():
    class Unread(Image.Image):
        size, width, height, mode = (MAX_PIXELS, 2), MAX_PIXELS, 2, "L"

        def load(self):
            raise AssertionError("the picture was decoded")

    with pytest.raises(DrawingError, match="at most 25,000,000 pixels"):
        digit_from_image(Unread())
