"""Negative samples drawn by hand for this project, by kind; half of them for testing only."""

import json
from pathlib import Path

import numpy as np

from lenet.drawing.strokes import Strokes

FILE = Path(__file__).with_suffix(".json")


def collection(testing: bool) -> dict[str, list[Strokes]]:
    """Read the drawings by kind, on a pad of 280: those for testing, or those to look at while choosing.

    Two drawings each are of one design, so they go to the two halves in pairs.
    """
    kinds = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        kind: [
            [np.array(stroke, float) for stroke in drawing]
            for number, drawing in enumerate(drawings)
            if (number % 4 < 2) == testing
        ]
        for kind, drawings in kinds.items()
    }
