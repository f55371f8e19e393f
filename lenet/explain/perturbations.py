"""How far a digit may be changed before it is misread: the axes of the 1998 paper's section III-E.

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

from lenet.metrics import error
from lenet.network.model import LeNet5

DIGITS = 2_000  # of a test set, evenly taken
READ = 10.0  # per cent of errors up to which digits count as read


class Axis(NamedTuple):
    """One way to change digits (n, 28, 28): by amounts in a unit, of which `neutral` changes nothing.

    claim: the amounts between which the paper says that digits are still read, or None.
    """

    change: Callable[[Tensor, float], Tensor]
    amounts: np.ndarray
    neutral: float
    unit: str
    claim: tuple[float, float] | None = None


def affine(digits: Tensor, matrix: list[list[float]]) -> Tensor:
    """Digits read through a (2, 3) matrix from new to old places, in half sides; paper beyond the edge."""
    grid = functional.affine_grid(
        torch.tensor(matrix).expand(len(digits), 2, 3), (len(digits), 1, 28, 28), align_corners=False
    )
    return functional.grid_sample(digits[:, None], grid, align_corners=False)[:, 0]


def shifted_right(digits: Tensor, pixels: float) -> Tensor:
    return affine(digits, [[1.0, 0.0, -pixels / 14], [0.0, 1.0, 0.0]])


def shifted_down(digits: Tensor, pixels: float) -> Tensor:
    return affine(digits, [[1.0, 0.0, 0.0], [0.0, 1.0, -pixels / 14]])


def scaled(digits: Tensor, times: float) -> Tensor:
    return affine(digits, [[1 / times, 0.0, 0.0], [0.0, 1 / times, 0.0]])


def turned(digits: Tensor, degrees: float) -> Tensor:
    """Clockwise, about the field's centre."""
    c, s = float(np.cos(np.deg2rad(degrees))), float(np.sin(np.deg2rad(degrees)))
    return affine(digits, [[c, s, 0.0], [-s, c, 0.0]])


def squeezed(digits: Tensor, times: float) -> Tensor:
    """So many times as wide, and as many times less high."""
    return affine(digits, [[1 / times, 0.0, 0.0], [0.0, times, 0.0]])


def penned(digits: Tensor, pixels: float) -> Tensor:
    """Strokes wider (or thinner, below 0) by so many pixels on each side."""
    sign = 1.0 if pixels >= 0 else -1.0
    result, left = sign * digits[:, None], abs(pixels)
    while left > 0:
        wider = functional.max_pool2d(result, 3, 1, 1)
        result = result + min(left, 1.0) * (wider - result)
        left -= 1
    return sign * result[:, 0]


def noisy(digits: Tensor, probability: float) -> Tensor:
    """Each pixel inverted with that probability; the same pixels every time."""
    flipped = torch.rand(digits.shape, generator=torch.Generator().manual_seed(0)) < probability
    return torch.where(flipped, 1 - digits, digits)


def sheared(digits: Tensor, sideways: float) -> Tensor:
    """The top moved to the right and the foot to the left, by so much for one unit of height."""
    return affine(digits, [[1.0, sideways, 0.0], [0.0, 1.0, 0.0]])


def covered(digits: Tensor, pixels: float) -> Tensor:
    """A square of paper of that side laid on the middle."""
    half = pixels / 2
    edge = torch.arange(28) + 0.5 - 14
    share = (half + 0.5 - edge.abs()).clamp(0, 1)
    return digits * (1 - share[:, None] * share[None, :]) if pixels > 0 else digits


# fmt: off
AXES = {  # in the order in which they are applied where there are several
    "pen":      Axis(penned, np.arange(-1.5, 4.1, 0.5), 0.0, "pixels wider on each side"),
    "squeeze":  Axis(squeezed, np.geomspace(1 / 3, 3, 13), 1.0, "times as wide, and as much less high"),
    "shear":    Axis(sheared, np.linspace(-1.5, 1.5, 13), 0.0, "sideways for one unit of height"),
    "scale":    Axis(scaled, np.geomspace(1 / 3, 3, 13), 1.0, "times as large", (0.5, 2)),
    "rotation": Axis(turned, np.arange(-90, 91, 15.0), 0.0, "degrees clockwise", (-30, 30)),
    "shift x":  Axis(shifted_right, np.arange(-12, 13, 2.0), 0.0, "pixels to the right"),
    "shift y":  Axis(shifted_down, np.arange(-12, 13, 2.0), 0.0, "pixels down", (-10, 10)),
    "covered":  Axis(covered, np.linspace(0, 20, 11), 0.0, "pixels, a square of paper on the middle"),
    "noise":    Axis(noisy, np.linspace(0, 0.3, 11), 0.0, "of the pixels inverted", (0, 0.1)),
}
# fmt: on


def curve(model: LeNet5, axis: Axis, digits: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """The error in per cent at each of the axis's amounts, on DIGITS of the digits."""
    step = max(1, len(digits) // DIGITS)
    some, right = torch.from_numpy(digits[::step]), classes[::step]
    return np.array([error(model, axis.change(some, float(amount)), right) for amount in axis.amounts])


def read_between(axis: Axis, errors: np.ndarray) -> tuple[float, float]:
    """The amounts around the neutral one between which the error stays within READ, interpolated."""
    neutral = int(np.abs(axis.amounts - axis.neutral).argmin())
    ends = []
    for amounts, beyond in (
        (axis.amounts[neutral::-1], errors[neutral::-1]),
        (axis.amounts[neutral:], errors[neutral:]),
    ):
        if not (beyond > READ).any():
            ends.append(amounts[-1])
            continue
        out = int((beyond > READ).argmax())
        if out == 0:
            ends.append(amounts[0])
            continue
        share = (READ - beyond[out - 1]) / (beyond[out] - beyond[out - 1])
        ends.append(amounts[out - 1] + share * (amounts[out] - amounts[out - 1]))
    return float(ends[0]), float(ends[1])
