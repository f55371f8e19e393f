"""Constants that the page's modules need, too: `python -m lenet.web.constants` writes constants.js."""

import json
from typing import Any

from lenet.drawing.placement import BOX, CENTRE, PEN_WIDTH, PLACEMENTS, SIDE
from lenet.drawing.strokes import MAX_POINTS, MAX_STROKES
from lenet.network.model import VARIANTS
from lenet.network.weights import shapes_of
from lenet.web.checks import SEEDS
from lenet.web.components.sketchpad import PAD
from lenet.web.pictures import LARGEST
from lenet.web.static_files import FOLDER

FILE = FOLDER / "constants.js"
NETWORK = next(iter(VARIANTS))
HEAD = "// Written by `python -m lenet.web.constants` from the program's own constants; do not edit.\n"
CONSTANTS = (
    ("SIDE", SIDE, "pixels of a digit"),
    ("BOX", BOX, "pixels of its ink's longer side"),
    ("CENTRE", CENTRE, "the pixel where MNIST's centres of mass lie, counted from 0"),
    ("PEN_WIDTH", PEN_WIDTH, "pixels of the digit"),
    ("PAD", PAD, "the pad's side, in its own units"),
    ("MAX_POINTS", MAX_POINTS, "of a drawing"),
    ("MAX_STROKES", MAX_STROKES, "of a drawing"),
    ("MAX_PICTURE", LARGEST, "bytes of a picture's file"),
    ("SEEDS", SEEDS, "of a search for a misread digit, from 0 on"),
    ("MAPS", {name: shape[0] for name, shape in shapes_of(NETWORK).items()}, "of layers that can be off"),
    ("NETWORK", NETWORK, "the one that reads first"),
    ("PLACEMENT", "mass", "the one that is used first"),
    ("PLACEMENTS", list(PLACEMENTS), "in the order of what they do"),
)


def module() -> str:
    """Write the constants as a JavaScript module."""
    lines = [f"export const {name} = {literal(value)}; // {what}" for name, value, what in CONSTANTS]
    return HEAD + "\n" + "\n".join(lines) + "\n"


def literal(value: Any) -> str:
    """Write a value in JavaScript, formatted as the modules are."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key}: {literal(each)}' for key, each in value.items())} }}"
    return json.dumps(value)


if __name__ == "__main__":
    FILE.write_text(module(), encoding="utf-8")
