"""Two digits side by side, which are no digit: told by where their strokes or marks lie."""

import numpy as np

from lenet.drawing.strokes import Strokes

SEVERAL = "There are two digits side by side. Draw or upload one at a time."
# Chosen on digits that networks learn from: of 7,494 pen digits and 30,000 of MNIST none is taken for two.
TALL = 0.7  # of the height of all: each part is at least so tall
APART = 0.03  # of the height: so far the parts are at least from each other
WIDE = 0.8  # times its height: a digit whose parts do not touch is narrower than that
FLAT = 0.5  # times its width: no digit is less tall, as the halves of a broken line are


def are_several(boxes: np.ndarray) -> bool:
    """Tell whether marks are two digits side by side, by their boxes (n, 4): left, top, right, bottom."""
    if len(boxes) < 2:
        return False
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    width, height = high - low
    if width < WIDE * height:
        return False
    order = boxes[np.argsort(boxes[:, 0])]
    return any(
        order[split, 0] - order[:split, 2].max() >= APART * height
        and all(may_be_a_digit(part, TALL * height) for part in (order[:split], order[split:]))
        for split in range(1, len(order))
    )


def may_be_a_digit(boxes: np.ndarray, least: float) -> bool:
    """Tell whether the box of several boxes is at least so tall, and not flat."""
    wide, tall = boxes[:, 2:].max(axis=0) - boxes[:, :2].min(axis=0)
    return bool(tall >= max(least, FLAT * wide))


def drawn_several(strokes: Strokes) -> bool:
    """Tell whether strokes are two digits side by side."""
    return are_several(np.array([[*stroke.min(axis=0), *stroke.max(axis=0)] for stroke in strokes]))
