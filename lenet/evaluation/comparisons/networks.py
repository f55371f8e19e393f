"""The networks that are compared: that of 1998, changed step by step, and some that see no neighbours."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn

from lenet.network.model import LeNet5, initialise, original, simplified

HIDDEN = 78  # units of the one hidden layer: it has as many parameters as LeNet-5, but for half a per cent
ORDER = torch.randperm(32 * 32, generator=torch.Generator().manual_seed(0))  # of the shuffled pixels


def changed(*changes: Callable[[LeNet5], None]) -> LeNet5:
    """Build the network of 1998 with some of the changes below, in the order in which they stand there."""
    network = original()
    for change in changes:
        change(network)
    return network


def average(network: LeNet5) -> None:
    subsample(network, nn.AvgPool2d)


def maximum(network: LeNet5) -> None:
    subsample(network, nn.MaxPool2d)


def subsample(network: LeNet5, by: Callable[[int], nn.Module]) -> None:
    for name in ("S2", "S4"):
        network.add_module(name, by(2))


def full_c3(network: LeNet5) -> None:
    """Let C3 read all maps of S2, starting as the other layers do."""
    convolution = nn.Conv2d(6, 16, 5)  # its weights start within 1/sqrt(fan-in)
    convolution.bias = nn.Parameter(torch.zeros(16))
    network.C3[0] = convolution


def tanh(network: LeNet5) -> None:
    squash(network, nn.Tanh)
    initialise(network, nn.Tanh)


def softmax(network: LeNet5) -> None:
    """Make OUTPUT linear, for a softmax among whose eleven classes rubbish has the score 0."""
    network.OUTPUT, network.rubbish = nn.Linear(84, 10), 0.0
    initialise(network, nn.Tanh)


def relu(network: LeNet5) -> None:
    """Rectify all units, with PyTorch's start, which theirs is."""
    squash(network, nn.ReLU)
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            layer.reset_parameters()


def squash(network: LeNet5, by: type[nn.Module]) -> None:
    for layer in (network.C1, network.C3, network.C5, network.F6):
        layer[-1] = by()


def linear() -> LeNet5:
    """Build a softmax regression: ten sums of 28x28 weighted pixels. C1 spans the whole input."""
    return LeNet5(28, paper=0.0, ink=1.0, C1=nn.Sequential(nn.Conv2d(1, 10, 28)), OUTPUT=nn.Flatten())


def one_hidden_layer() -> LeNet5:
    """Build 28x28-78-10, fully connected and rectified. C1 spans the whole input."""
    c1 = nn.Sequential(nn.Conv2d(1, HIDDEN, 28), nn.ReLU())
    output = nn.Sequential(nn.Flatten(), nn.Linear(HIDDEN, 10))
    return LeNet5(28, paper=0.0, ink=1.0, C1=c1, OUTPUT=output)


class Shuffled(LeNet5):
    """A LeNet-5 that reads the pixels of its input in one random order, the same for all digits."""

    def input(self, digits: np.ndarray | Tensor) -> Tensor:
        pixels = super().input(digits)
        return pixels.flatten(1)[:, ORDER].view_as(pixels)


def shuffled() -> LeNet5:
    """Build `relu-32`, to read shuffled pixels."""
    network = simplified(32, 0, nn.ReLU)
    layers = dict(network.named_children())
    return Shuffled(network.side, network.paper, network.ink, network.rubbish, **layers)
