"""What each feature map of C1 and C3 is worth: the error without it."""

import numpy as np
import torch
from torch import Tensor

from lenet.explain.ablation import Values
from lenet.metrics import BATCH
from lenet.network.model import LeNet5

LAYERS = ("C1", "C3")


@torch.inference_mode()
def errors_without(
    model: LeNet5, layer: str, means: Tensor, digits: np.ndarray, classes: np.ndarray
) -> list[float]:
    """Measure the error in per cent without each map of a layer, the map being switched to its mean.

    means: of that layer, (maps, h, w); digits (n, 28, 28), classes (n,).
    """
    names = [name for name, _ in model.named_children()]
    rest = [getattr(model, name) for name in names[names.index(layer) + 1 :]]
    wrong = np.zeros(len(means))
    for i in range(0, len(digits), BATCH):
        maps = model.trace(model.input(digits[i : i + BATCH]))[layer]
        right = torch.from_numpy(classes[i : i + BATCH])
        for off, mean in enumerate(means):
            x = maps.clone()
            x[:, off] = mean
            for each in rest:
                x = each(x)
            wrong[off] += int((x.argmax(1) != right).sum())
    return (100 * wrong / len(digits)).tolist()


def error_by_map_off(
    model: LeNet5, means: Values, digits: np.ndarray, classes: np.ndarray
) -> dict[str, list[float]]:
    """List the errors without each map of C1 and C3; means: of `mean_outputs`, over the training digits."""
    return {layer: errors_without(model, layer, means[layer], digits, classes) for layer in LAYERS}
