"""Checkpoints are the network on its way, closest at the start."""

import numpy as np
import pytest
import torch

from lenet.training import checkpoints
from lenet.training.checkpoints import checkpoint_steps


def test_checkpoints_lie_closest_at_the_start():
    steps = sorted(checkpoint_steps(20_000))
    assert steps[0] == checkpoints.FIRST and steps[-1] == 20_000 and len(steps) == 11
    assert np.allclose(np.diff(np.log(steps)), np.log(2000) / 10, atol=0.06)
    assert sorted(checkpoint_steps(4))[-1] == 4


@pytest.mark.slow
def test_checkpoints_are_the_network_on_its_way(learn):
    run = learn(epochs=4)
    seen = [each.digits for each in run.checkpoints]
    assert seen[0] == 0 and seen == sorted(seen) and len(seen) == 12
    last = run.checkpoints[-1].weights
    assert all(torch.equal(last[name], tensor.half()) for name, tensor in run.model.state_dict().items())
