"""The error without a map is that of the network whose map always shows its mean."""

import numpy as np
import pytest
import torch

from lenet.evaluation.ablation import error_by_map_off, errors_without
from lenet.explain.ablation import mean_outputs
from lenet.metrics import error


@pytest.fixture
def digits():
    return np.random.default_rng(0).random((40, 28, 28), np.float32)


@pytest.mark.parametrize(("layer", "rest"), [("C1", 1), ("C3", 3)])
def test_the_error_without_a_map_by_a_naive_loop(network, digits, layer, rest):
    classes = np.random.default_rng(1).integers(0, 10, len(digits))
    means = mean_outputs(network, digits)[layer]
    after = list(network.children())[rest:]
    wrong = np.zeros(len(means))
    with torch.inference_mode():
        for digit, right in zip(digits, classes, strict=True):
            for off in range(len(means)):
                x = network.trace(network.input(digit[None]))[layer].clone()
                x[0, off] = means[off]
                for each in after:
                    x = each(x)
                wrong[off] += int(x[0].argmax()) != right
    assert errors_without(network, layer, means, digits, classes) == pytest.approx(
        100 * wrong / len(digits), abs=2.5
    )


@pytest.mark.slow
def test_a_map_of_each_layer_is_missed_by_the_shipped_network(model, mnist_test):
    some = mnist_test.digits[:1000], mnist_test.classes[:1000]
    errors = error_by_map_off(model, mean_outputs(model, mnist_test.digits[1000:2000]), *some)
    assert [len(errors["C1"]), len(errors["C3"])] == [6, 16]
    assert min(max(errors["C1"]), max(errors["C3"])) > error(model, *some)
