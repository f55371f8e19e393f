"""The band below: each layer's maps under its paper name, in one signed colour scale a layer."""

from typing import Any

import gradio as gr
import numpy as np
import torch
from torch import nn

from lenet.model import LeNet5
from lenet.page.parts import text
from lenet.page.reading import SHOWN_LAYERS

SCRIPTS = ("numbers.js", "colour.js", "ribbon.js")


class Ribbon(gr.HTML):
    """The maps of C1 and C3, drawn in the page from the packets that the sketchpad receives."""

    def __init__(self, model: LeNet5, limits: dict[str, float], **arguments: Any):
        """limits: per layer, the |value| at which its colours end (from the card)."""
        super().__init__(
            value=None,
            html_template=text("ribbon.html"),
            js_on_load=text(*SCRIPTS),
            apply_default_css=False,
            layers=layers(model, limits),
            **arguments,
        )


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
