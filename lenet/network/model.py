"""LeNet-5 as a chain of the paper's named layers, and the table of its variants."""

from functools import partial
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lenet.network.layers import RBF, PartialConv2d, ScaledTanh, Subsampling, codes, connections

DIGIT_SIDE = 28


class Calibration(NamedTuple):
    """How scores become an answer; fitted to held-out digits, kept on the card.

    temperature: what scores are divided by before the softmax, so that probabilities can be believed.
    rejection_threshold: the share of rubbish, of eleven classes, above which the verdict is "not a digit";
    at 1 nothing is rejected.
    """

    temperature: float = 1.0
    rejection_threshold: float = 1.0


class LeNet5(nn.Module):
    """The paper's layers by name, C1 S2 C3 S4 C5 F6 OUTPUT, from a digit to ten scores.

    side: of the square input; larger than 28, the digit is framed with paper.
    paper, ink: the input's value where the digit is 0, and where it is 1.
    rubbish: the score of an eleventh class, what is no digit; it never changes (-j of equation 9).

    For other programs: `torch.onnx.export`, `torch.export` and `torch.jit.trace` take every variant;
    `torch.jit.script` takes none, as it cannot compile a walk through layers by their names.
    """

    C1: nn.Sequential
    S2: Subsampling | nn.AvgPool2d
    C3: nn.Sequential
    S4: Subsampling | nn.AvgPool2d
    C5: nn.Sequential
    F6: nn.Sequential
    OUTPUT: RBF | nn.Linear

    def __init__(self, side: int, paper: float, ink: float, rubbish: float = 0.0, **layers: nn.Module):
        super().__init__()
        self.side, self.paper, self.ink, self.rubbish = side, paper, ink, rubbish
        self.calibration = Calibration()
        for name, layer in layers.items():
            self.add_module(name, layer)

    def input(self, digits: np.ndarray | Tensor) -> Tensor:
        """Turn digits (N, 28, 28), 0 = paper and 1 = ink, into what C1 reads, (N, 1, side, side).

        What is as large as that already, or larger, stays as large.
        """
        digits = torch.as_tensor(digits, dtype=torch.float32)[:, None]
        frame = max(self.side - digits.shape[-1], 0) // 2
        return self.paper + (self.ink - self.paper) * functional.pad(digits, [frame] * 4)

    def trace(self, x: Tensor) -> dict[str, Tensor]:
        """Compute every layer's output by name: "C1" (N, 6, h, w), "S2", ..., "OUTPUT" (N, 10)."""
        return {name: (x := layer(x)) for name, layer in self.named_children()}

    def forward(self, x: Tensor) -> Tensor:
        """Score inputs (N, 1, side, side): (N, 10), larger = likelier."""
        return self.trace(x)["OUTPUT"]


# fmt: off
def original() -> LeNet5:
    """Build the network as published: LeCun, Bottou, Bengio and Haffner 1998, section II-B.

    Paper is -0.1 and ink 1.175 (section III-A); j is ours, the paper gives no value. Weights start
    uniform in +-1/sqrt(fan-in), as in the authors' own later library; the paper's +-2.4/fan-in leaves
    no signal in F6. Biases start at 0.
    """
    network = LeNet5(32, paper=-0.1, ink=1.175, rubbish=-40.0,             #       maps  parameters
        C1=nn.Sequential(nn.Conv2d(1, 6, 5), ScaledTanh()),                #    6@28x28         156
        S2=Subsampling(6),                                                 #    6@14x14          12
        C3=nn.Sequential(PartialConv2d(connections()), ScaledTanh()),      #   16@10x10       1,516
        S4=Subsampling(16),                                                #   16@5x5            32
        C5=nn.Sequential(nn.Conv2d(16, 120, 5), ScaledTanh()),             #  120@1x1        48,120
        F6=nn.Sequential(nn.Flatten(), nn.Linear(120, 84), ScaledTanh()),  #   84            10,164
        OUTPUT=RBF(codes()))                                               #   10        sum 60,000
    layer: nn.Conv2d | nn.Linear
    # A chain's parts are any modules to mypy, and any layer might lack a bias: none of these does.
    for layer in (network.C1[0], network.C5[0], network.F6[1]):  # type: ignore[assignment]
        bound = layer.weight[0].numel() ** -0.5
        nn.init.uniform_(layer.weight, -bound, bound)
        nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
    return network


def simplified(side: int, padding: int, squash: type[nn.Module]) -> LeNet5:
    """Build the LeNet-5 of today's textbooks: C3 reads all of S2, S2 and S4 average, OUTPUT is linear.

    C5 is the paper's convolution, its kernel as large as S4's maps; the paper's sizes hold for a
    `side` + 2 `padding` of 32.
    """
    s4_side = ((side + 2 * padding - 4) // 2 - 4) // 2
    network = LeNet5(side, paper=0.0, ink=1.0,                             #  at 32: maps  parameters
        C1=nn.Sequential(nn.Conv2d(1, 6, 5, padding=padding), squash()),   #      6@28x28         156
        S2=nn.AvgPool2d(2),                                                #      6@14x14
        C3=nn.Sequential(nn.Conv2d(6, 16, 5), squash()),                   #     16@10x10       2,416
        S4=nn.AvgPool2d(2),                                                #     16@5x5
        C5=nn.Sequential(nn.Conv2d(16, 120, s4_side), squash()),           #    120@1x1        48,120
        F6=nn.Sequential(nn.Flatten(), nn.Linear(120, 84), squash()),      #     84            10,164
        OUTPUT=nn.Linear(84, 10))                                          #     10   850, sum 61,706
    if squash in GAIN:
        initialise(network, squash)
    return network


# How much larger than Xavier's the weights start, so that a signal passes through all layers: tanh
# loses 2/5 of one, the sigmoid, at most 1/4 steep, three quarters. Rectified units keep PyTorch's start.
GAIN = {nn.Tanh: 5 / 3, nn.Sigmoid: 4.0}


def initialise(network: LeNet5, squash: type[nn.Module]) -> None:
    """Draw Xavier's uniform weights, biases 0; a sigmoid's inputs, around 1/2, are balanced by the bias."""
    layers = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d | nn.Linear)]
    for number, layer in enumerate(layers):  # to mypy, any might lack a bias: none of these does
        nn.init.xavier_uniform_(layer.weight, GAIN[squash])
        nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
        if squash is nn.Sigmoid and number > 0:
            layer.bias.data -= layer.weight.data.flatten(1).sum(1) / 2  # type: ignore[union-attr]


VARIANTS: dict[str, partial[LeNet5]]
VARIANTS = {  #                side, padding, squash
    "lenet5":  partial(simplified, 28, 2, nn.ReLU),
    "1998":    original,  # type: ignore[dict-item]  # called as a partial is
    "relu-28": partial(simplified, 28, 0, nn.ReLU),
    "relu-32": partial(simplified, 32, 0, nn.ReLU),
    "tanh":    partial(simplified, 28, 2, nn.Tanh),
    "sigmoid": partial(simplified, 32, 0, nn.Sigmoid),
}
# fmt: on
