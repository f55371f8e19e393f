"""The layers of the 1998 network that PyTorch lacks (LeCun et al. 1998, section II)."""

import torch
from torch import Tensor, nn
from torch.nn import functional

# fmt: off
# Table I: a row a map of S2, a column a map of C3; an X where C3's map reads S2's.
TABLE_I = """
    X . . . X X X . . X X X X . X X
    X X . . . X X X . . X X X X . X
    X X X . . . X X X . . X . X X X
    . X X X . . X X X X . . X . X X
    . . X X X . . X X X X . X X . X
    . . . X X X . . X X X X . X X X
"""

# Figure 3: the codes of the ten digits, 7x12 pictures from the printable ASCII set, X = +1, . = -1.
DIGIT_CODES = """
    .XXXXX.  ...XX..  .XXXXX.  XXXXXXX  .XXXXX.  .XXXXX.  ..XXXX.  XXXXXXX  .XXXXX.  .XXXXX.
    .......  ..XXX..  .......  .....XX  .......  .......  .XX....  .....XX  XX...XX  XX..XXX
    ..XXX..  .XXXX..  .XXXXX.  ....XX.  .......  XXXXXXX  XX.....  .....XX  XX...XX  XX...XX
    .XX.XX.  ...XX..  XX...XX  ...XX..  .XX..XX  XX.....  XX.....  ....XX.  XX...XX  XX...XX
    XX...XX  ...XX..  X....XX  ..XXXX.  .XX..XX  XX.....  XXXXXX.  ...XX..  .XXXXX.  XX..XXX
    XX...XX  ...XX..  ....XX.  .....XX  XXX..XX  .XXXX..  XXX..XX  ...XX..  XX...XX  .XXXXXX
    XX...XX  ...XX..  ..XXX..  .....XX  XX...XX  ..XXXX.  XX...XX  ..XX...  XX...XX  .....XX
    XX...XX  ...XX..  .XX....  .....XX  XX...XX  .....XX  XX...XX  ..XX...  XX...XX  .....XX
    .XX.XX.  ...XX..  XX.....  XX...XX  XX..XXX  XX...XX  XXX..XX  ..XX...  XX...XX  ....XX.
    ..XXX..  .XXXXXX  XXXXXXX  .XXXXX.  .XXXXXX  .XXXXX.  .XXXXX.  ..XX...  .XXXXX.  .XXXX..
    .......  .......  .......  .......  .....XX  .......  .......  .......  .......  .......
    .......  .......  .......  .......  .....XX  .......  .......  .......  .......  .......
"""
# fmt: on


def connections() -> Tensor:
    """Read Table I as (maps of C3, maps of S2) booleans: which map of C3 reads which of S2."""
    return torch.tensor(
        [[mark == "X" for mark in row.split()] for row in TABLE_I.split("\n") if row.strip()]
    ).T


def codes() -> Tensor:
    """Read the ten digit codes as (10, 84), +1 for ink and -1 for paper, each row by row."""
    rows = [row.split() for row in DIGIT_CODES.split("\n") if row.strip()]
    return torch.tensor(
        [[1.0 if mark == "X" else -1.0 for row in rows for mark in row[digit]] for digit in range(10)]
    )


class ScaledTanh(nn.Module):
    """The squash 1.7159 tanh(2a/3), so that f(1) = 1 and f(-1) = -1 (equation 6 and appendix A)."""

    def forward(self, a: Tensor) -> Tensor:
        return 1.7159 * torch.tanh(2 / 3 * a)


class Subsampling(nn.Module):
    """S2 and S4: the *sum* of 2x2 inputs, times a coefficient, plus a bias, one of each a map, squashed.

    (N, maps, h, w) to (N, maps, h/2, w/2). The paper's section II-A averages, II-B adds; this adds.
    """

    def __init__(self, maps: int):
        super().__init__()
        self.coefficient = nn.Parameter(torch.full((maps, 1, 1), 0.5))
        self.bias = nn.Parameter(torch.zeros(maps, 1, 1))
        self.squash = ScaledTanh()

    def weighted(self, x: Tensor) -> Tensor:
        """Weight the sums, four times the averages, by coefficient and bias; the squash follows."""
        return functional.avg_pool2d(x, 2) * 4 * self.coefficient + self.bias

    def forward(self, x: Tensor) -> Tensor:
        return self.squash(self.weighted(x))


class PartialConv2d(nn.Module):
    """C3: convolutions of 5x5 that read only the maps that Table I connects, one bias a map.

    (N, 6, h, w) to (N, 16, h - 4, w - 4), with 60 kernels and 16 biases, 1,516 numbers.
    """

    table: Tensor

    def __init__(self, table: Tensor):
        super().__init__()
        self.register_buffer("table", table, persistent=False)
        fan_in = (table.sum(1, keepdim=True) * 5**2).expand_as(table)[table]
        bound = fan_in.rsqrt()[:, None, None]
        self.kernels = nn.Parameter((torch.rand(len(fan_in), 5, 5) * 2 - 1) * bound)
        self.bias = nn.Parameter(torch.zeros(len(table)))

    @property
    def weight(self) -> Tensor:
        """Lay out the kernels as (maps of C3, maps of S2, 5, 5), zeros where Table I has no connection."""
        weight = self.kernels.new_zeros(*self.table.shape, *self.kernels.shape[1:])
        weight[self.table] = self.kernels
        return weight

    def forward(self, x: Tensor) -> Tensor:
        return functional.conv2d(x, self.weight, self.bias)


class RBF(nn.Module):
    """OUTPUT: minus the squared distance of F6 to each class's fixed code, so that larger is likelier.

    (N, 84) to (N, 10), equation 7 with its sign turned; nothing in it is learned.
    """

    centres: Tensor

    def __init__(self, centres: Tensor):
        super().__init__()
        self.register_buffer("centres", centres, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return -(x[:, None] - self.centres).square().sum(-1)
