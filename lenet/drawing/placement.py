"""Strokes and pictures to a 28x28 digit, placed the way MNIST's digits were placed.

MNIST (LeCun et al. 1998, section III-A, reconstructed by Yadav and Bottou 2019): the ink's longest
side is brought to 20 pixels, aspect kept, then its centre of mass to pixel (14, 14) of 28x28, counted
from 0: on MNIST itself the mean is 14.00, not 13.5. Strokes are placed as *points* and inked last, with
one pen, so that size, place and brush of a drawing cannot matter.
"""

import reprlib
from collections.abc import Sequence

import numpy as np
from PIL import Image

from lenet.drawing.inking import SIDE, ink
from lenet.drawing.picture import area_average, cropped, ink_of, pen_corrected
from lenet.drawing.simplification import simplified
from lenet.drawing.strokes import DrawingError, Strokes, checked_pad, checked_strokes

BOX = 20  # the longest side of the ink
CENTRE = 14  # the pixel, of 0 to 27, where the centre of mass belongs
PEN_WIDTH = 2.3  # pixels: inks strokes as wide as the median of MNIST, by `picture.pen_width`
LEAST_SIZE = 1e-300  # in the drawing's unit: what is smaller cannot be enlarged
PLACEMENTS = ("resize", "box", "mass")

Digit = np.ndarray


def digit_from_strokes(
    strokes: Sequence[np.ndarray | Sequence[Sequence[float]]],
    placement: str = "mass",
    pad: tuple[float, float] | None = None,
    pen_width: float = PEN_WIDTH,
) -> Digit | None:
    """Place and ink strokes: a digit (28, 28) float32, 0 = paper, 1 = ink; None without a point.

    strokes: a list of (n, 2) points, x right and y down in any unit, one a pen-down.
    placement: "resize" shrinks the whole pad, whose (width, height) must then be given; "box" fits
    the ink in 20x20 and centres that box; "mass" goes on to centre it by its mass, as MNIST does.
    pen_width: in pixels of the digit. Raises DrawingError for anything else.
    """
    strokes = checked_strokes(strokes)
    check_placement(placement)
    if not strokes:
        return None
    if placement == "resize":
        if pad is None:
            raise DrawingError('Placement "resize" needs the pad: pad=(width, height).')
        scale = SIDE / np.array(checked_pad(pad))
        digit = ink(simplified([stroke * scale for stroke in strokes]), pen_width)
        return digit if digit.any() else None  # all of it may lie off the pad
    strokes = simplified(fitted(strokes, BOX - pen_width))
    digit = ink(strokes, pen_width)
    if placement == "box":
        return digit
    shift = CENTRE - np.array(centre_of_mass(digit))
    return ink([stroke + shift for stroke in strokes], pen_width)


def digit_from_image(image: Image.Image | np.ndarray, placement: str = "mass") -> Digit | None:
    """Place the digit in a picture, dark on light or light on dark: (28, 28) float32; None without ink.

    image: a Pillow image, or an array (h, w), (h, w, 3) or (h, w, 4), as 8-bit or as floats from 0 to 1.
    placement: as for strokes; "resize" shrinks the picture as it is. Raises DrawingError for a
    picture that is too large or not a picture.
    """
    check_placement(placement)
    whole = ink_of(image)
    return None if whole is None else digit_from_ink(whole, placement)


def digit_from_ink(whole: np.ndarray, placement: str) -> Digit:
    """Place the digit in a whole picture's ink (h, w), as `picture.ink_of` has it."""
    if placement == "resize":
        return area_average(whole, SIDE / whole.shape[0], SIDE / whole.shape[1])
    drawing = pen_corrected(cropped(whole), BOX)
    scale = BOX / max(drawing.shape)
    box = area_average(drawing, scale, scale)
    box = np.minimum(box / box.max(), np.float32(1))
    if placement == "box":
        return pasted(box, (SIDE - box.shape[1]) // 2, (SIDE - box.shape[0]) // 2)
    x, y = centre_of_mass(box)
    return pasted(box, int(np.floor(CENTRE + 0.5 - x)), int(np.floor(CENTRE + 0.5 - y)))


def check_placement(placement: str) -> None:
    """Raise DrawingError for what is none of PLACEMENTS."""
    if placement not in PLACEMENTS:
        raise DrawingError(f"Placement {reprlib.repr(placement)} is none of {', '.join(PLACEMENTS)}.")


def fitted(strokes: Strokes, length: float) -> Strokes:
    """Scale strokes so that the longer side of their box is `length`, centred in the digit."""
    low = np.min([stroke.min(axis=0) for stroke in strokes], axis=0)
    high = np.max([stroke.max(axis=0) for stroke in strokes], axis=0)
    size = (high - low).max()
    scale = length / size if size > LEAST_SIZE else 0.0  # one point, or one repeated, is a dot
    return [(stroke - low - (high - low) / 2) * scale + SIDE / 2 for stroke in strokes]


def centre_of_mass(digit: Digit) -> tuple[float, float]:
    """Find where the ink balances, as (x, y) pixel indices: 14.0 is the middle of the 15th pixel."""
    mass = digit.sum(dtype=np.float64)
    x = digit.sum(axis=0, dtype=np.float64) @ np.arange(digit.shape[1]) / mass
    y = digit.sum(axis=1, dtype=np.float64) @ np.arange(digit.shape[0]) / mass
    return float(x), float(y)


def pasted(box: np.ndarray, left: int, top: int) -> Digit:
    """Lay a box on 28x28 paper, its corner at (left, top); what hangs over the edge is cut."""
    canvas = np.zeros((3 * SIDE, 3 * SIDE), dtype=np.float32)
    canvas[SIDE + top : SIDE + top + box.shape[0], SIDE + left : SIDE + left + box.shape[1]] = box
    return canvas[SIDE : 2 * SIDE, SIDE : 2 * SIDE].copy()
