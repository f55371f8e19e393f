"""What is said of the layers is what the paper prints, or what can be counted."""

import numpy as np
import pytest
import torch

from lenet import VARIANTS
from lenet.network.geometry import layers


def test_1998_has_the_papers_parameters_and_connections():
    found = {layer.name: layer for layer in layers(VARIANTS["1998"]())}
    paper = {
        "C1": (156, 122_304),
        "S2": (12, 5_880),
        "C3": (1_516, 151_600),
        "S4": (32, 2_000),
        "C5": (48_120, 48_120),
        "F6": (10_164, 10_164),
        "OUTPUT": (0, 840),
    }
    assert {name: (layer.parameters, layer.connections) for name, layer in found.items()} == paper
    assert sum(layer.connections for layer in found.values()) == 340_908
    assert [len(maps) for maps in found["C3"].reads] == [3] * 6 + [4] * 9 + [6]


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_unit_answers_to_its_receptive_field_and_to_nothing_else(variant):
    """Window by window back to the input, against the gradient of the unit itself."""
    torch.manual_seed(0)
    network = VARIANTS[variant]().double()
    found = layers(VARIANTS[variant]())
    x = network.input(torch.rand(1, 28, 28)).double().requires_grad_()
    trace = network.trace(x)
    for depth, layer in enumerate(found[:4]):  # C1 to S4
        row = layer.shape[1] // 2
        units = trace[layer.name][0, :, row, row].sum()  # of all maps, for a rectified one may be off
        touched = torch.autograd.grad(units, x, retain_graph=True)[0][0, 0]
        first = last = row
        for below in reversed(found[: depth + 1]):
            kernel, stride, padding = below.window
            first, last = first * stride - padding, last * stride - padding + kernel - 1
        rows = np.flatnonzero(touched.abs().sum(1).numpy())
        assert (rows.min(), rows.max()) == (max(first, 0), min(last, x.shape[-1] - 1))


def test_what_is_never_negative_is_said_to_be_so():
    signed = {v: {layer.name: layer.signed for layer in layers(VARIANTS[v]())} for v in VARIANTS}
    assert not any(signed["lenet5"][name] for name in ("C1", "S2", "C3", "S4", "C5", "F6"))
    assert signed["lenet5"]["OUTPUT"] and all(signed["1998"].values()) and all(signed["tanh"].values())
    assert not signed["sigmoid"]["S2"]
