"""Networks in other programs' forms: each scores digits as the network that it was made from."""

import numpy as np
import onnxruntime
import pytest
import torch
from torch.nn import functional

from lenet import VARIANTS, digit_from_strokes, load

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # the exporters' own, of what they deprecate and cannot fold
]


@pytest.fixture(scope="module", params=VARIANTS)
def exported(request, examples):
    """A network, and what it reads: the ten examples, and noise."""
    network = load(request.param)
    digits = [digit_from_strokes(strokes) for strokes in examples.values()]
    noise = np.random.default_rng(0).random((190, 28, 28), np.float32)
    return network, network.input(np.concatenate([digits, noise]))


def scores_by(network, x):
    with torch.no_grad():
        return network(x).numpy()


@pytest.mark.parametrize("by_export", [True, False], ids=["torch.export", "TorchScript"])
def test_onnx_runtime_scores_as_the_network(exported, by_export, tmp_path):
    network, x = exported
    path = tmp_path / "network.onnx"
    any_number = {"dynamic_shapes": ({0: torch.export.Dim("n")},)}
    if not by_export:
        any_number = {"dynamic_axes": {"x": {0: "n"}}}
    torch.onnx.export(
        network, (x[:2],), path, input_names=["x"], dynamo=by_export, verbose=False, **any_number
    )
    session = onnxruntime.InferenceSession(path)
    (scored,) = session.run(None, {"x": x.numpy()})
    np.testing.assert_allclose(scored, scores_by(network, x), rtol=0, atol=1e-4)


def test_a_trace_scores_as_the_network(exported):
    network, x = exported
    traced = torch.jit.trace(network, x[:1])
    np.testing.assert_array_equal(scores_by(traced, x), scores_by(network, x))


def test_four_averages_are_the_sum_to_the_last_bit_and_so_are_their_gradients():
    chance = torch.Generator().manual_seed(0)
    for size in 10.0 ** torch.arange(-30, 31, 10):
        x = (size * torch.randn(8, 6, 28, 28, generator=chance)).requires_grad_()
        y = x.detach().clone().requires_grad_()
        summed, averaged = functional.avg_pool2d(x, 2, divisor_override=1), functional.avg_pool2d(y, 2) * 4
        slope = torch.randn(summed.shape, generator=chance)
        summed.backward(slope)
        averaged.backward(slope)
        assert torch.equal(summed, averaged) and torch.equal(x.grad, y.grad)
