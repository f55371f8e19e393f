"""What the page tells of each network: its name, a line, its errors, its layers, its learned weights."""

from typing import Any

import numpy as np
import torch

from lenet.evaluation.about import ABOUT
from lenet.network.geometry import core_of, layers
from lenet.network.layers import RBF
from lenet.network.model import LeNet5
from lenet.network.weights import card, told
from lenet.web.reading import packed


def described(models: dict[str, LeNet5]) -> list[dict[str, Any]]:
    """The networks in the page's order, as plain JSON; errors in per cent, from the cards."""
    return [
        {
            "name": variant,
            "title": ABOUT[variant].title,
            "line": ABOUT[variant].line,
            "parameters": sum(p.numel() for p in model.parameters()),
            "errors": errors(facts),
            "side": model.side,
            "layers": shown_layers(model, facts),
        }
        for variant, model, facts in ((name, model, card(name)) for name, model in models.items())
    ]


def errors(facts: dict[str, Any]) -> dict[str, float]:
    """The shipped file's own, by its card, on MNIST's test digits and on drawn ones."""
    tested = {"mnist": "MNIST", "drawn": "pen digits, mass"}
    return {name: told(facts, "test error %", digits, "shipped") for name, digits in tested.items()}


def shown_layers(model: LeNet5, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Each layer's geometry and, by the card, the |value| at which its colours end."""
    return [layer._asdict() | {"limit": told(facts, "map limits", layer.name)} for layer in layers(model)]


@torch.inference_mode()
def learned(model: LeNet5) -> dict[str, dict[str, Any]]:
    """The weights that can be looked at, packed: C1 (6, 5, 5), C3 (16, 6, 5, 5), OUTPUT (10, 84)."""
    output = core_of(model.OUTPUT)
    rows = output.centres if isinstance(output, RBF) else output.weight
    weights = {"C1": core_of(model.C1).weight[:, 0], "C3": core_of(model.C3).weight, "OUTPUT": rows}
    return {name: packed(weight.numpy(), np.float16) for name, weight in weights.items()}
