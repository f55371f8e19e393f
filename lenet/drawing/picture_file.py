"""A picture's file to a small picture, in little memory and time whatever the file claims.

Pillow believes a header that asks for more than its file is worth, and decodes at full size. So the header
is read in few steps, and what the pixels will take is known before the first one is decoded.
"""

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from PIL import Image, PngImagePlugin
from PIL.ExifTags import Base
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile

from lenet.drawing.brightness import MAX_PIXELS, WORKING_SIDE, checked_size, fitting, in_working_size
from lenet.drawing.strokes import DrawingError

JPEG_PIXELS = 50_000_000  # decoded small, if it is plain: a scan of A4 at 600 dpi has 35 million
MEMORY = 56_000_000  # bytes for a file and its pixels; the whole way to a digit then stays below 64 MB
FORMATS = ("PNG", "WEBP", "GIF", "BMP", "TIFF")  # beside JPEG; of others, one runs a program
STORED = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}  # bytes of a pixel in Pillow; 4 in other modes
WHILE_DECODED = {
    "WEBP": 13,
    "GIF": 4,
    "libtiff": 8,
    "raw": 4,
}  # more of them, by the format or by what decodes it
WHILE_DECODED["bmp_rle"] = 60  # for the time: Pillow decodes it pixel by pixel
ROW = 128  # bytes that a row counts at least: beside its pixels Pillow holds up to 12
MAX_READS = 10_000  # of a file: few have a hundred pieces, and Pillow's time grows by their square
MAX_VALUES = 1_000_000  # of all a TIFF's tags: several may claim the same bytes
MAX_STRIPS = 10_000  # of a TIFF: Pillow makes an object of each
MAX_SCANS = 200  # of a JPEG: each takes a step at every pixel; ten are usual
STRIPS, TILES = 273, 324  # tags of a TIFF: where its pixels are
PngImagePlugin.MAX_TEXT_MEMORY = 2**20  # bytes of texts in a PNG, which nobody here reads


def decoded(file: str | BinaryIO) -> Image.Image:
    """Decode the picture in a file (of several, the first), upright and no larger than it is worked on.

    Raises DrawingError for what is none, and for what takes too much memory.
    """
    content = Path(file).read_bytes() if isinstance(file, str) else file.read()
    try:
        with opened(content) as picture:
            check_memory(picture, content)
            picture.load()
            return in_working_size(picture, orientation(picture))
    except DrawingError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise DrawingError(
            f"This image is too large: at most {MAX_PIXELS:,} pixels are accepted."
        ) from None
    except Exception as error:  # a file can be broken in more ways than Pillow has errors of its own
        raise DrawingError(
            "This file is not a readable image: use PNG, JPEG, WebP, GIF, BMP or TIFF."
        ) from error


class FewReads(io.BytesIO):
    """A file that is read in MAX_READS steps at most, however many pieces its header has."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on."""
        self.reads += 1
        if self.reads > MAX_READS:
            raise ValueError("The file has too many pieces.")
        return super().read(size)


class Photo(JpegImageFile):
    """A JPEG whose EXIF waits for `orientation`: Pillow copies bytes as often as its tags claim them."""

    def _read_dpi_from_exif(self) -> None:
        """Leave EXIF alone."""


def opened(content: bytes) -> ImageFile:
    """Open a picture by its header."""
    if content.startswith(b"\xff\xd8\xff"):
        return Photo(FewReads(content))
    if content.startswith((b"II", b"MM")):
        check_tags(content)
    return Image.open(FewReads(content), formats=FORMATS)


def check_tags(content: bytes) -> None:
    """Raise DrawingError for a TIFF in tiles, which may be larger than it, or with too many values."""
    tags = list(directory(content))
    strips = max((count for tag, count, _ in tags if tag == STRIPS), default=0)
    tiled = any(tag == TILES for tag, _, _ in tags)
    if tiled or strips > MAX_STRIPS or sum(count for _, count, _ in tags) > MAX_VALUES:
        raise DrawingError("A TIFF in tiles or with so many tags is not accepted: save it as PNG.")


def directory(block: bytes) -> Iterator[tuple[int, int, int]]:
    """List (tag, number of values, the first if it is short) of a TIFF, or of EXIF, which is one."""
    order = {b"II*\0": "<", b"MM\0*": ">"}[block[:4]]
    (start,) = struct.unpack_from(f"{order}I", block, 4)
    (size,) = struct.unpack_from(f"{order}H", block, start)
    for at in range(start + 2, start + 2 + 12 * size, 12):
        tag, _, count, value = struct.unpack_from(f"{order}HHIH", block, at)
        yield tag, count, value


def check_memory(picture: ImageFile, content: bytes) -> None:
    """Let a JPEG be decoded small; raise DrawingError for too many pixels, or for more than MEMORY.

    The size that works supposes that the file is smaller by as much as the picture.
    """
    size, kind, longest = picture.size, picture.format or "", max(picture.size)
    pixels = picture.width * picture.height
    codec = picture.tile[0].codec_name if picture.tile else ""
    needed = coefficients(picture, content) if isinstance(picture, Photo) else 0
    if needed:
        kind = "progressive JPEG"
    picture.draft(None, (picture.width * WORKING_SIDE // longest, picture.height * WORKING_SIDE // longest))
    each = STORED.get(picture.mode, 4) + (WHILE_DECODED.get(kind) or WHILE_DECODED.get(codec, 0))
    needed += picture.height * max(picture.width * each, ROW)
    needed += len(content) * (2 if kind == "WEBP" else 1)
    most = MEMORY * pixels // max(needed, 1)
    checked_size(*size, JPEG_PIXELS if isinstance(picture, Photo) else MAX_PIXELS, most)
    if needed > MEMORY:
        raise DrawingError(
            f"This image is too large: a {kind} can have {most / 1e6:.1f} million pixels, "
            f"{fitting(*size, most)} works; a plain JPEG can have {JPEG_PIXELS // 10**6} million."
        )


def coefficients(photo: Photo, content: bytes) -> int:
    """Count the bytes that a JPEG in several scans holds until the last; a plain one holds a few rows."""
    assert photo.fp is not None
    here = photo.fp.tell()  # after the head of the first scan, which lists what that one brings
    start = bytes([0xFF, 0xDA, 0, 6 + 2 * photo.layers, photo.layers])
    if "progressive" not in photo.info and content.startswith(start, here - 8 - 2 * photo.layers):
        return 0
    if content.count(start[:2]) > MAX_SCANS:
        raise ValueError("The photo has too many scans.")
    blocks = [across * down for _, across, down, _ in photo.layer]
    largest = max(across for _, across, _, _ in photo.layer) * max(down for _, _, down, _ in photo.layer)
    return 2 * photo.width * photo.height * sum(blocks) // largest


def orientation(picture: Image.Image) -> int:
    """Find which of EXIF's eight ways a loaded picture lies; 1 is upright."""
    exif = picture.info.pop("exif", b"").removeprefix(b"Exif\0\0")
    picture.info.pop("Raw profile type exif", None)  # the same in a PNG's text
    try:
        for tag, _, value in directory(exif):
            if tag == Base.Orientation:
                return value
    except (KeyError, struct.error):  # no EXIF, or a broken one
        pass
    return picture.getexif().get(Base.Orientation, 1)
