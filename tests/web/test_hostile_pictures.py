"""Whatever file arrives is read as a picture, or refused with one short sentence before it costs much."""

import io
import random

import numpy as np
import pytest
from hostile import HOPELESS, PICTURES, encoded
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from refusing import checked, damaged, is_a_digit, memory_of, quickly, sentence

from lenet import DrawingError, digit_from_image
from lenet.web.pictures import decoded


@pytest.mark.filterwarnings("ignore")  # Pillow warns of much that is wrong with a file, and reads on
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_read_whole_and_damaged_it_is_read_or_refused(name, tmp_path):
    path, chance, content = tmp_path / "picture", random.Random(name), PICTURES[name]
    path.write_bytes(content)
    assert is_a_digit(digit_from_image(decoded(str(path))))
    for _ in range(300):
        path.write_bytes(damaged(content, chance))
        digit = checked(lambda place: digit_from_image(decoded(place)), str(path))
        assert digit is None or is_a_digit(digit)


def test_a_turned_photo_is_turned_back():
    upright, turn = Image.open(io.BytesIO(PICTURES["png"])), Image.Exif()
    turn[0x0112] = 6
    turned = Image.open(io.BytesIO(encoded(upright, "PNG", exif=turn)))
    by_hand = upright.transpose(Image.Transpose.ROTATE_270)
    assert (digit_from_image(turned) == digit_from_image(by_hand)).all()


@pytest.mark.parametrize("name", HOPELESS)
def test_a_hopeless_file_is_refused_before_it_costs_anything(name, tmp_path):
    content, expected = HOPELESS[name]
    path = tmp_path / "7.png"
    path.write_bytes(content)

    def refuse():
        with pytest.raises(DrawingError, match=expected) as refusal:
            decoded(str(path))
        sentence(refusal.value)

    assert memory_of(refuse) < 2_000_000


def test_a_bomb_is_refused_without_being_unpacked(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(path)

    def refuse():
        with pytest.raises(DrawingError, match="at most 25,000,000 pixels"):
            decoded(str(path))

    assert path.stat().st_size < 100_000 and memory_of(refuse) < 2_000_000


@given(
    shape=st.lists(st.integers(0, 9), max_size=4),
    kind=st.sampled_from(["u1", "f4", "f8", "bool", "i8", "c8", "U3"]),
    value=st.sampled_from([0, 1, 0.5, 255, -1, float("nan"), float("inf")]),
)
@settings(quickly, max_examples=500)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_any_array_as_a_picture(shape, kind, value):
    array = np.zeros(shape, kind)
    if array.size and kind not in ("u1", "i8"):
        array.flat[:: max(1, array.size // 3)] = value
    digit = checked(digit_from_image, array)
    assert digit is None or is_a_digit(digit)
