"""Pictures' files that are small, and would be large in memory or long in time."""

import struct
import zlib

from hostile import encoded
from PIL import Image

GREY = Image.new("L", (50, 50), 200)
JPEG, PNG, GIF = (encoded(GREY, kind) for kind in ("JPEG", "PNG", "GIF"))


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def tiff(tags: list[tuple[int, int, int, int | bytes]], behind: bytes = b"") -> bytes:
    """A TIFF of (tag, type, number of values, value or values), and what lies behind its directory."""
    entries, values, start = b"", b"", 8 + 2 + 12 * len(tags) + 4
    for tag, kind, count, value in tags:
        place = start + len(values) if isinstance(value, bytes) else value
        entries += struct.pack("<HHII", tag, kind, count, place)
        values += value if isinstance(value, bytes) else b""
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4) + values + behind


def claims(tags: int, size: int) -> bytes:
    """A directory whose tags all claim the same bytes."""
    return tiff([(40_000 + number, 1, size, 0) for number in range(tags)], bytes(size))


def with_exif(exif: bytes) -> bytes:
    return JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\0\0" + exif + JPEG[2:]


def of_many_scans() -> bytes:
    """A progressive JPEG whose last scan comes again and again, without content."""
    picture = encoded(Image.effect_noise((2000, 2000), 50), "JPEG", progressive=True)
    scan = picture[picture.rindex(b"\xff\xda") :][:10]
    return picture[:-2] + 5_000 * (scan + bytes(8)) + picture[-2:]


def run_length_bitmap(side: int) -> bytes:
    rows = (b"\xfa\x11" * (side // 250) + b"\0\0") * side + b"\0\1"
    head = struct.pack("<IiiHHIIiiII", 40, side, side, 1, 4, 2, len(rows), 0, 0, 16, 0)
    return b"BM" + struct.pack("<IHHI", 118 + len(rows), 0, 0, 118) + head + bytes(64) + rows


def in_separate_scans(picture: Image.Image) -> bytes:
    """A JPEG that is not progressive, and has a scan for each colour: all of it waits for the last."""
    plain = encoded(picture, "JPEG", subsampling=0)
    start = plain.index(b"\xff\xda")
    scans = b"".join(b"\xff\xda\0\x08\1" + bytes([colour, 0]) + b"\0\x3f\0" for colour in (1, 2, 3))
    return plain[:start] + scans + b"\xff\xd9"


SIZE = [(256, 3, 1, 50), (257, 3, 1, 50), (258, 3, 1, 8), (262, 3, 1, 1), (277, 3, 1, 1)]
PACKED = zlib.compress(bytes(200_000_000))
TEXTS = [b"%d\0\0" % number + zlib.compress(bytes(1_000_000)) for number in range(60)]
BOMBS = {  # by what is too much in them
    "a JPEG's EXIF": with_exif(claims(1_100, 52_000)),
    "a PNG's EXIF": PNG[:33] + chunk(b"eXIf", claims(900, 900_000)) + PNG[33:],
    "a PNG's texts": PNG[:33] + b"".join(chunk(b"zTXt", text) for text in TEXTS) + PNG[33:],
    "a PNG's rows": PNG[:8]
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 25_000_000, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(bytes(50_000_000))),
    "a GIF's comment": GIF[: GIF.index(b",", 13)]
    + b"!\xfe"
    + b"\1x" * 10**6
    + b"\0"
    + GIF[GIF.index(b",", 13) :],
    "a TIFF's tags": tiff(
        SIZE + [(50_000 + number, 1, 900_000, 0) for number in range(900)], bytes(900_000)
    ),
    "a TIFF's strips": tiff(
        [*SIZE, (259, 3, 1, 1), (273, 1, 900_000, b"\x08" * 900_000), (279, 1, 900_000, b"\x08" * 900_000)]
    ),
    "a TIFF's tile": tiff(
        [
            *SIZE,
            (259, 3, 1, 8),
            (322, 4, 1, 20_000),
            (323, 4, 1, 20_000),
            (324, 4, 1, 200),
            (325, 4, 1, len(PACKED)),
        ],
        PACKED,
    ),
    "a JPEG's scans": of_many_scans(),
    "a BMP's runs": run_length_bitmap(5_000),
}
