"""The sketchpad: a pad that keeps strokes as points and asks for an answer while the pen moves."""

import json
from collections.abc import Sequence
from typing import Any

import gradio as gr
import numpy as np

from lenet.drawing.payload import Placed, drawn_or_placed
from lenet.drawing.strokes import MAX_POINTS, MAX_STROKES, Drawing, Strokes
from lenet.web.api import clear_errors
from lenet.web.components.part import text
from lenet.web.pictures import LARGEST

SCRIPTS = (
    "server/throttle.js",
    "server/asker.js",
    "state/history.js",
    "pad/pen.js",
    "paint/motion.js",
    "pad/keypad.js",
    "paint/strokes.js",
    "pad/remark.js",
    "pad/picture.js",
    "pad/samples.js",
    "state/link.js",
    "pad/storage.js",
    "page.js",
    "pad/sketchpad.js",
)

Drawn = Drawing | Placed | None  # None is an empty pad
PAD = (280.0, 280.0)  # the page's own units, as strokes.js has them


class Sketchpad(gr.HTML):
    """A drawing as a Gradio value: {"strokes": [[[x, y], ...], ...], "pad": [width, height]}.

    Or, of a picture, the digits that it was placed as: {"digits": {placement: base64 of 784 bytes}}.

    The page asks for answers by the REST address of the one event named "read" (see app.py), not
    through Gradio's own dispatch: that one reloads the page, and loses the drawing, when the server
    was away for a moment. Events: input.
    """

    def __init__(self, networks: Sequence[str], placements: Sequence[str], **arguments: Any):
        """networks, placements: what the page may ask for; the first network reads until it chooses."""
        super().__init__(
            value=None,
            html_template=text("pad/sketchpad.html"),
            js_on_load=text(*SCRIPTS),
            apply_default_css=False,
            hands=hands(),
            network=networks[0],
            networks=list(networks),
            placements=list(placements),
            max_points=MAX_POINTS,
            max_strokes=MAX_STROKES,
            max_bytes=LARGEST,
            **arguments,
        )

    def preprocess(self, payload: Any) -> Drawn:
        """The drawing that arrived, checked, or None; gr.Error with one sentence for anything else."""
        if payload is None:
            return None
        with clear_errors():
            return drawn_or_placed(payload)

    def postprocess(self, value: Drawing | None) -> dict | None:
        """The drawing as JSON."""
        if value is None:
            return None
        return {"strokes": [stroke.tolist() for stroke in value.strokes], "pad": list(value.pad)}

    def api_info(self) -> dict[str, Any]:
        point = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        return {
            "type": "object",
            "properties": {
                "strokes": {"type": "array", "items": {"type": "array", "items": point}},
                "pad": point,
            },
            "required": ["strokes"],
            "description": "strokes of [x, y], x right and y down, on a pad of [width, height]",
        }

    def example_payload(self) -> dict:
        return {"strokes": [[[140, 40], [138, 240]]], "pad": [280, 280]}

    def example_value(self) -> dict:
        return self.example_payload()


def own_drawings() -> list[tuple[int, Strokes]]:
    """All drawings of all our hands, each with its digit."""
    return [
        (int(digit), [np.array(stroke, dtype=np.float64) for stroke in strokes])
        for hand in hands()
        for digit, strokes in hand["digits"].items()
    ]


def hands() -> list[dict[str, Any]]:
    """Our example digits, by several hands: [{"name", "digits": {digit: strokes}}]."""
    own = {"name": "our own hand", "digits": json.loads(text("pad/examples.json"))}
    return [own, *json.loads(text("pad/hands.json"))]
