"""Whatever file arrives is read as a picture, or refused with one short sentence before it costs much."""

import io
import random
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from refusing import checked, damaged, is_a_digit, memory_of, quickly, sentence

from lenet import DrawingError, digit_from_image
from lenet.web.pictures import decoded


def encoded(picture: Image.Image, kind: str, **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def pictures() -> dict[str, bytes]:
    """A small picture with ink on it, in every format, and in the odd forms of some."""
    grey = np.full((30, 24), 255, np.uint8)
    grey[5:25, 10:14] = 0
    picture = Image.fromarray(grey)
    colour, turned = picture.convert("RGB"), Image.Exif()
    turned[0x0112] = 6
    frames = [picture.rotate(angle, fillcolor=255) for angle in (0, 90)]
    return {
        "png": encoded(picture, "PNG"),
        "png, 16 bits": encoded(Image.fromarray(grey.astype(np.uint16) * 257), "PNG"),
        "png, transparent": encoded(colour.convert("RGBA"), "PNG"),
        "png, palette": encoded(colour.convert("P"), "PNG", transparency=0),
        "png, 1 bit": encoded(picture.convert("1"), "PNG"),
        "jpeg, turned": encoded(colour, "JPEG", exif=turned),
        "jpeg, CMYK": encoded(colour.convert("CMYK"), "JPEG"),
        "jpeg, progressive": encoded(colour, "JPEG", progressive=True),
        "webp": encoded(colour, "WEBP", lossless=True),
        "gif, animated": encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        "bmp": encoded(colour, "BMP"),
        "tiff": encoded(colour, "TIFF"),
        "tiff, packed": encoded(picture, "TIFF", compression="tiff_deflate"),
        "tiff, floats": encoded(Image.fromarray(grey.astype(np.float32)), "TIFF"),
    }


PICTURES = pictures()


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


def lying_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be so large."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


HOPELESS = {
    "empty": (b"", "no picture"),
    "text": (b"seven", "no picture"),
    "not even text": (b"\xff\xfe\xfd" * 99, "no picture"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "no picture"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n", "no picture"),
    "0x0": (lying_png(0, 0), "no picture"),
    "claims 20,000x20,000": (lying_png(20_000, 20_000), "at most 25,000,000 pixels"),
    "claims 12,000x12,000": (lying_png(12_000, 12_000), "at most 25,000,000 pixels"),
    "claims 2^31": (lying_png(2**31 - 1, 2**31 - 1), "picture"),
    "claims more than it has": (lying_png(400, 400), "no picture"),
}


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
