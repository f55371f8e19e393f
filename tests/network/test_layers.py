"""The layers of 1998 against the paper: its numbers, its tables, and naive loops."""

import numpy as np
import pytest
import torch

from lenet.network.layers import RBF, PartialConv2d, ScaledTanh, Subsampling, codes, connections
from lenet.network.model import original

READS = [  # which maps of S2 each map of C3 reads, from Table I, written out
    {0, 1, 2}, {1, 2, 3}, {2, 3, 4}, {3, 4, 5}, {0, 4, 5}, {0, 1, 5},
    {0, 1, 2, 3}, {1, 2, 3, 4}, {2, 3, 4, 5}, {0, 3, 4, 5}, {0, 1, 4, 5}, {0, 1, 2, 5},
    {0, 1, 3, 4}, {1, 2, 4, 5}, {0, 2, 3, 5}, {0, 1, 2, 3, 4, 5},
]  # fmt: skip


def test_table_1_is_the_sixteen_sets():
    assert [set(np.flatnonzero(row)) for row in connections().numpy()] == READS
    assert connections().sum() == 60 and connections().sum(0).tolist() == [10] * 6


def test_c3_is_a_naive_loop_over_the_table():
    torch.manual_seed(0)
    layer, x = PartialConv2d(connections()), torch.rand(1, 6, 14, 14)
    kernels, bias = layer.kernels.detach().numpy(), torch.rand(16)
    layer.bias.data = bias
    naive, kernel = np.zeros((16, 10, 10)), 0
    for c3, reads in enumerate(READS):
        naive[c3] += float(bias[c3])
        for s2 in sorted(reads):
            for row in range(10):
                for column in range(10):
                    window = x[0, s2, row : row + 5, column : column + 5].numpy()
                    naive[c3, row, column] += (window * kernels[kernel]).sum()
            kernel += 1
    np.testing.assert_allclose(layer(x)[0].detach().numpy(), naive, atol=1e-4)


def test_subsampling_by_hand():
    layer = Subsampling(2)
    layer.coefficient.data[:] = torch.tensor([0.5, -1.0]).view(2, 1, 1)
    layer.bias.data[:] = torch.tensor([0.25, 0.0]).view(2, 1, 1)
    x = torch.tensor([[[[1.0, 2.0], [3.0, -4.0]], [[0.1, 0.2], [0.3, 0.4]]]])
    by_hand = [1.7159 * np.tanh(2 / 3 * a) for a in (0.5 * 2.0 + 0.25, -1.0)]
    np.testing.assert_allclose(layer(x).detach().numpy().ravel(), by_hand, rtol=1e-6)


def test_the_squash_keeps_one_and_minus_one():
    ends = ScaledTanh()(torch.tensor([-1.0, 0.0, 1.0, 1e9]))
    assert ends.tolist() == pytest.approx([-1, 0, 1, 1.7159], abs=1e-5)


def test_the_codes_lie_as_far_apart_as_the_papers():
    centres = codes()
    assert centres.shape == (10, 84) and set(centres.unique().tolist()) == {-1.0, 1.0}
    assert (centres > 0).sum(1).tolist() == [35, 27, 33, 32, 41, 35, 39, 25, 43, 39]
    hamming = (centres[:, None] != centres).sum(-1)
    apart = hamming[~torch.eye(10, dtype=bool)]
    assert apart.min() == 12 == hamming[6, 8] and apart.max() == 50 and hamming[0, 4] == 18


def test_the_output_is_likeliest_for_the_code_it_is_given():
    layer = RBF(codes())
    distances = layer(codes())
    assert distances.argmax(1).tolist() == list(range(10)) and distances.diagonal().abs().max() == 0
    assert layer(torch.zeros(1, 84))[0].tolist() == [-84.0] * 10


def test_the_network_of_1998_layer_by_layer():
    network = original()
    counts = [sum(p.numel() for p in layer.parameters()) for layer in network.children()]
    assert counts == [156, 12, 1_516, 32, 48_120, 10_164, 0] and sum(counts) == 60_000
    trace = network.trace(network.input(torch.rand(1, 28, 28)))
    sizes = [tuple(output.shape[1:]) for output in trace.values()]
    assert sizes == [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5), (120, 1, 1), (84,), (10,)]


def test_the_network_of_1998_has_340908_connections():
    network = original()
    trace = network.trace(network.input(torch.rand(1, 28, 28)))
    units = {name: output.numel() for name, output in trace.items()}
    cells = {name: output[0, 0].numel() for name, output in trace.items() if output.dim() == 4}
    per_layer = [
        units["C1"] * (25 + 1),
        units["S2"] * (4 + 1),
        int((network.C3[0].table.sum(1) * 25 + 1).sum()) * cells["C3"],
        units["S4"] * (4 + 1),
        units["C5"] * (16 * 25 + 1),
        units["F6"] * (120 + 1),
        units["OUTPUT"] * 84,
    ]
    assert per_layer == [122_304, 5_880, 151_600, 2_000, 48_120, 10_164, 840]
    assert sum(per_layer) == 340_908
