"""The chain of named layers is the network that it says it is."""

import numpy as np
import pytest
import torch
from torch import nn

from lenet import VARIANTS, LeNet5

NAMES = ["C1", "S2", "C3", "S4", "C5", "F6", "OUTPUT"]
PAPER = [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5), (120, 1, 1), (84,), (10,)]
SIZES = dict.fromkeys(VARIANTS, PAPER) | {
    "relu-28": [(6, 24, 24), (6, 12, 12), (16, 8, 8), (16, 4, 4), (120, 1, 1), (84,), (10,)],
}
PARAMETERS = {name: [156, 0, 2_416, 0, 48_120, 10_164, 850] for name in VARIANTS} | {
    "1998": [156, 12, 1_516, 32, 48_120, 10_164, 0],
    "relu-28": [156, 0, 2_416, 0, 30_840, 10_164, 850],
}
WHOLE = dict.fromkeys(VARIANTS, 61_706) | {"1998": 60_000, "relu-28": 44_426}


@pytest.fixture(params=VARIANTS)
def variant(request):
    return request.param


def test_the_layers_are_the_papers(variant):
    assert [name for name, _ in VARIANTS[variant]().named_children()] == NAMES


def test_map_sizes(variant):
    network = VARIANTS[variant]()
    trace = network.trace(network.input(np.zeros((2, 28, 28), np.float32)))
    assert [tuple(output.shape[1:]) for output in trace.values()] == SIZES[variant]


def test_parameters_layer_by_layer(variant):
    layers = dict(VARIANTS[variant]().named_children())
    counts = [sum(p.numel() for p in layer.parameters()) for layer in layers.values()]
    assert counts == PARAMETERS[variant]


def test_parameters_in_all(variant):
    assert sum(p.numel() for p in VARIANTS[variant]().parameters()) == WHOLE[variant]


def test_forward_is_the_last_entry_of_the_trace(variant):
    network = VARIANTS[variant]().eval()
    x = network.input(torch.rand(3, 28, 28))
    assert torch.equal(network(x), network.trace(x)["OUTPUT"])


@pytest.mark.parametrize("variant", ["tanh", "sigmoid"])
def test_squashed_networks_start_with_a_signal_in_every_layer_and_nothing_saturated(variant):
    torch.manual_seed(0)
    network = VARIANTS[variant]()
    low, high = {"tanh": (-1, 1), "sigmoid": (0, 1)}[variant]
    trace = network.trace(network.input((torch.rand(64, 28, 28) > 0.8).float()))
    for name in ("C1", "C3", "C5", "F6"):
        place = (trace[name] - low) / (high - low)
        assert place.std(0).mean() > 0.01, name  # digits differ
        assert ((place > 0.02) & (place < 0.98)).float().mean() > 0.9, name


def test_every_parameter_learns(variant):
    network = VARIANTS[variant]()
    network(network.input(torch.rand(8, 28, 28))).square().sum().backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in network.parameters())


def test_c1_is_a_window_of_five_by_five_slid_over_the_digit():
    network = VARIANTS["lenet5"]()
    digit = np.random.default_rng(0).random((28, 28)).astype(np.float32)
    c1 = network.trace(network.input(digit[None]))["C1"][0].detach().numpy()
    kernels, biases = (p.detach().numpy() for p in network.C1[0].parameters())
    framed = np.pad(digit, 2)
    for map_number, row, column in [(0, 0, 0), (3, 13, 20), (5, 27, 27)]:
        window = framed[row : row + 5, column : column + 5]
        naive = max(0.0, (kernels[map_number, 0] * window).sum() + biases[map_number])
        assert c1[map_number, row, column] == pytest.approx(naive, abs=1e-5)


def test_c5_is_a_linear_layer_over_all_of_s4():
    network = VARIANTS["lenet5"]()
    trace = network.trace(network.input(torch.rand(4, 28, 28)))
    convolution = network.C5[0]
    linear = nn.functional.linear(trace["S4"].flatten(1), convolution.weight.flatten(1), convolution.bias)
    torch.testing.assert_close(trace["C5"].flatten(1), linear.relu())


def test_the_input_frames_a_digit_with_paper():
    network = LeNet5(32, paper=-0.1, ink=1.175)
    x = network.input(np.ones((1, 28, 28), np.float32))
    assert x.shape == (1, 1, 32, 32)
    assert x[0, 0, 2:-2, 2:-2].unique().tolist() == pytest.approx([1.175])
    assert x[0, 0, :2].unique().tolist() == pytest.approx([-0.1])
