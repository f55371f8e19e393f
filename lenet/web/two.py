"""Two drawings side by side: the kept one as a Gradio value, and the packets of what lies between."""

from typing import Any

import gradio as gr
import numpy as np

from lenet.drawing.payload import Placed, drawn_or_placed
from lenet.drawing.strokes import Drawing, DrawingError
from lenet.explain.interpolation import STEPS, morphed, readings
from lenet.network.model import LeNet5
from lenet.recognition import recognise
from lenet.web.api import clear_errors
from lenet.web.reading import packed

LAYERS = ("C1", "C3", "F6")  # that the tab shows of each drawing


class KeptDrawing(gr.JSON):
    """The drawing that the page has kept, without a part of its own on the page."""

    is_template = True  # for the browser it is Gradio's own JSON

    def preprocess(self, payload: Any) -> Drawing | Placed | None:
        """The drawing that arrived, checked, or None; gr.Error with one sentence for anything else."""
        if payload is None:
            return None
        with clear_errors():
            return drawn_or_placed(payload)


class Step(gr.JSON):
    """Which step of a morph is asked about, without a part of its own on the page."""

    is_template = True

    def preprocess(self, payload: Any) -> int:
        with clear_errors():
            if type(payload) is not int or not 0 <= payload < STEPS:
                raise DrawingError(f"The step is a whole number from 0 to {STEPS - 1}.")
            return payload


def two(
    model: LeNet5, kept: Drawing | Placed | None, drawing: Drawing | Placed | None, placement: str
) -> dict[str, Any] | None:
    """From the kept drawing to the other: every step's digit and answer; None where one has no ink."""
    with clear_errors():
        morph = kept and drawing and morphed(kept, drawing, placement)
    if not morph:
        return None
    read = readings(model, morph.digits)
    return {
        "way": morph.way,
        "digits": packed(np.round(morph.digits * 255), np.uint8),
        "probabilities": [[round(p, 4) for p in row] for row in read.probabilities.tolist()],
        "refused": read.refused.tolist(),
    }


def maps_at(
    model: LeNet5,
    kept: Drawing | Placed | None,
    drawing: Drawing | Placed | None,
    placement: str,
    step: int,
) -> dict[str, Any] | None:
    """The maps of one step from the kept drawing to the other; None where one has no ink."""
    with clear_errors():
        morph = kept and drawing and morphed(kept, drawing, placement, range(step, step + 1))
    if not morph:
        return None
    trace = recognise(model, morph.digits[0]).trace
    return {name: packed(trace[name], np.float16) for name in LAYERS}
