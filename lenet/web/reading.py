"""What the network sees and reads, and the packet in which an answer travels to the page."""

import base64
from typing import Any, NamedTuple

import gradio as gr
import numpy as np

from lenet.drawing.placement import PEN_WIDTH, Digit
from lenet.explain.unit import Explanation
from lenet.recognition import Recognition
from lenet.web.components.part import text
from lenet.web.viewing import arithmetic

SCRIPTS = (
    "state/numbers.js",
    "paint/strokes.js",
    "paint/ink.js",
    "server/asker.js",
    "server/rested.js",
    "reading/preprocessing.js",
    "paint/motion.js",
    "reading/transition.js",
    "state/verdict.js",
    "controls/radios.js",
    "reading/reading.js",
    "reading/placements.js",
    "controls/popover.js",
    "controls/download.js",
    "reading/report.js",
)


class Answer(NamedTuple):
    """A placed digit and what a network made of it; all None where nothing is drawn.

    maps: each layer's values by name, before or after the squash, as the page wants to see them.
    explanation: of the unit that the page points at, if any.
    """

    digit: Digit | None = None
    recognition: Recognition | None = None
    maps: dict[str, np.ndarray] | None = None
    explanation: Explanation | None = None


class Reading(gr.HTML):
    """The placed digit, the answer, ten probabilities and the top three, painted from a packet."""

    def __init__(self, **arguments: Any):
        super().__init__(
            value=None,
            html_template=text("reading/reading.html"),
            js_on_load=text(*SCRIPTS),
            apply_default_css=False,
            pen=PEN_WIDTH,
            **arguments,
        )

    def preprocess(self, payload: Any) -> None:
        """Nothing: the reading is shown, never sent."""

    def postprocess(self, value: Answer | None) -> dict | None:
        """The answer as the page's packet; arrays as base64, maps in half precision."""
        if value is None or value.digit is None:
            return None
        recognition = value.recognition
        return {
            "digit": packed(np.round(value.digit * 255), np.uint8),
            "probabilities": recognition.probabilities.tolist(),
            "top3": recognition.top3,
            "verdict": recognition.verdict,
            "rubbish": recognition.rubbish,
            "maps": {name: packed(values, np.float16) for name, values in value.maps.items()},
            "unit": value.explanation and arithmetic(value.explanation),
        }

    def api_info(self) -> dict[str, Any]:
        return {"type": "object", "description": "the page's own packet"}

    def example_payload(self) -> None:
        return None

    def example_value(self) -> None:
        return None


def packed(array: np.ndarray, kind: type) -> dict[str, Any]:
    """An array as its shape and the base64 of its little-endian bytes."""
    content = array.astype(np.dtype(kind).newbyteorder("<")).tobytes()
    return {"shape": list(array.shape), "data": base64.b64encode(content).decode("ascii")}
