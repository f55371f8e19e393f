"""What a network costs: how often it multiplies and adds for one digit."""

import torch
from torch import Tensor, nn

from lenet.network.geometry import core_of
from lenet.network.layers import RBF, PartialConv2d, Subsampling
from lenet.network.model import LeNet5


@torch.inference_mode()
def multiply_accumulates(model: LeNet5) -> int:
    """Count a digit's multiply-accumulates: one each time a weight meets a value.

    Where C1 pads its input, the padding counts, too. A trainable subsampling multiplies once a unit.
    Biases, squashes, averages and maxima multiply by nothing that is learned, and are not counted.
    """
    x, total = model.input(torch.zeros(1, 28, 28)), 0
    for layer in model.children():
        x = layer(x)
        total += of_layer(core_of(layer), x[0])
    return total


def of_layer(core: nn.Module, output: Tensor) -> int:
    """Count a layer's, output being one digit's: (maps, h, w) or (units,)."""
    if isinstance(core, PartialConv2d):
        return core.kernels.numel() * output[0].numel()
    if isinstance(core, nn.Conv2d | nn.Linear):
        return core.weight.numel() * output[0].numel()
    if isinstance(core, Subsampling):
        return output.numel()
    return core.centres.numel() if isinstance(core, RBF) else 0
