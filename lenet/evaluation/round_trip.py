"""What placing does to digits that are placed already: next to nothing."""

import numpy as np
from tqdm import tqdm

from lenet.drawing.placement import SIDE, Digit, centre_of_mass, digit_from_image
from lenet.drawing.strokes import DrawingError

TIMES = 10  # as large as the digit, on the picture of it
MARGIN = 220  # pixels of paper, to be shared between two sides


def enlarged_and_pasted(digit: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Make a picture of a digit: so many times as large, at a random place of a larger paper."""
    large = np.kron(digit, np.ones((TIMES, TIMES), np.float32))
    canvas = np.zeros(np.array(large.shape) + MARGIN, np.float32)
    top, left = random.integers(0, MARGIN, 2)
    canvas[top : top + large.shape[0], left : left + large.shape[1]] = large
    return canvas


def round_trip(digits: np.ndarray) -> tuple[float, float]:
    """Place digits (n, 28, 28) again, from pictures of them.

    Returns the mean absolute difference (of a range of 1), and the share whose centre of mass is on the
    same pixel. One in which no digit is found comes back as blank paper.
    """
    random = np.random.default_rng(0)
    difference, same_pixel = [], []
    for digit in tqdm(digits, "placing pictures", leave=False, disable=None):
        again = placed_or_blank(enlarged_and_pasted(digit, random))
        difference.append(np.abs(again - digit).mean())
        same_pixel.append(bool(again.any()) and rounded_centre(again) == rounded_centre(digit))
    return float(np.mean(difference)), float(np.mean(same_pixel))


def placed_or_blank(picture: np.ndarray) -> Digit:
    """Place the digit in a picture: (28, 28), blank paper where none is found, or two are."""
    try:
        digit = digit_from_image(picture)
    except DrawingError:
        digit = None
    return np.zeros((SIDE, SIDE), np.float32) if digit is None else digit


def rounded_centre(digit: Digit) -> tuple[int, int]:
    """Find the pixel that a digit's centre of mass is on."""
    x, y = centre_of_mass(digit)
    return round(x), round(y)
