"""Reasons are what they claim to be, measured the slow way."""

import numpy as np
import pytest
import torch

from lenet import recognise
from lenet.explain.attribution import PATCH, STEP, reasons


def test_f6_and_bias_sum_to_the_lead(network, digit):
    why = reasons(network, digit)
    output = recognise(network, digit).trace["OUTPUT"]
    assert [why.first, why.second] == np.argsort(-output)[:2].tolist()
    assert why.lead == pytest.approx(output[why.first] - output[why.second], abs=1e-5)
    assert why.f6.sum() + why.bias == pytest.approx(why.lead, abs=1e-3)


def test_a_silenced_map_costs_what_the_network_without_it_loses(network, digit):
    why = reasons(network, digit)
    s4 = torch.from_numpy(recognise(network, digit).trace["S4"])[None].clone()
    s4[0, 5] = 0
    with torch.no_grad():
        output = network.OUTPUT(network.F6(network.C5(s4)))[0]
    assert why.s4[5] == pytest.approx(why.lead - float(output[why.first] - output[why.second]), abs=1e-4)


def test_a_covered_patch_is_read_as_a_digit_without_that_ink(network, digit):
    why = reasons(network, digit)
    assert why.covered.shape == why.read.shape == (13, 13)
    for row, column in [(0, 0), (6, 7), (12, 12)]:
        covered = digit.copy()
        covered[row * STEP : row * STEP + PATCH, column * STEP : column * STEP + PATCH] = 0
        recognition = recognise(network, covered)
        output = recognition.trace["OUTPUT"]
        lead = output[why.first] - np.delete(output, why.first).max()
        assert why.covered[row, column] == pytest.approx(lead, abs=1e-3)
        assert why.read[row, column] == recognition.top3[0][0]
