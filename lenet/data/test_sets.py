"""What networks are measured on: the test sets, read once; and what is no digit, from the held-out sets."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from lenet.data import datasets
from lenet.data.datasets import Mnist, PenDigits
from lenet.data.held_out import held_out_negatives, placed_digit
from lenet.data.sources import read_negatives
from lenet.drawing.placement import PLACEMENTS
from lenet.drawing.strokes import Drawing, Strokes

PAD = 280.0  # the side of the simulated pad
DRAWN_SIZE = (0.25, 0.95)  # the drawing's longer side, as a share of the pad's


class TestSets(NamedTuple):
    """The test sets, read and placed, and what no shipped network has learned from that is no digit.

    placed: the pen digits put anywhere on a pad, (n, 28, 28) by placement. negatives: (m, 28, 28) by kind,
    those that the runs of seed 0 hold out.
    """

    mnist: Mnist
    pen: PenDigits
    placed: dict[str, np.ndarray]
    negatives: dict[str, np.ndarray]


def read_test_sets(folder: Path) -> TestSets:
    """Read the test sets; the data sets from the folder."""
    pen = datasets.pen_digits("test", folder)
    negatives = held_out_negatives(read_negatives(folder), seed=0)
    return TestSets(datasets.mnist("test", folder), pen, digits_by_placement(pen.drawings), negatives)


def digits_by_placement(drawings: list[Strokes], seed: int = 0) -> dict[str, np.ndarray]:
    """Put drawings at random places and sizes on a pad, and bring them to (n, 28, 28) by each placement."""
    on_pads = placed_at_random(drawings, seed)
    return {
        placement: np.stack([placed_digit(d.strokes, placement, d.pad) for d in on_pads])
        for placement in reversed(PLACEMENTS)
    }


def placed_at_random(drawings: list[Strokes], seed: int = 0) -> list[Drawing]:
    """Put each drawing at a size and a place of its own, uniform over what fits on the pad."""
    random, placed = np.random.default_rng(seed), []
    for strokes in drawings:
        points = np.concatenate(strokes)
        low, extent = points.min(axis=0), np.ptp(points, axis=0)
        scale = random.uniform(*DRAWN_SIZE) * PAD / max(extent.max(), 1e-9)
        corner = random.random(2) * (PAD - extent * scale)
        placed.append(Drawing([(stroke - low) * scale + corner for stroke in strokes], (PAD, PAD)))
    return placed
