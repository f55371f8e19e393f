"""The losses are the paper's equations, written out."""

import numpy as np
import pytest
import torch

from lenet.training.losses import loss_of, with_rubbish

SCORES = -torch.tensor([[0.5, 60.0, 48.0], [70.0, 2.0, 90.0]])  # minus the squared distances


def test_equation_9_written_out():
    y = -SCORES.numpy()
    eq9 = np.mean([y[p, d] + np.log(np.exp(-5.0) + np.exp(-y[p]).sum()) for p, d in enumerate([0, 2])])
    loss = loss_of(with_rubbish(SCORES, -5.0), torch.tensor([0, 2]))
    assert loss.item() == pytest.approx(eq9, rel=1e-5)


def test_equation_8_written_out():
    loss = loss_of(with_rubbish(SCORES, -5.0), torch.tensor([0, 2]), equation=8)
    assert loss.item() == pytest.approx((0.5 + 90) / 2)


def test_rubbish_is_the_eleventh_class():
    eleven = with_rubbish(torch.zeros(4, 10), 2.0)
    assert eleven.shape == (4, 11) and (eleven[:, 10] == 2).all()
    assert loss_of(eleven, torch.tensor([10] * 4)) < loss_of(eleven, torch.tensor([3] * 4))
