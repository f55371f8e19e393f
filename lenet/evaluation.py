"""How well a network reads: MNIST's test digits, and real pen drawings under each placement.

`python -m lenet.evaluation [VARIANT ...]` prints the errors on the test sets and how pictures are placed.
"""

import sys

import numpy as np
import torch
from tqdm import tqdm

from lenet import datasets
from lenet.datasets import PenDigits
from lenet.drawing import PLACEMENTS, centre_of_mass, digit_from_image, digit_from_strokes
from lenet.model import VARIANTS, LeNet5
from lenet.strokes import Drawing, Strokes
from lenet.weights import load

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
    for digit in tqdm(digits, "placing pictures", leave=False):
        again = digit_from_image(enlarged_and_pasted(digit, random))
        difference.append(np.abs(again - digit).mean())
        same_pixel.append(np.array_equal(np.round(centre_of_mass(again)), np.round(centre_of_mass(digit))))
    return float(np.mean(difference)), float(np.mean(same_pixel))


def main(variants: list[str]) -> None:
    mnist, pen = datasets.mnist("test"), datasets.pen_digits("test")
    for variant in variants:
        model = load(variant)
        print(f"{variant}: error on MNIST's test digits {error(model, *mnist):.2f} %; on pen digits' test")
        errors = error_by_placement(model, pen).items()
        print("  writers, placed at random:", ", ".join(f"{name} {value:.2f} %" for name, value in errors))
    difference, same = round_trip(mnist.digits)
    print(
        f"MNIST's test digits as pictures, ten times as large: mean absolute difference {difference:.4f},"
    )
    print(f"  centre of mass on the same pixel for {same:.2%}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:] or list(VARIANTS))
    except (datasets.DataError, ValueError) as failure:
        raise SystemExit(f"lenet.evaluation: {failure}") from None
