"""Drawings as they travel: strokes, or a picture as its digit, placed once for each placement."""

import base64
import binascii
from typing import NamedTuple

import numpy as np
from PIL import Image

from lenet.drawing.cost import check_ink
from lenet.drawing.picture import ink_of
from lenet.drawing.placement import (
    BOX,
    PLACEMENTS,
    SIDE,
    Digit,
    check_placement,
    digit_from_ink,
    digit_from_strokes,
    fitted,
)
from lenet.drawing.several import drawn_several
from lenet.drawing.simplification import MANY, simplified
from lenet.drawing.strokes import Drawing, DrawingError, Strokes, drawing_from_json, kind

BYTES = SIDE * SIDE  # one a pixel, 0 paper to 255 ink


class PlacedPicture(NamedTuple):
    """A picture as its digits (28, 28), by placement."""

    digits: dict[str, Digit]


def picture_from_image(image: Image.Image) -> PlacedPicture:
    """Place an image's digit in each way. Raises DrawingError where it shows no ink."""
    ink = ink_of(image)
    if ink is None:
        raise DrawingError("No digit found in this image: it must be dark on light, or light on dark.")
    return PlacedPicture({placement: digit_from_ink(ink, placement) for placement in PLACEMENTS})


def drawing_or_picture(value: object) -> Drawing | PlacedPicture:
    """Check the drawing in {"strokes": ..., "pad": ...}, or the picture in {"digits": {placement: base64}}.

    Raises DrawingError with one sentence for anything else.
    """
    if not isinstance(value, dict) or "digits" not in value:
        return drawing_from_json(value)
    if "strokes" in value:
        raise DrawingError("A drawing takes either strokes or digits, not both.")
    digits = value["digits"]
    if not isinstance(digits, dict) or set(digits) != set(PLACEMENTS):
        raise DrawingError(
            f"Digits must be an object with one digit per placement: {', '.join(PLACEMENTS)}."
        )
    return PlacedPicture({placement: digit_of_base64(digits[placement]) for placement in PLACEMENTS})


def digit_of_base64(text: object) -> Digit:
    """Read the digit (28, 28) in the base64 of its 784 bytes, row by row; else DrawingError."""
    if not isinstance(text, str):
        raise DrawingError(f"A digit is the base64 of {BYTES} bytes, not {kind(text)}.")
    try:
        content = base64.b64decode(text, validate=True) if len(text) <= 2 * BYTES else b""
    except (binascii.Error, ValueError):
        content = b""
    if len(content) != BYTES:
        raise DrawingError(f"A digit is the base64 of exactly {BYTES} bytes, one per pixel of 28x28.")
    return np.frombuffer(content, np.uint8).reshape(SIDE, SIDE).astype(np.float32) / 255


def base64_of(digit: Digit) -> str:
    """Write the base64 that `digit_of_base64` reads."""
    return base64.b64encode(np.round(digit * 255).astype(np.uint8).tobytes()).decode("ascii")


def simplified_for_ink(drawing: Drawing) -> Strokes:
    """Leave out the points that no placement's ink would show."""
    if not drawing.strokes:
        return drawing.strokes
    extent = np.ptp(np.concatenate(drawing.strokes), axis=0).max()
    return simplified(drawing.strokes, min(extent / BOX, min(drawing.pad) / SIDE))


def is_several(drawing: Drawing | PlacedPicture | None) -> bool:
    """Tell whether a drawing is of two digits side by side; pictures are refused when they are placed."""
    return isinstance(drawing, Drawing) and drawn_several(drawing.strokes)


def digit_of(drawing: Drawing | PlacedPicture, placement: str) -> Digit | None:
    """Return a drawing's digit (28, 28) by a placement, or None without ink. Raises DrawingError."""
    if isinstance(drawing, Drawing):
        strokes = simplified_for_ink(drawing)
        if sum(map(len, strokes)) > MANY:  # fewer are never too long
            scale = SIDE / np.array(drawing.pad)
            check_ink([s * scale for s in strokes] if placement == "resize" else fitted(strokes, BOX))
        return digit_from_strokes(strokes, placement, drawing.pad)
    check_placement(placement)
    digit = drawing.digits[placement]
    return digit if digit.any() else None
