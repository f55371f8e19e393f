"""What placing does to digits that are placed already: next to nothing."""

import numpy as np
from tqdm import tqdm

from lenet.drawing.placement import centre_of_mass, digit_from_image
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
    same pixel. One that is taken for two comes back as blank paper.
    """
    random = np.random.default_rng(0)
    difference, same_pixel = [], []
    for digit in tqdm(digits, "placing pictures", leave=False, disable=None):
        try:
            again = digit_from_image(enlarged_and_pasted(digit, random))
        except DrawingError:
            again = np.zeros_like(digit)
        assert again is not None  # it has ink
        difference.append(np.abs(again - digit).mean())
        centres = (np.round(centre_of_mass(each)) if each.any() else None for each in (again, digit))
        same_pixel.append(np.array_equal(*centres))
    return float(np.mean(difference)), float(np.mean(same_pixel))
