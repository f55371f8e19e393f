"""How a network's layers hang together: sizes, kernels, who reads whom, parameters and connections."""

from typing import NamedTuple, overload

import torch
from torch import Tensor, nn

from lenet.network.layers import RBF, PartialConv2d, ScaledTanh, Subsampling
from lenet.network.model import LeNet5

SQUASHES = {nn.ReLU: "ReLU", nn.Tanh: "tanh", nn.Sigmoid: "sigmoid", ScaledTanh: "1.7159 tanh(2a/3)"}


class Layer(NamedTuple):
    """One layer as the paper's section II-B describes it.

    shape: of its output, (maps, h, w), or (units,). window: (kernel, stride, padding) with which it reads
    the layer before, or None where it reads all of it. reads: for each of its maps, the maps that it reads,
    or None where each reads all.
    squash: its name, or None. signed: whether values below 0 can leave it.
    """

    name: str
    shape: tuple[int, ...]
    window: tuple[int, int, int] | None
    reads: list[list[int]] | None
    parameters: int
    connections: int
    squash: str | None
    signed: bool


@torch.inference_mode()
def layers(model: LeNet5) -> list[Layer]:
    """List the network's layers in order."""
    x, signed, found = model.input(torch.zeros(1, 28, 28)), True, []
    for name, layer in model.named_children():
        x = layer(x)
        shape, core, squash = tuple(x.shape[1:]), core_of(layer), squash_of(layer)
        # An average has the sign of what it averages.
        signed = signed if isinstance(core, nn.AvgPool2d) else squash not in ("ReLU", "sigmoid")
        parameters = sum(p.numel() for p in layer.parameters())
        connections = connections_of(core, x[0].numel(), shape)
        window, reads = window_of(core), reads_of(core, shape[0])
        found.append(Layer(name, shape, window, reads, parameters, connections, squash, signed))
    return found


def window_of(core: nn.Module) -> tuple[int, int, int] | None:
    """Tell the (kernel, stride, padding) with which a layer reads the one before; None if all of it."""
    if isinstance(core, nn.AvgPool2d | Subsampling):
        return (2, 2, 0)
    if isinstance(core, PartialConv2d):
        return (core.kernels.shape[-1], 1, 0)
    if isinstance(core, nn.Conv2d):
        return (core.kernel_size[0], 1, int(core.padding[0]))
    return None


def reads_of(core: nn.Module, maps: int) -> list[list[int]] | None:
    """List for each of a layer's maps the maps that it reads; None where each reads all."""
    if isinstance(core, nn.AvgPool2d | Subsampling):
        return [[number] for number in range(maps)]
    if isinstance(core, PartialConv2d):
        return [row.nonzero()[:, 0].tolist() for row in core.table]
    return None


def connections_of(core: nn.Module, units: int, shape: tuple[int, ...]) -> int:
    """Count as the paper does: a unit has one for each value that it reads, and one for its bias."""
    if isinstance(core, nn.AvgPool2d):
        return 4 * units
    if isinstance(core, Subsampling):
        return 5 * units
    if isinstance(core, RBF):
        return core.centres.numel()
    weights = sum(p.numel() for p in core.parameters())
    return weights * (units // shape[0])


def before_squash(layer: nn.Module, x: Tensor) -> Tensor:
    if isinstance(layer, Subsampling):
        return layer.weighted(x)
    if isinstance(layer, nn.Sequential):
        return layer[:-1](x)
    return layer(x)


@overload
def core_of(layer: nn.Sequential) -> nn.Conv2d | PartialConv2d | nn.Linear: ...


@overload
def core_of(layer: nn.Module) -> nn.Module: ...


def core_of(layer: nn.Module) -> nn.Module:
    """Find the module of a layer that has the weights (or, in an average, would have them)."""
    if not isinstance(layer, nn.Sequential):
        return layer
    return next(part for part in layer if isinstance(part, nn.Conv2d | PartialConv2d | nn.Linear))


def squash_of(layer: nn.Module) -> str | None:
    if isinstance(layer, Subsampling):
        return SQUASHES[ScaledTanh]
    return SQUASHES[type(layer[-1])] if isinstance(layer, nn.Sequential) else None
