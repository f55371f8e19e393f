"""Ablation: maps and units switched off, and how much an answer depends on each.

What is off keeps one value, whatever is drawn: its mean over the digits that the network learned from,
position by position, or zero. Zero is not neutral: after a sigmoid or a tanh it is a value like any other,
while the next layer's biases are fitted to the mean.
"""

import reprlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from lenet.metrics import BATCH
from lenet.network.model import LeNet5

Part = tuple[str, int]  # a layer's name, and the number of its map (of its unit, where a map is one unit)
Values = Mapping[str, Tensor]  # by layer, C1 to F6: what its parts keep when off, (maps, h, w) or (units,)
MEASURED = ("C1", "C3", "F6")  # the layers of which each part's share in a margin is measured


class PartError(ValueError):
    """A part that cannot be switched off, with one sentence that says what can."""


class PartlyOff(nn.Module):
    """A layer of which some maps or units are off: whole is the layer, off and values are (maps, ...)."""

    def __init__(self, whole: nn.Module, off: Tensor, values: Tensor):
        super().__init__()
        self.whole, self.off, self.values = whole, off, values

    def forward(self, x: Tensor) -> Tensor:
        return torch.where(self.off, self.values, self.whole(x))


class Margins(NamedTuple):
    """How sure a network is of an answer, and how much less so without each of its parts.

    A margin is the score of `first` minus the largest other score: below 0, another class is likelier.
    first: the class that the whole network finds likeliest. on: its margin by the whole network. now: its
    margin with parts off. lost: {"C1": (6,), "C3": (16,), "F6": (84,)}, what `now` loses when that part
    goes off as well; below 0 where the margin would grow, 0 for a part that is off.
    """

    first: int
    on: float
    now: float
    lost: dict[str, np.ndarray]


@torch.inference_mode()
def mean_outputs(model: LeNet5, digits: np.ndarray) -> dict[str, Tensor]:
    """Average each layer's output, C1 to F6, over digits (n, 28, 28), position by position."""
    sums: dict[str, Tensor] = {}
    for i in range(0, len(digits), BATCH):
        for name, output in model.trace(model.input(digits[i : i + BATCH])).items():
            sums[name] = output.sum(0) + sums.get(name, 0)
    return {name: total / len(digits) for name, total in sums.items() if name != "OUTPUT"}


def zeros(values: Values) -> Values:
    """Make the values of parts that are off as zero."""
    return {name: torch.zeros_like(each) for name, each in values.items()}


def without(model: LeNet5, off: Iterable[Part], values: Values) -> LeNet5:
    """Make the network that has parts off, whose weights are the very same; `recognise` reads with it.

    off: any number of parts, [("C1", 3), ...]. values: what they keep, of `lenet.network.weights.means` or
    `zeros`. Raises PartError for a part that the network does not have.
    """
    masks: dict[str, Tensor] = {}
    for layer, number in off:
        if layer not in values:
            known = ", ".join(values)
            raise PartError(f"{reprlib.repr(layer)} cannot be switched off: {known} can, map by map.")
        count, *size = values[layer].shape
        if not 0 <= number < count:
            given = reprlib.repr(number)
            raise PartError(f"{layer} has maps 0 to {count - 1} to switch off, not {given}.")
        mask = masks.setdefault(layer, torch.zeros(count, *[1] * len(size), dtype=torch.bool))
        mask[number] = True
    if not masks:
        return model
    layers = {
        name: PartlyOff(layer, masks[name], values[name]) if name in masks else layer
        for name, layer in model.named_children()
    }
    changed = LeNet5(model.side, model.paper, model.ink, model.rubbish, **layers)
    changed.calibration = model.calibration
    return changed.train(model.training)


def whole(layer: nn.Module) -> nn.Module:
    """Find the layer as it is with all its parts on."""
    return layer.whole if isinstance(layer, PartlyOff) else layer


def one_off_each(output: Tensor, values: Tensor) -> Tensor:
    """Repeat a layer's output (maps, ...) as often as it has maps, each time another one at its value."""
    each = torch.eye(len(output), dtype=torch.bool).view(len(output), len(output), *[1] * (output.ndim - 1))
    return torch.where(each, values, output)


@torch.inference_mode()
def margins(model: LeNet5, digit: np.ndarray, off: Iterable[Part], values: Values) -> Margins:
    """Measure what the answer to a digit (28, 28) depends on, in one batch of 106 copies of it."""
    x = model.input(digit[None])
    scores = model(x)
    first = int(scores[0].argmax())
    copies = x[:0]  # each with one more part off, of this layer or of one before
    for name, layer in without(model, off, values).named_children():
        both = layer(torch.cat([x, copies]))
        x, copies = both[:1], both[1:]
        if name in MEASURED:
            copies = torch.cat([copies, one_off_each(x[0], values[name])])
    on, now = (float(margin_over_others(each, first)) for each in (scores, x))
    lost = (now - margin_over_others(copies, first)).split([len(values[name]) for name in MEASURED])
    return Margins(first, on, now, {name: each.numpy() for name, each in zip(MEASURED, lost, strict=True)})


def margin_over_others(scores: Tensor, first: int) -> Tensor:
    """Compute by how much a class's score exceeds the largest other one: scores (n, 10) to (n,)."""
    return scores[:, first] - scores.index_fill(1, torch.tensor(first), -torch.inf).amax(1)
