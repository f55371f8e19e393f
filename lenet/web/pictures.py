"""Pictures that are pasted, dropped, chosen or photographed: one travels here, and is not kept."""

import base64
import binascii
import io

from lenet.drawing.payload import bytes_of_digit, placed_from_picture
from lenet.drawing.strokes import DrawingError
from lenet.web.api import PICTURES_AT_ONCE, clear_errors, decoded

LARGEST = 12_000_000  # bytes of a file: a photo that the page has made smaller has a twentieth
LARGEST_REQUEST = LARGEST * 4 // 3 + 1_000  # bytes: in base64, and what is around it


def placed_digits(content: str | None) -> dict[str, dict[str, str]]:
    """A picture's file, in base64, as the drawing that the page goes on with.

    That is {"digits": {placement: base64}}. The file is read in memory only. Raises gr.Error with one
    sentence for what cannot be read.
    """
    with clear_errors(), PICTURES_AT_ONCE:
        placed = placed_from_picture(decoded(io.BytesIO(bytes_of(content))))
    return {"digits": {placement: bytes_of_digit(digit) for placement, digit in placed.digits.items()}}


def bytes_of(content: str | None) -> bytes:
    if not isinstance(content, str) or len(content) > LARGEST * 4 // 3 + 4:
        raise DrawingError(f"A picture is a file of at most {LARGEST // 10**6} MB.")
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise DrawingError("A picture travels as the base64 of its file.") from None
