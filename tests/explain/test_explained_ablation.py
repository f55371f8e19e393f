"""A network with parts off is the one whose layers' outputs are replaced by hand; margins, by a loop."""

import numpy as np
import pytest
import torch

from lenet import recognise
from lenet.explain.ablation import MEASURED, PartError, margins, mean_outputs, without, zeros
from lenet.explain.unit import Unit, explain, trace_before
from lenet.network.plain_convolution import plain_convolution

SEVERAL = [("C1", 3), ("S2", 0), ("C3", 1), ("C3", 10), ("C5", 7), ("F6", 80)]


@pytest.fixture
def digits():
    return np.random.default_rng(0).random((7, 28, 28), np.float32)


@pytest.fixture
def means(network, digits):
    return mean_outputs(network, digits)


def hooked(network, digit, off, values):
    """Every layer's output, each part that is off replaced by a hook."""
    hooks = []
    for name, layer in network.named_children():

        def replaced(_, __, output, name=name):
            output = output.clone()
            for number in (number for each, number in off if each == name):
                output[:, number] = values[name][number]
            return output

        hooks.append(layer.register_forward_hook(replaced))
    try:
        with torch.inference_mode(), plain_convolution():
            return network.trace(network.input(digit[None]))
    finally:
        for hook in hooks:
            hook.remove()


def test_a_mean_is_the_mean_at_each_position(network, digits, means):
    traces = [network.trace(network.input(digit[None])) for digit in digits]
    assert list(means) == ["C1", "S2", "C3", "S4", "C5", "F6"]
    for layer, mean in means.items():
        naive = torch.stack([trace[layer][0] for trace in traces]).mean(0)
        assert torch.allclose(mean, naive, atol=1e-5), layer


@pytest.mark.parametrize("off", [SEVERAL[:1], SEVERAL[2:4], SEVERAL], ids=len)
def test_parts_that_are_off_keep_their_values_and_all_after_them_follows(network, digit, means, off):
    for values in (means, zeros(means)):
        read = recognise(without(network, off, values), digit)
        for layer, expected in hooked(network, digit, off, values).items():
            assert read.trace[layer] == pytest.approx(expected[0].numpy(), abs=1e-5), layer


def test_the_network_itself_stays_as_it_is(network, digit, means):
    before = recognise(network, digit).probabilities
    ablated = without(network, SEVERAL, means)
    assert ablated.calibration == network.calibration
    assert next(ablated.parameters()) is next(network.parameters())
    assert recognise(network, digit).probabilities == pytest.approx(before, abs=0)
    assert without(network, [], means) is network


def margin(scores, first):
    return float(scores[first] - np.delete(scores, first).max())


@pytest.mark.parametrize("off", [[], [("C1", 2), ("F6", 5)]], ids=len)
def test_margins_by_a_loop_over_the_parts(network, digit, means, off):
    measured = margins(network, digit, off, means)
    scores = hooked(network, digit, [], means)["OUTPUT"][0].numpy()
    assert measured.first == scores.argmax()
    assert measured.on == pytest.approx(margin(scores, measured.first), abs=1e-4)
    now = margin(hooked(network, digit, off, means)["OUTPUT"][0].numpy(), measured.first)
    assert measured.now == pytest.approx(now, abs=1e-4)
    assert list(measured.lost) == list(MEASURED)
    for layer, lost in measured.lost.items():
        assert len(lost) == len(means[layer])
        for number in {0, 2, 5, len(lost) - 1}:
            read = hooked(network, digit, [*off, (layer, number)], means)["OUTPUT"][0].numpy()
            assert lost[number] == pytest.approx(now - margin(read, measured.first), abs=1e-3)


def test_a_unit_that_is_off_is_explained_by_the_value_it_would_have(network, digit, means):
    ablated = without(network, [("C3", 1)], means)
    unit = Unit("C3", 1, 2, 3)
    assert explain(ablated, digit, unit).after == pytest.approx(
        explain(network, digit, unit).after, abs=1e-5
    )
    assert trace_before(ablated, digit)["F6"].shape == (84,)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (("C1", 6), "C1 has maps 0 to 5 to switch off, not 6."),
        (("F6", -1), "F6 has maps 0 to 83 to switch off, not -1."),
        (("OUTPUT", 3), "'OUTPUT' cannot be switched off: C1, S2, C3, S4, C5, F6 can, map by map."),
    ],
)
def test_a_part_that_there_is_not_is_refused(network, means, part, sentence):
    with pytest.raises(PartError) as refused:
        without(network, [part], means)
    assert str(refused.value) == sentence
