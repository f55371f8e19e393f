"""The losses that training minimises: of the right classes, rubbish the eleventh, and of distillation.

A right class says nothing of how near a crossed 7 is to a 2. Several trained networks of the same kind do,
and together they err less than each (Hinton, Vinyals, Dean: Distilling the knowledge in a neural network,
2015). They answer to the very distorted digit that their student is shown (Beyer et al.: Knowledge
distillation, a good teacher is patient and consistent, CVPR 2022).
"""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from lenet.network.model import LeNet5

TEACHERS_WEIGHT = 0.7  # their share in the loss; the rest is the right classes'


def with_rubbish(scores: Tensor, rubbish: float) -> Tensor:
    """Append to ten scores (n, 10), as an eleventh class, the fixed one of rubbish: (n, 11)."""
    return torch.cat([scores, scores.new_full((len(scores), 1), rubbish)], 1)


def loss_of(eleven: Tensor, classes: Tensor, equation: int = 9) -> Tensor:
    """Compute the mean loss of eleven scores (n, 11) for classes from 0 to 10, 10 being rubbish.

    Equation 9 is their softmax's cross entropy; equation 8 is the mean penalty (minus the score) of
    the right class alone, and knows nothing of rubbish.
    """
    if equation == 9:
        return functional.cross_entropy(eleven, classes)
    return -eleven.gather(1, classes[:, None]).mean()


@torch.no_grad()
def teachers_answer(teachers: Sequence[LeNet5], x: Tensor) -> Tensor:
    """Average the teachers' eleven probabilities (n, 11), for inputs (n, 1, side, side)."""
    each = [with_rubbish(teacher(x), teacher.rubbish).softmax(1) for teacher in teachers]
    return torch.stack(each).mean(0)


def distillation_loss(loss: Tensor, eleven: Tensor, answer: Tensor) -> Tensor:
    """Mix a loss by the right classes with the cross entropy of eleven scores (n, 11) and the answer."""
    return (1 - TEACHERS_WEIGHT) * loss + TEACHERS_WEIGHT * functional.cross_entropy(eleven, answer)
