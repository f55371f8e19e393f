"""The paper of a picture: whether it is light or dark, how bright it is everywhere, and how noisy."""

from typing import NamedTuple

import numpy as np

MIXED = 0.1  # the share of the border unlike the rest, from which on the border tells the paper less
THIN = 12  # of a picture's side: what such a square covers is a line
WINDOW = 4  # the background is what fits in a square of a picture's side over this: wider than any pen
UNEVEN = 0.06  # of the whole range: deeper is a shadow, which a lamp's gradient does not explain
QUARTER = 1.15  # standard deviations: a quarter of normal noise is beyond, and some where white is cut off
SHADED = 0.02  # the share of the border that a shadow covers at least


class Depth(NamedTuple):
    """How much a picture differs from its paper.

    difference: (h, w) from 0, in brightness. inked: (h, w) booleans, the side of Otsu's split that is ink.
    noise: the standard deviation of the paper.
    """

    difference: np.ndarray
    inked: np.ndarray
    noise: float


def depth_of(light: np.ndarray) -> Depth:
    """Compare a picture's brightness (h, w), from 0 to 1, with its paper's.

    Uneven lighting is taken out as a quadratic surface through the paper; shadows with hard edges by the
    closing of the picture.
    """
    inked = light < otsu(light)
    if is_paper_dark(light, inked):
        light, inked = 1 - light, ~inked
    level = lighting(light, ~inked)
    background = closing(light, max(light.shape) // WINDOW)
    if on_border(np.abs(background - level) > UNEVEN).mean() > SHADED:
        light = light / np.maximum(background, 1 / 255)
        inked = light < otsu(light)
        level = float(np.median(light[~inked]))
    difference = level - light
    noise = float(np.percentile(np.abs(difference[~inked]), 75)) / QUARTER
    return Depth(np.maximum(difference, 0), inked, noise)


def is_paper_dark(light: np.ndarray, dark: np.ndarray) -> bool:
    """Tell whether a picture's paper is its dark side: by the border, and where that is mixed by its lines.

    Ink is thin, and what lies between its strokes is not: the odds of both multiply.
    """
    share = float(on_border(dark).mean())
    if min(share, 1 - share) < MIXED:
        return share > 0.5
    return share * thin_marks(1 - light) > (1 - share) * thin_marks(light)


def thin_marks(light: np.ndarray) -> float:
    """Measure how much is thin, and darker than what is about it: the mean over the picture, less noise."""
    depth = closing(light, max(light.shape) // THIN) - light
    return float(np.maximum(depth - 3 * np.median(depth), 0).mean())


def on_border(values: np.ndarray) -> np.ndarray:
    """List the values along a picture's edges."""
    return np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])


def otsu(light: np.ndarray) -> float:
    """Find the level that best splits a picture in a dark and a light part (Otsu 1979)."""
    counts, edges = np.histogram(light, bins=256)
    levels = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)[:-1]
    sum_below = np.cumsum(counts * levels)[:-1]
    above, sum_above = light.size - below, (counts * levels).sum() - sum_below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sum_below / below - sum_above / above) ** 2
    best = np.flatnonzero(between >= np.nanmax(between) * (1 - 1e-9))
    return float(edges[1:-1][best].mean())  # the middle, where an empty stretch separates the two


def lighting(light: np.ndarray, paper: np.ndarray) -> np.ndarray | float:
    """Estimate the paper's own brightness everywhere: a quadratic surface fitted to its pixels."""
    level = float(np.median(light[paper]))
    if np.median(np.abs(light[paper] - level)) < 1e-6:  # drawn by a program, not lit by a lamp
        return level
    height, width = light.shape
    some = np.flatnonzero(paper)[:: max(1, int(paper.sum()) // 20_000)]
    down, across = np.linspace(-1, 1, height)[:, None], np.linspace(-1, 1, width)
    y, x = down[some // width, 0], across[some % width]
    surface = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1)
    (one, by_x, by_y, by_xy, by_xx, by_yy), *_ = np.linalg.lstsq(surface, light.ravel()[some], rcond=None)
    return (one + by_x * across + by_xx * across**2) + (by_y + by_xy * across) * down + by_yy * down**2


def closing(light: np.ndarray, side: int) -> np.ndarray:
    """Fill what is darker than about it and narrower than a square of `side` pixels (grey closing)."""
    grown = widest(widest(light.astype(np.float32), side, 0), side, 1)
    return -widest(widest(-grown, side, 0), side, 1)


def widest(values: np.ndarray, side: int, axis: int) -> np.ndarray:
    """Give each value the largest in a window of `side`, rounded up to odd, about it along an axis."""
    reach = side // 2
    ends = [(reach, reach) if each == axis else (0, 0) for each in range(values.ndim)]
    most = np.moveaxis(np.pad(values, ends, constant_values=-np.inf), axis, 0)
    seen = 1
    while seen < 2 * reach + 1:
        step = min(seen, 2 * reach + 1 - seen)
        most = np.maximum(most[:-step], most[step:])
        seen += step
    return np.moveaxis(most, 0, axis)
