"""The losses are the paper's equations, and distillation's, written out."""

import numpy as np
import pytest
import torch

from lenet.metrics import scores as scores_of
from lenet.network.model import VARIANTS
from lenet.training.losses import TEACHERS_WEIGHT, distillation_loss, loss_of, teachers_answer, with_rubbish

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


def test_teachers_answer_with_their_mean_and_distillation_learns_from_it_too():
    torch.manual_seed(1)
    teachers = [VARIANTS["lenet5"]().eval() for _ in range(3)]
    digits = torch.rand(2, 28, 28)
    mean = np.zeros((2, 11))
    for teacher in teachers:
        for i, scores in enumerate(scores_of(teacher, digits.numpy())):
            powers = np.exp([*scores.astype(float), teacher.rubbish])
            mean[i] += powers / powers.sum() / len(teachers)
    answered = teachers_answer(teachers, teachers[0].input(digits))
    assert np.allclose(answered, mean, atol=1e-6)

    eleven = with_rubbish(torch.randn(2, 10), 0.0)
    log_softmax = np.log(np.exp(eleven.numpy()) / np.exp(eleven.numpy()).sum(1, keepdims=True))
    classes = torch.tensor([3, 10])
    by_class, by_teachers = -(log_softmax[0, 3] + log_softmax[1, 10]) / 2, -(mean * log_softmax).sum() / 2
    loss = distillation_loss(loss_of(eleven, classes), eleven, answered)
    assert loss.item() == pytest.approx(
        (1 - TEACHERS_WEIGHT) * by_class + TEACHERS_WEIGHT * by_teachers, rel=1e-4
    )
