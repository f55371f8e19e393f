"""Perturbations of a digit, those of the 1998 paper's section III-E among them.

The paper estimates, for a network trained with noise, a scale up to about a factor of 2, a vertical
shift of about half a character's height either way, and rotations up to 30 degrees. Here a digit is
changed in its field of 28x28 pixels; what leaves the field is lost.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional


class Perturbation(NamedTuple):
    """A way to change digits (n, 28, 28): by amounts in a unit, of which `neutral` changes nothing.

    title: its name in texts. claim: the range in which the paper says that digits are still read, or None.
    """

    change: Callable[[Tensor, float], Tensor]
    amounts: np.ndarray
    neutral: float
    title: str
    unit: str
    claim: tuple[float, float] | None = None


def affine(matrix: Callable[[float], list[list[float]]]) -> Callable[[Tensor, float], Tensor]:
    """Make the change that reads digits through a (2, 3) matrix, made of the amount.

    The matrix leads from new to old places, in half sides; beyond the edge is paper.
    """

    def change(digits: Tensor, amount: float) -> Tensor:
        size, places = [len(digits), 1, 28, 28], torch.tensor(matrix(amount)).expand(len(digits), 2, 3)
        grid = functional.affine_grid(places, size, align_corners=False)
        return functional.grid_sample(digits[:, None], grid, align_corners=False)[:, 0]

    return change


def turned(degrees: float) -> list[list[float]]:
    """Make the matrix that turns clockwise, about the field's centre."""
    c, s = float(np.cos(np.deg2rad(degrees))), float(np.sin(np.deg2rad(degrees)))
    return [[c, s, 0.0], [-s, c, 0.0]]


def penned(digits: Tensor, pixels: float) -> Tensor:
    """Make strokes wider (or thinner, below 0) by so many pixels on each side."""
    sign = 1.0 if pixels >= 0 else -1.0
    result, left = sign * digits[:, None], abs(pixels)
    while left > 0:
        wider = functional.max_pool2d(result, 3, 1, 1)
        result = result + min(left, 1.0) * (wider - result)
        left -= 1
    return sign * result[:, 0]


def noisy(digits: Tensor, probability: float) -> Tensor:
    """Invert each pixel with that probability; the same pixels every time."""
    flipped = torch.rand(digits.shape, generator=torch.Generator().manual_seed(0)) < probability
    return torch.where(flipped, 1 - digits, digits)


def occluded(digits: Tensor, pixels: float) -> Tensor:
    """Lay a square of paper of that side on the middle."""
    half = pixels / 2
    edge = torch.arange(28) + 0.5 - 14
    share = (half + 0.5 - edge.abs()).clamp(0, 1)
    return digits * (1 - share[:, None] * share[None, :]) if pixels > 0 else digits


# fmt: off
SHIFT_X = affine(lambda pixels: [[1.0, 0.0, -pixels / 14], [0.0, 1.0, 0.0]])
SHIFT_Y = affine(lambda pixels: [[1.0, 0.0, 0.0], [0.0, 1.0, -pixels / 14]])
SCALE = affine(lambda times: [[1 / times, 0.0, 0.0], [0.0, 1 / times, 0.0]])
SQUEEZE = affine(lambda times: [[1 / times, 0.0, 0.0], [0.0, times, 0.0]])
SHEAR = affine(lambda sideways: [[1.0, sideways, 0.0], [0.0, 1.0, 0.0]])  # the top to the right

PERTURBATIONS = {  # in the order in which several are applied
    "pen":      Perturbation(penned, np.arange(-1.5, 4.1, 0.5), 0.0,
                             "Stroke width", "pixels added per side"),
    "squeeze":  Perturbation(SQUEEZE, np.geomspace(1 / 3, 3, 13), 1.0,
                             "Aspect ratio", "× width, ÷ height"),
    "shear":    Perturbation(SHEAR, np.linspace(-1.5, 1.5, 13), 0.0,
                             "Shear", "horizontal shift per unit height"),
    "scale":    Perturbation(SCALE, np.geomspace(1 / 3, 3, 13), 1.0,
                             "Scale", "×", (0.5, 2)),
    "rotation": Perturbation(affine(turned), np.arange(-90, 91, 15.0), 0.0,
                             "Rotation", "degrees clockwise", (-30, 30)),
    "shift x":  Perturbation(SHIFT_X, np.arange(-12, 13, 2.0), 0.0,
                             "Horizontal shift", "pixels to the right"),
    "shift y":  Perturbation(SHIFT_Y, np.arange(-12, 13, 2.0), 0.0,
                             "Vertical shift", "pixels down", (-10, 10)),
    "covered":  Perturbation(occluded, np.linspace(0, 20, 11), 0.0,
                             "Occlusion", "side of a centred square, pixels"),
    "noise":    Perturbation(noisy, np.linspace(0, 0.3, 11), 0.0,
                             "Noise", "share of pixels flipped"),
}
# fmt: on
