"""Hostile input: nearly right JSON, odd pictures, and files that only claim to be pictures."""

import copy
import io
import random
import struct
import zlib

import numpy as np
from PIL import Image
from refusing import SCRIPT

INSTEAD = [
    None,
    True,
    "12",
    SCRIPT,
    [],
    {},
    [1, 2, 3],
    [[]],
    float("nan"),
    float("inf"),
    10**400,
    1e300,
    -0.0,
]


def spoilt(value, chance: random.Random):
    """A copy of JSON with something else at one place in it."""
    whole = {"": copy.deepcopy(value)}
    holder, key = whole, ""
    while isinstance(holder[key], list | dict) and holder[key] and chance.random() < 0.85:
        holder = holder[key]
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    holder[key] = chance.choice(INSTEAD)
    return whole[""]


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
    "empty": (b"", "not a readable image"),
    "text": (b"seven", "not a readable image"),
    "not even text": (b"\xff\xfe\xfd" * 99, "not a readable image"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "not a readable image"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n", "not a readable image"),
    "0x0": (lying_png(0, 0), "not a readable image"),
    "claims 20,000x20,000": (lying_png(20_000, 20_000), "at most 25,000,000 pixels"),
    "claims 12,000x12,000": (lying_png(12_000, 12_000), "at most 25,000,000 pixels"),
    "claims 2^31": (lying_png(2**31 - 1, 2**31 - 1), "image"),
    "claims more than it has": (lying_png(400, 400), "not a readable image"),
}
