"""Pictures that are pasted, dropped, chosen, photographed or uploaded: decoded in memory, and not kept."""

import base64
import binascii
import io
from threading import BoundedSemaphore
from typing import BinaryIO

from PIL import Image

from lenet.drawing.payload import base64_of, picture_from_image
from lenet.drawing.picture import MAX_PIXELS, checked_size
from lenet.drawing.strokes import DrawingError

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")  # Pillow knows more, one of which runs a program
PICTURES_AT_ONCE = BoundedSemaphore(2)  # the largest takes up to 410 MB while it is read; others wait
LARGEST = 12_000_000  # bytes of a file on the page: a photo that it has made smaller has a twentieth
LARGEST_REQUEST = LARGEST * 4 // 3 + 1_000  # bytes: in base64, and what is around it


def placed_digits(content: str) -> dict[str, dict[str, str]]:
    """Turn a picture's file, in base64, into the drawing that the page goes on with.

    That is {"digits": {placement: base64}}. Raises DrawingError for what cannot be read.
    """
    with PICTURES_AT_ONCE:
        picture = picture_from_image(decoded(io.BytesIO(file_in(content))))
    return {"digits": {placement: base64_of(digit) for placement, digit in picture.digits.items()}}


def file_in(content: str) -> bytes:
    """Decode a file's base64; DrawingError for what is none, or too long."""
    if len(content) > LARGEST * 4 // 3 + 4:
        raise DrawingError(f"This file is too large: photos can have at most {LARGEST // 10**6} MB.")
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise DrawingError("The content must be the base64 of an image file.") from None


def decoded(file: str | BinaryIO) -> Image.Image:
    """Decode the picture in a file (of several, the first); DrawingError for what is none."""
    try:
        with Image.open(file, formats=FORMATS) as picture:
            checked_size(picture.width, picture.height)
            picture.load()
            return picture
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
