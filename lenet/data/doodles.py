"""Drawings that are no digit, made by hand for this project, by kind: dots, scribbles, faces, words."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lenet.drawing.strokes import Strokes

FILE = Path(__file__).with_suffix(".json")


class Doodles(NamedTuple):
    """Per doodle its strokes, on a pad of 280, its kind, and the number of its design."""

    drawings: list[Strokes]
    kinds: np.ndarray
    designs: np.ndarray


def doodles() -> Doodles:
    """Read the doodles. Each two that follow one another in the file are of one design."""
    rows = [
        ([np.array(stroke, float) for stroke in drawing], kind, number // 2)
        for kind, drawings in json.loads(FILE.read_text(encoding="utf-8")).items()
        for number, drawing in enumerate(drawings)
    ]
    drawings, kinds, designs = zip(*rows, strict=True)
    return Doodles(list(drawings), np.array(kinds), np.array(designs))
