"""Pictures that are pasted, dropped, chosen, photographed or uploaded: decoded in memory, and not kept."""

import base64
import binascii
import io
from threading import BoundedSemaphore

from lenet.drawing.payload import base64_of, picture_from_image
from lenet.drawing.picture_file import decoded
from lenet.drawing.strokes import DrawingError

PICTURES_AT_ONCE = BoundedSemaphore(2)  # each takes up to 64 MB while it is read; others wait
LARGEST = 4_000_000  # bytes of a file on the page, which makes larger ones smaller before they travel
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
