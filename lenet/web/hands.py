"""Our example digits, by several hands: the page plays them, and looks for misread ones among them."""

import json
from functools import cache
from typing import Any

import numpy as np

from lenet.drawing.strokes import Strokes
from lenet.web.static_files import FOLDER


@cache
def hands() -> list[dict[str, Any]]:
    """Read the example digits: [{"name", "digits": {digit: strokes}}]."""
    return json.loads((FOLDER / "pad" / "hands.json").read_text(encoding="utf-8"))


def own_drawings() -> list[tuple[int, Strokes]]:
    """List all drawings of all hands, each with its digit."""
    return [
        (int(digit), [np.array(stroke, dtype=np.float64) for stroke in strokes])
        for hand in hands()
        for digit, strokes in hand["digits"].items()
    ]
