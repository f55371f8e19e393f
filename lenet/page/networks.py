"""What the page tells of each network: its name, a line, its errors, and the layers of the ribbon."""

from typing import Any

import numpy as np
import torch
from torch import nn

from lenet.about import ABOUT
from lenet.model import LeNet5
from lenet.page.reading import SHOWN_LAYERS
from lenet.weights import card


def described(models: dict[str, LeNet5]) -> list[dict[str, Any]]:
    """The networks in the page's order, as plain JSON; errors in per cent, from the cards."""
    return [
        {
            "name": variant,
            "title": ABOUT[variant].title,
            "line": ABOUT[variant].line,
            "parameters": sum(p.numel() for p in model.parameters()),
            "errors": errors(variant),
            "layers": layers(model, card(variant)["map limits"]),
        }
        for variant, model in models.items()
    ]


def errors(variant: str) -> dict[str, float]:
    """The shipped file's own, on MNIST's test digits and on drawn ones."""
    tested = card(variant)["test error %"]
    return {"mnist": tested["MNIST"]["shipped"], "drawn": tested["pen digits, mass"]["shipped"]}


def layers(model: LeNet5, limits: dict[str, float]) -> list[dict[str, Any]]:
    """Of each layer shown: name, shape, parameters, colour limit, and whether it has values below 0."""
    with torch.inference_mode():
        trace = model.trace(model.input(np.zeros((1, 28, 28), np.float32)))
    return [
        {
            "name": name,
            "shape": list(trace[name].shape[1:]),
            "parameters": sum(p.numel() for p in getattr(model, name).parameters()),
            "limit": limits[name],
            "signed": not isinstance(list(getattr(model, name).modules())[-1], nn.ReLU | nn.Sigmoid),
        }
        for name in SHOWN_LAYERS
    ]
