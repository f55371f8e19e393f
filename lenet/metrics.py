"""What is measured of a network: errors, top three, confusions, by placement and by writer."""

from typing import TYPE_CHECKING

import numpy as np
import torch
from tqdm import tqdm

from lenet.drawing.placement import PLACEMENTS, centre_of_mass, digit_from_image, digit_from_strokes
from lenet.drawing.strokes import Drawing, Strokes
from lenet.network.model import LeNet5

if TYPE_CHECKING:  # the page measures too, and must not wait for torchvision
    from lenet.data.datasets import PenDigits

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


def outside_top3(scores: np.ndarray, classes: np.ndarray) -> float:
    """The share of digits whose class is not among the three likeliest, in per cent; scores (n, 10)."""
    return float((np.argsort(-scores, axis=1)[:, :3] != classes[:, None]).all(1).mean() * 100)


def confusion(scores: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """(10, 10) counts: of the digits of the row's class, how many were read as the column's."""
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (classes, scores.argmax(1)), 1)
    return counts


def error_by_writer(scores: np.ndarray, data: "PenDigits") -> dict[int, float]:
    """Error in per cent by writer's number."""
    wrong = scores.argmax(1) != data.classes
    return {
        int(writer): float(wrong[data.writers == writer].mean() * 100) for writer in np.unique(data.writers)
    }


def digits_by_placement(data: "PenDigits", seed: int = 0) -> dict[str, np.ndarray]:
    """The drawings put at random places and sizes on a pad, brought to (n, 28, 28) by each placement."""
    drawings = placed_at_random(data.drawings, seed)
    return {
        placement: np.stack([digit_from_strokes(d.strokes, placement, d.pad) for d in drawings])
        for placement in reversed(PLACEMENTS)
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


def enlarged_and_pasted(digit: np.ndarray, random: np.random.Generator, times: int = 10) -> np.ndarray:
    """A digit as a picture of it might be: so many times as large, at a random place of a larger paper."""
    large = np.kron(digit, np.ones((times, times), np.float32))
    canvas = np.zeros(np.array(large.shape) + 220, np.float32)
    top, left = random.integers(0, 220, 2)
    canvas[top : top + large.shape[0], left : left + large.shape[1]] = large
    return canvas


def round_trip(digits: np.ndarray, seed: int = 0) -> tuple[float, float]:
    """What placing does to digits that are placed already, enlarged ten times and pasted anywhere.

    Mean absolute difference (of a range of 1), and the share whose centre of mass is on the same pixel.
    """
    random = np.random.default_rng(seed)
    difference, same_pixel = [], []
    for digit in tqdm(digits, "placing pictures", leave=False, disable=None):
        again = digit_from_image(enlarged_and_pasted(digit, random))
        difference.append(np.abs(again - digit).mean())
        same_pixel.append(np.array_equal(np.round(centre_of_mass(again)), np.round(centre_of_mass(digit))))
    return float(np.mean(difference)), float(np.mean(same_pixel))
