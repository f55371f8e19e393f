"""The losses that training minimises, of the right classes, rubbish being the eleventh."""

import torch
from torch import Tensor
from torch.nn import functional


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
