"""How well a network reads: MNIST's test digits, and real pen drawings under each placement."""

import numpy as np
import torch

from lenet.datasets import PenDigits
from lenet.drawing import PLACEMENTS, digit_from_strokes
from lenet.model import LeNet5
from lenet.strokes import Drawing, Strokes

BATCH = 500
PAD = 280.0  # the side of the simulated pad
DRAWN_SIZE = (0.25, 0.95)  # the drawing's longer side, as a share of the pad's


@torch.inference_mode()
def scores(model: LeNet5, digits: np.ndarray) -> np.ndarray:
    """OUTPUT (n, 10) of digits (n, 28, 28)."""
    batches = [model(model.input(digits[i : i + BATCH])) for i in range(0, len(digits), BATCH)]
    return torch.cat(batches).numpy()


def error(model: LeNet5, digits: np.ndarray, classes: np.ndarray) -> float:
    """The share of digits read wrongly, in per cent."""
    return float((scores(model, digits).argmax(1) != classes).mean() * 100)


def error_by_placement(model: LeNet5, data: PenDigits, seed: int = 0) -> dict[str, float]:
    """Error in per cent on drawings put at random places and sizes on a pad, by placement."""
    drawings = placed_at_random(data.drawings, seed)
    return {
        placement: error(
            model,
            np.stack([digit_from_strokes(d.strokes, placement, d.pad) for d in drawings]),
            data.classes,
        )
        for placement in PLACEMENTS
    }


def placed_at_random(drawings: list[Strokes], seed: int = 0) -> list[Drawing]:
    """Each drawing at a size and a place of its own, uniform over what fits on the pad."""
    random = np.random.default_rng(seed)
    return [on_pad(strokes, random.uniform(*DRAWN_SIZE) * PAD, random.random(2)) for strokes in drawings]


def on_pad(strokes: Strokes, size: float, place: np.ndarray) -> Drawing:
    """The strokes with their longer side `size`, at `place` (x, y from 0 to 1) of the room left."""
    points = np.concatenate(strokes)
    low, extent = points.min(axis=0), np.ptp(points, axis=0)
    scale = size / max(extent.max(), 1e-9)
    corner = place * (PAD - extent * scale)
    return Drawing([(stroke - low) * scale + corner for stroke in strokes], (PAD, PAD))
