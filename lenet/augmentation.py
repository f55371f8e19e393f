"""Random distortions of digits: of whole batches on tensors, and of strokes before they are inked."""

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lenet.strokes import Strokes


class Amounts(NamedTuple):
    """How far a batch is distorted; every digit draws its own amount up to these."""

    rotation: float = 0.0  # degrees, either way
    scale: float = 0.0  # share of its size, larger or smaller
    stretch: float = 0.0  # share of its width alone
    shear: float = 0.0  # sideways, for one unit of height
    shift: float = 0.0  # pixels, in x and in y
    elastic: float = 0.0  # standard deviation of a 5x5 net of displacements, in half sides
    pen: float = 0.0  # share of digits inked wider, and as many inked thinner


def distorted(digits: Tensor, amounts: Amounts, generator: torch.Generator) -> Tensor:
    """Digits (N, 28, 28), each bent by its own random affine and elastic map, some with another pen.

    Planar distortions as in LeCun et al. 1998, section III-B, with rotation, and elastic ones after
    Simard et al. 2003. Same generator state, same result.
    """
    count, side = len(digits), digits.shape[-1]
    grid = affine_grid(count, side, amounts, generator)
    grid = grid + elastic_grid(count, side, amounts.elastic, generator)
    digits = functional.grid_sample(digits[:, None], grid, align_corners=False)
    return repenned(digits, amounts.pen, generator)[:, 0]


def uniform(count: int, amount: float, generator: torch.Generator) -> Tensor:
    return (torch.rand(count, generator=generator) * 2 - 1) * amount


def affine_grid(count: int, side: int, amounts: Amounts, generator: torch.Generator) -> Tensor:
    """(N, side, side, 2): where each pixel of each distorted digit is read from, in half sides."""
    angle = uniform(count, amounts.rotation, generator).deg2rad()
    scale = 1 + uniform(count, amounts.scale, generator)
    width = scale * (1 + uniform(count, amounts.stretch, generator))
    shear = uniform(count, amounts.shear, generator)
    shift = uniform(2 * count, amounts.shift * 2 / side, generator).view(count, 2, 1)
    turn = torch.stack([angle.cos(), -angle.sin(), angle.sin(), angle.cos()], 1).view(-1, 2, 2)
    zero = torch.zeros(count)
    bend = torch.stack([1 / width, shear / width, zero, 1 / scale], 1).view(-1, 2, 2)
    return functional.affine_grid(
        torch.cat([turn @ bend, shift], 2), (count, 1, side, side), align_corners=False
    )


def elastic_grid(count: int, side: int, amount: float, generator: torch.Generator) -> Tensor:
    """(N, side, side, 2): smooth random displacements, in half sides."""
    net = torch.randn(count, 2, 5, 5, generator=generator) * amount
    return functional.interpolate(net, (side, side), mode="bilinear", align_corners=True).permute(
        0, 2, 3, 1
    )


def repenned(digits: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Digits (N, 1, h, w), some half-way to a pen a pixel wider on all sides, some to one thinner."""
    choice = torch.rand(len(digits), generator=generator)
    wider, thinner = choice < share, choice > 1 - share
    digits = digits.clone()
    digits[wider] = (digits[wider] + functional.max_pool2d(digits[wider], 3, 1, 1)) / 2
    digits[thinner] = (digits[thinner] - functional.max_pool2d(-digits[thinner], 3, 1, 1)) / 2
    return digits


def redrawn(strokes: Strokes, random: np.random.Generator) -> Strokes:
    """The same drawing as another hand, mouse or finger might draw it, before placing.

    Each is a chance of its own: a coarser or jittered sampling of the points, a slow wobble of the
    line, a slant, squeezed or stretched proportions, a hook or an overshoot at a stroke's end, a
    gap where the pen skipped.
    """
    size = max(np.ptp(np.concatenate(strokes), axis=0).max(), 1e-9)
    slant, aspect = random.normal(0, 0.12), np.exp(random.normal(0, 0.12))
    strokes = [stroke @ np.array([[aspect, 0], [slant, 1]]) for stroke in strokes]
    strokes = [wobbled(coarser(stroke, random), size, random) for stroke in strokes]
    if random.random() < 0.10:
        strokes = [hooked(stroke, size, random) for stroke in strokes]
    if random.random() < 0.05:
        strokes = interrupted(strokes, random)
    return strokes


def coarser(stroke: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Every second or third point left out, ends kept: a slow device, or a fast hand."""
    stride = random.choice([1, 1, 2, 3])
    if len(stroke) < 4 * stride:
        return stroke
    return np.concatenate([stroke[:-1:stride], stroke[-1:]])


def wobbled(stroke: np.ndarray, size: float, random: np.random.Generator) -> np.ndarray:
    """The line led astray by a few smooth waves along it, and each point by a hair."""
    along = np.linspace(0, 1, len(stroke))[:, None]
    wander = np.zeros_like(stroke)
    for waves in (0.5, 1, 2, 3):
        wander += (
            random.normal(0, 0.02, 2) / waves * np.sin(np.pi * waves * along + random.uniform(0, 6.3, 2))
        )
    jitter = random.normal(0, 0.006 * random.random(), stroke.shape)
    return stroke + (wander + jitter) * size + random.normal(0, 0.012, 2) * size


def hooked(stroke: np.ndarray, size: float, random: np.random.Generator) -> np.ndarray:
    """An overshoot past the last point, bent to one side as a hurried hand leaves the paper."""
    if len(stroke) < 3:
        return stroke
    leave = stroke[-1] - stroke[-3]
    heading = np.arctan2(leave[1], leave[0]) + random.normal(0, 0.9)
    hook = np.array([np.cos(heading), np.sin(heading)]) * size * random.uniform(0.03, 0.12)
    return np.concatenate([stroke, stroke[-1:] + hook])


def interrupted(strokes: Strokes, random: np.random.Generator) -> Strokes:
    """One stroke cut in two, a few per cent of it missing: the pen skipped or was lifted."""
    longest = int(np.argmax([len(stroke) for stroke in strokes]))
    stroke = strokes[longest]
    if len(stroke) < 8:
        return strokes
    cut = random.integers(3, len(stroke) - 3)
    skip = random.integers(0, max(1, len(stroke) // 12) + 1)
    halves = [part for part in (stroke[:cut], stroke[cut + skip :]) if len(part)]
    return strokes[:longest] + halves + strokes[longest + 1 :]
