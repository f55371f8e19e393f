"""A drawing that is placed already: the digit in a picture, once for each placement."""

import base64
import binascii
from typing import NamedTuple

import numpy as np
from PIL import Image

from lenet.drawing.picture import ink_of
from lenet.drawing.placement import (
    PLACEMENTS,
    SIDE,
    Digit,
    check_placement,
    digit_from_ink,
    digit_from_strokes,
)
from lenet.drawing.strokes import Drawing, DrawingError, drawing_from_json, kind

BYTES = SIDE * SIDE  # one a pixel, 0 paper to 255 ink


class Placed(NamedTuple):
    """The digits (28, 28) of a picture, by placement."""

    digits: dict[str, Digit]


def placed_from_picture(image: Image.Image) -> Placed:
    """The picture's digit, placed in each way. Raises DrawingError where it shows no ink."""
    ink = ink_of(image)
    if ink is None:
        raise DrawingError(
            "There is no ink in this picture: a digit is read dark on light paper, or light on dark."
        )
    return Placed({placement: digit_from_ink(ink, placement) for placement in PLACEMENTS})


def drawn_or_placed(value: object) -> Drawing | Placed:
    """The drawing in {"strokes": ..., "pad": ...}, or the placed one in {"digits": {placement: base64}}.

    Raises DrawingError with one sentence for anything else.
    """
    if not isinstance(value, dict) or "digits" not in value:
        return drawing_from_json(value)
    if "strokes" in value:
        raise DrawingError("A drawing has either strokes or digits, not both.")
    digits = value["digits"]
    if not isinstance(digits, dict) or set(digits) != set(PLACEMENTS):
        raise DrawingError(f"Digits are an object with one for each placement: {', '.join(PLACEMENTS)}.")
    return Placed({placement: digit_of_bytes(digits[placement]) for placement in PLACEMENTS})


def digit_of_bytes(text: object) -> Digit:
    """The digit (28, 28) in the base64 of its 784 bytes, row by row; DrawingError for anything else."""
    if not isinstance(text, str):
        raise DrawingError(f"A digit is the base64 of {BYTES} bytes, not {kind(text)}.")
    try:
        content = base64.b64decode(text, validate=True) if len(text) <= 2 * BYTES else b""
    except (binascii.Error, ValueError):
        content = b""
    if len(content) != BYTES:
        raise DrawingError(f"A digit is the base64 of exactly {BYTES} bytes, one for each of 28x28 pixels.")
    return np.frombuffer(content, np.uint8).reshape(SIDE, SIDE).astype(np.float32) / 255


def bytes_of_digit(digit: Digit) -> str:
    """The base64 that `digit_of_bytes` reads."""
    return base64.b64encode(np.round(digit * 255).astype(np.uint8).tobytes()).decode("ascii")


def digit_of(drawing: Drawing | Placed, placement: str) -> Digit | None:
    """The drawing's digit (28, 28) by a placement, or None without ink. Raises DrawingError."""
    if isinstance(drawing, Drawing):
        return digit_from_strokes(drawing.strokes, placement, drawing.pad)
    check_placement(placement)
    digit = drawing.digits[placement]
    return digit if digit.any() else None
