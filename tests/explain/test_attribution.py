"""Attributions are what they claim to be, measured the slow way."""

import numpy as np
import pytest
import torch

from lenet import recognise
from lenet.explain.ablation import mean_outputs
from lenet.explain.attribution import PATCH, STEP, attribute


@pytest.fixture
def values(network, digit):
    """What parts keep that are off: their means over two digits."""
    return mean_outputs(network, np.stack([digit, digit.T]))


def test_f6_and_bias_sum_to_the_margin(network, digit, values):
    why = attribute(network, digit, values)
    output = recognise(network, digit).trace["OUTPUT"]
    assert [why.first, why.second] == np.argsort(-output)[:2].tolist()
    assert why.margin == pytest.approx(output[why.first] - output[why.second], abs=1e-5)
    assert why.f6.sum() + why.bias == pytest.approx(why.margin, abs=1e-3)


def test_an_ablated_map_costs_what_the_network_without_it_loses(network, digit, values):
    why = attribute(network, digit, values)
    s4 = torch.from_numpy(recognise(network, digit).trace["S4"])[None].clone()
    s4[0, 5] = values["S4"][5]
    with torch.no_grad():
        output = network.OUTPUT(network.F6(network.C5(s4)))[0]
    assert why.s4[5] == pytest.approx(why.margin - float(output[why.first] - output[why.second]), abs=1e-4)


def test_an_occluded_patch_is_read_as_a_digit_without_that_ink(network, digit, values):
    why = attribute(network, digit, values)
    assert why.occluded.shape == why.read.shape == (13, 13)
    for row, column in [(0, 0), (6, 7), (12, 12)]:
        occluded = digit.copy()
        occluded[row * STEP : row * STEP + PATCH, column * STEP : column * STEP + PATCH] = 0
        recognition = recognise(network, occluded)
        output = recognition.trace["OUTPUT"]
        margin = output[why.first] - np.delete(output, why.first).max()
        assert why.occluded[row, column] == pytest.approx(margin, abs=1e-3)
        assert why.read[row, column] == recognition.top3[0][0]
