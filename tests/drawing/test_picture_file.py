"""A picture's file is decoded in at most 64 MB, or refused with one sentence before its pixels are."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import peak_memory
import pytest
from bombs import BOMBS, in_separate_scans
from hostile import encoded
from painting import painted
from PIL import Image, ImageDraw
from refusing import sentence

from lenet import DrawingError, digit_from_image
from lenet.drawing.picture_file import MAX_READS, decoded

LIMIT = 64  # MB
on_linux = pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="needs Linux's /proc")


@pytest.fixture(scope="module")
def large():
    """A 7 in 5000x5000 pixels, L."""
    picture = Image.new("L", (5000, 5000), 230)
    ImageDraw.Draw(picture).line([(1500, 1000), (3500, 1000), (2300, 4000)], 30, 300)
    return picture


def of_depth_16(picture):
    return Image.fromarray(np.asarray(picture).astype(np.uint16) * 257)


ACCEPTED = {
    "PNG of a chequerboard": lambda large: encoded(
        Image.fromarray((np.indices((1000, 1000)).sum(axis=0) % 2 * 255).astype(np.uint8)), "PNG"
    ),
    "JPEG of A4 at 600 dpi": lambda large: encoded(large.resize((4960, 7016)), "JPEG"),
    "JPEG of 50 million pixels": lambda large: encoded(large.resize((7000, 7000)).convert("RGB"), "JPEG"),
    "JPEG of 25 million pixels": lambda large: encoded(large.convert("RGB"), "JPEG"),
    "progressive JPEG of 12 million": lambda large: encoded(
        large.resize((4000, 3000)).convert("RGB"), "JPEG", progressive=True
    ),
    "grey PNG of 25 million": lambda large: encoded(large, "PNG"),
    "RGBA PNG of 12 million": lambda large: encoded(large.resize((4000, 3000)).convert("RGBA"), "PNG"),
    "lossless WebP of 2.5 million": lambda large: encoded(
        large.resize((1600, 1600)).convert("RGBA"), "WEBP", lossless=True, method=0
    ),
    "16-bit TIFF of 6 million": lambda large: encoded(of_depth_16(large.resize((3000, 2000))), "TIFF"),
    "packed 16-bit TIFF of 4 million": lambda large: encoded(
        of_depth_16(large.resize((2000, 2000))), "TIFF", compression="tiff_deflate", strip_size=10**9
    ),
    "animated GIF of 9 million": lambda large: encoded(
        large.resize((3000, 3000)),
        "GIF",
        save_all=True,
        append_images=[Image.new("L", (3000, 3000))],
        disposal=2,
        transparency=9,
    ),
}
REFUSED = {
    "WEBP": lambda large: encoded(Image.new("RGB", large.size), "WEBP", lossless=True, method=0),
    "PNG": lambda large: encoded(Image.new("RGBA", large.size), "PNG"),
    "TIFF": lambda large: encoded(
        of_depth_16(Image.new("L", large.size)), "TIFF", compression="tiff_deflate", strip_size=10**9
    ),
    "GIF": lambda large: encoded(Image.new("P", large.size), "GIF"),
    "progressive JPEG": lambda large: in_separate_scans(Image.new("RGB", large.size)),
}


@pytest.fixture(scope="module")
def files(large, tmp_path_factory):
    """Every file that is measured, by its name."""
    folder = tmp_path_factory.mktemp("pictures")
    contents = {name: make(large) for name, make in (ACCEPTED | REFUSED).items()} | BOMBS
    paths = {name: folder / str(number) for number, name in enumerate(contents)}
    for name, path in paths.items():
        path.write_bytes(contents[name])
    return paths


@pytest.fixture(scope="module")
def took(files):
    """What reading each took, one after the other in a process of its own."""
    command = [sys.executable, peak_memory.__file__, *files.values()]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return dict(zip(files, map(json.loads, lines), strict=True))


@on_linux
@pytest.mark.slow
@pytest.mark.parametrize("name", ACCEPTED)
def test_a_large_picture_is_read_in_64_megabytes(took, name):
    """As large as is accepted of each kind; such took up to 405 MB."""
    assert took[name]["refusal"] == "" or "chequerboard" in name
    assert took[name]["MiB"] * 2**20 < LIMIT * 10**6


@on_linux
@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_would_take_more_is_refused_by_its_header(took, files, name):
    """A 5000x5000 WebP of 1.5 kB cost 405 MB, an RGBA PNG of 146 kB 314 MB."""
    assert f"a {name} can have" in sentence(DrawingError(took[name]["refusal"]))
    assert "plain JPEG can have 50 million" in took[name]["refusal"]
    assert took[name]["MiB"] * 2**20 < 3 * files[name].stat().st_size + 4 * 10**6


@on_linux
@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_in_the_header_costs_little(took, name):
    """A JPEG of 65 kB took 230 MB by its EXIF alone, before its size was known."""
    assert took[name]["refusal"] and took[name]["MiB"] < 20


@on_linux
def test_the_measure_notices_memory(monkeypatch):
    monkeypatch.setattr(peak_memory, "read", lambda path: str(len(bytearray(50 * 2**20))))
    assert peak_memory.measured("any")["MiB"] > 45


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_large_photo_is_the_same_digit_as_a_small_one(examples, mode):
    drawn = painted(examples["4"], side=4000, scale=12, width=240)
    photo = decoded(io.BytesIO(encoded(drawn.convert(mode), "JPEG", quality=90)))
    assert max(photo.size) <= 1000
    again = digit_from_image(photo)
    assert np.corrcoef(again.ravel(), digit_from_image(drawn.resize((800, 800))).ravel())[0, 1] > 0.98


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("side", [300, 1500])
def test_a_file_lies_as_its_exif_says(examples, orientation, kind, side):
    picture = painted(examples["2"], side=side, scale=side / 330, width=side // 14)
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encoded(picture, kind, exif=exif)
    with Image.open(io.BytesIO(content)) as opened:
        expected = digit_from_image(opened)
    digit = digit_from_image(decoded(io.BytesIO(content)))
    np.testing.assert_allclose(digit, expected, atol=0.02)


def size_that_works(refusal) -> tuple[int, ...]:
    """The size of the same shape that a sentence names."""
    return tuple(map(int, re.search(r"(\d+)x(\d+) works", str(refusal)).groups()))


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "L"), ("BMP", "L"), ("TIFF", "RGB")])
def test_a_scan_that_is_too_large_is_told_a_size_that_works(kind, mode):
    """A4 at 600 dpi, but as JPEG: the size in the sentence is accepted, hardly a larger one is."""
    with pytest.raises(DrawingError) as refusal:
        decoded(io.BytesIO(encoded(Image.new(mode, (4960, 7016), "white"), kind)))
    width, height = size_that_works(refusal.value)
    assert width / height == pytest.approx(4960 / 7016, rel=0.01)
    assert decoded(io.BytesIO(encoded(Image.new(mode, (width, height), "white"), kind)))
    with pytest.raises(DrawingError):
        decoded(io.BytesIO(encoded(Image.new(mode, (width + 99, height + 99), "white"), kind)))


def test_averaging_in_blocks_is_averaging(examples):
    """Pillow's own `reduce` of the whole picture is the reference."""
    picture = painted(examples["8"], side=2500, scale=8, width=90).convert("L")
    expected = np.asarray(picture.reduce(3))
    np.testing.assert_array_equal(decoded(io.BytesIO(encoded(picture, "PNG"))), expected)


def test_few_reads_are_enough_for_a_picture_of_many_pieces():
    noise = Image.effect_noise((1600, 1600), 90).convert("RGB")
    content = encoded(noise, "PNG", compress_level=0)
    assert len(content) > 7_000_000 and content.count(b"IDAT") < MAX_READS / 3
    assert decoded(io.BytesIO(content)).size == (800, 800)
