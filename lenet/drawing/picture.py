"""A picture of a digit to its ink: what is paper, what is ink, and how wide the pen was."""

import numpy as np
from PIL import Image

from lenet.drawing.brightness import LEAST_CONTRAST, brightness
from lenet.drawing.marks import digit_in
from lenet.drawing.paper import depth_of

PEN_RANGE = (1.24, 5.3)  # pixels of the 28x28 digit, left alone: 99.8 % of MNIST lies in it
PEN_TARGET = 2.2  # the median of MNIST by the same measure: where other pens are brought
FINE = 5  # working pixels for one of the digit while the pen is corrected


def ink_of(image: Image.Image | np.ndarray) -> np.ndarray | None:
    """Find the ink of a whole picture: (h, w) float32, 0 = paper, 1 = ink; None where there is none.

    Uneven lighting is taken out, noise by a threshold, and what is on the paper beside the digit: specks,
    dark edges, a box round it, lines. Raises DrawingError for what is no picture or too large, and for two
    digits.
    """
    light = brightness(image)
    if light is None or np.ptp(light) < LEAST_CONTRAST:
        return None
    difference, inked, noise = depth_of(light)
    floor = 4 * noise
    deepest = np.percentile(difference[inked], 98) if inked.any() else 0
    if deepest < LEAST_CONTRAST or deepest <= floor:
        return None
    ink = between(difference, floor, deepest)
    digit = digit_in(ink, noise > 1 / 512)
    if not digit.any():
        return None
    if (ink[~digit] > 0).any():
        ink = between(np.where(digit, difference, 0), floor, darkest(difference[digit]))
    return ink


def darkest(difference: np.ndarray) -> float:
    """Find how deep a digit's strokes are, by those pixels that are no edge."""
    return float(np.percentile(difference[difference >= difference.max() / 2], 98))


def between(difference: np.ndarray, floor: float, deepest: float) -> np.ndarray:
    """Turn differences from the paper into ink: (h, w) float32, 0 up to the floor, 1 from the deepest."""
    ink = np.clip((difference - floor) / (deepest - floor), 0, 1).astype(np.float32)
    ink[ink < 1 / 512] = 0
    return ink


def cropped(ink: np.ndarray) -> np.ndarray:
    """Cut a picture to its ink's box."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def area_average(ink: np.ndarray, scale_y: float, scale_x: float) -> np.ndarray:
    """Scale a picture by averaging areas: every new pixel is the mean of what it covers."""
    down, across = overlaps(ink.shape[0], scale_y), overlaps(ink.shape[1], scale_x)
    return (down @ ink @ across.T).astype(np.float32)


def overlaps(length: int, scale: float) -> np.ndarray:
    """Compute how much of each new pixel each old one covers: (new, length); an end may be in part."""
    new = max(1, int(np.ceil(length * scale - 1e-9)))
    edges = np.arange(length + 1) * scale
    cells = np.arange(new)[:, None]
    covered = np.minimum(edges[1:], cells + 1) - np.maximum(edges[:-1], cells)
    return np.maximum(covered, 0)


def pen_width(ink: np.ndarray) -> float:
    """Measure a stroke's width in pixels: twice its area over the length of its outline.

    The outline's length is the total variation of the grey, so it needs no threshold; exact for a
    long straight stroke.
    """
    framed = np.pad(ink.astype(np.float64), 1)
    slope_y, slope_x = np.diff(framed, axis=0)[:, :-1], np.diff(framed, axis=1)[:-1]
    return 2 * framed.sum() / np.hypot(slope_y, slope_x).sum()


def pen_corrected(drawing: np.ndarray, box: int) -> np.ndarray:
    """Give a drawing, cut to its ink, a pen in MNIST's range once it is placed in `box` pixels.

    What lies in PEN_RANGE is returned as it is; wider or thinner strokes are thinned or thickened
    by a round brush, to PEN_TARGET, and cut again.
    """
    placed = area_average(drawing, box / max(drawing.shape), box / max(drawing.shape))
    if PEN_RANGE[0] <= pen_width(placed / placed.max()) <= PEN_RANGE[1]:
        return drawing
    scale = min(1.0, box * FINE / max(drawing.shape))
    work = area_average(drawing, scale, scale)
    unit = max(work.shape) / box  # working pixels for one of the digit
    work = work / work.max()
    radius = (PEN_TARGET * unit - pen_width(work)) / 2
    work = np.pad(work, int(np.ceil(abs(radius))) + 1)
    return cropped(thickened(work, radius) if radius > 0 else 1 - thickened(1 - work, -radius))


def thickened(ink: np.ndarray, radius: float) -> np.ndarray:
    """Give every pixel the most ink within `radius` pixels: the stroke grows by a round brush."""
    reach = int(np.floor(radius))
    framed = np.pad(ink, reach)
    height, width = ink.shape
    grown = ink
    for y in range(-reach, reach + 1):
        for x in range(-reach, reach + 1):
            if y * y + x * x <= radius * radius:
                top, left = reach + y, reach + x
                grown = np.maximum(grown, framed[top : top + height, left : left + width])
    return grown
