"""Image augmentation: random distortions of digits, of whole batches on tensors."""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional


class Amounts(NamedTuple):
    """How far a batch is distorted; every digit draws its own amount up to these."""

    rotation: float = 0.0  # degrees, either way
    scale: float = 0.0  # share of its size, larger or smaller
    stretch: float = 0.0  # share of its width alone
    shear: float = 0.0  # sideways, for one unit of height
    shift: float = 0.0  # pixels, in x and in y
    elastic: float = 0.0  # standard deviation of a 5x5 net of displacements, in half sides
    pen: float = 0.0  # share of digits inked wider, and as many inked thinner


def distort(digits: Tensor, amounts: Amounts, generator: torch.Generator) -> Tensor:
    """Bend digits (N, 28, 28), each by its own random affine and elastic map, some with another pen.

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
    """Draw where each pixel of each distorted digit is read from: (N, side, side, 2), in half sides."""
    angle = uniform(count, amounts.rotation, generator).deg2rad()
    scale = 1 + uniform(count, amounts.scale, generator)
    width = scale * (1 + uniform(count, amounts.stretch, generator))
    shear = uniform(count, amounts.shear, generator)
    shift = uniform(2 * count, amounts.shift * 2 / side, generator).view(count, 2, 1)
    turn = torch.stack([angle.cos(), -angle.sin(), angle.sin(), angle.cos()], 1).view(-1, 2, 2)
    zero = torch.zeros(count)
    bend = torch.stack([1 / width, shear / width, zero, 1 / scale], 1).view(-1, 2, 2)
    # The size may be a tuple, as PyTorch's own examples have it, whatever its types say.
    return functional.affine_grid(
        torch.cat([turn @ bend, shift], 2),
        (count, 1, side, side),  # type: ignore[arg-type]
        align_corners=False,
    )


def elastic_grid(count: int, side: int, amount: float, generator: torch.Generator) -> Tensor:
    """Draw smooth random displacements: (N, side, side, 2), in half sides."""
    net = torch.randn(count, 2, 5, 5, generator=generator) * amount
    return functional.interpolate(net, (side, side), mode="bilinear", align_corners=True).permute(
        0, 2, 3, 1
    )


def repenned(digits: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Ink some digits (N, 1, h, w) half-way to a pen a pixel wider on all sides, some to one thinner."""
    choice = torch.rand(len(digits), generator=generator)
    wider, thinner = choice < share, choice > 1 - share
    digits = digits.clone()
    digits[wider] = (digits[wider] + functional.max_pool2d(digits[wider], 3, 1, 1)) / 2
    digits[thinner] = (digits[thinner] - functional.max_pool2d(-digits[thinner], 3, 1, 1)) / 2
    return digits
