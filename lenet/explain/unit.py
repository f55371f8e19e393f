"""The arithmetic behind one unit of one layer, with the network's own numbers."""

import reprlib
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lenet.explain.ablation import whole
from lenet.network.geometry import before_squash, core_of, squash_of
from lenet.network.layers import RBF, PartialConv2d, Subsampling
from lenet.network.model import LeNet5


class Unit(NamedTuple):
    """Which unit: its layer's name, its map (or its number, where a map is one unit), row and column."""

    layer: str
    map: int
    row: int = 0
    column: int = 0


class Part(NamedTuple):
    """What a unit takes from one map of the layer before: patch times kernel, summed.

    row, column: of the patch's first cell, below 0 where it begins in the padding.
    """

    map: int
    row: int
    column: int
    patch: np.ndarray  # (k, k)
    kernel: np.ndarray  # (k, k)
    sum: float


class Explanation(NamedTuple):
    """before = the sum of all parts + bias; after = before, squashed by `squash` (None: not squashed).

    For the RBF output each part is one unit of F6, its patch that unit's value, its kernel the code's
    value, its sum minus their squared difference.
    """

    unit: Unit
    parts: list[Part]
    bias: float | None
    before: float
    after: float
    squash: str | None


class UnitError(ValueError):
    """A unit that the network does not have, with one sentence that says what there is."""


@torch.inference_mode()
def explain(model: LeNet5, digit: np.ndarray, unit: Unit) -> Explanation:
    """Explain how a unit's value on a digit (28, 28) comes about. Raises UnitError for no such unit.

    Of a unit that is off, this is the value that it would have.
    """
    x = model.input(digit[None])
    for name, layer in model.named_children():
        if name == unit.layer:
            break
        x = layer(x)
    else:
        raise UnitError(
            f"There is no layer {reprlib.repr(unit.layer)}. "
            f"Choose from {', '.join(dict(model.named_children()))}."
        )
    layer = whole(layer)
    before, after = before_squash(layer, x)[0], layer(x)[0]
    place = (unit.map, unit.row, unit.column)[: after.ndim]
    if not all(0 <= at < size for at, size in zip(place, after.shape, strict=True)):
        first, last = (0,) * after.ndim, tuple(size - 1 for size in after.shape)
        raise UnitError(f"{unit.layer} has no unit {reprlib.repr(place)}. Choose from {first} to {last}.")
    core = core_of(layer)
    bias = getattr(core, "bias", None)
    bias = None if bias is None else float(bias.flatten()[unit.map])
    parts = parts_of(core, x[0], unit)
    return Explanation(unit, parts, bias, float(before[place]), float(after[place]), squash_of(layer))


@torch.inference_mode()
def trace_before(model: LeNet5, digit: np.ndarray) -> dict[str, np.ndarray]:
    """Compute every layer's values before the squash, by name, as `Recognition.trace` has them after it."""
    x, trace = model.input(digit[None]), {}
    for name, layer in model.named_children():
        trace[name] = before_squash(whole(layer), x)[0].numpy()
        x = layer(x)
    return trace


def parts_of(core: nn.Module, x: Tensor, unit: Unit) -> list[Part]:
    """List what the unit takes from each map of x (maps, h, w), or from each unit of x (units,)."""
    if isinstance(core, nn.Linear | RBF):
        x, weights = x.flatten(), (core.centres if isinstance(core, RBF) else core.weight)[unit.map]
        sums = -((x - weights) ** 2) if isinstance(core, RBF) else x * weights
        cells = zip(x.view(-1, 1, 1).numpy(), weights.view(-1, 1, 1).numpy(), sums.tolist(), strict=True)
        return [Part(number, 0, 0, *cell) for number, cell in enumerate(cells)]
    if isinstance(core, nn.AvgPool2d | Subsampling):
        coefficient = core.coefficient[unit.map] if isinstance(core, Subsampling) else torch.tensor(0.25)
        return [window(x, unit.map, 2 * unit.row, 2 * unit.column, coefficient.expand(2, 2))]
    assert isinstance(core, nn.Conv2d | PartialConv2d)
    padding = int(core.padding[0]) if isinstance(core, nn.Conv2d) else 0
    read = torch.arange(len(x)) if isinstance(core, nn.Conv2d) else core.table[unit.map].nonzero()[:, 0]
    padded = functional.pad(x, [padding] * 4)
    parts = [window(padded, int(i), unit.row, unit.column, core.weight[unit.map, i]) for i in read]
    return [part._replace(row=part.row - padding, column=part.column - padding) for part in parts]


def window(x: Tensor, number: int, row: int, column: int, kernel: Tensor) -> Part:
    """Make the part that is the patch of map `number` under the kernel (k, k), times the kernel."""
    height, width = kernel.shape
    patch = x[number, row : row + height, column : column + width]
    return Part(number, row, column, patch.numpy(), kernel.numpy(), float((patch * kernel).sum()))
