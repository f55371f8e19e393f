"""What the page looks at inside the network: values before or after the squash, and one unit."""

from typing import Any, NamedTuple

import gradio as gr
import numpy as np

from lenet.explaining import Explanation, Unit

FORM = 'The view is {"before": true or false, "unit": [layer, map, row, column] or null}.'
DIGITS = 6  # significant ones of every number sent


class View(NamedTuple):
    """Whether the maps are wanted before the squash, and which unit is pointed at, if any."""

    before: bool = False
    unit: Unit | None = None


class Viewing(gr.JSON):
    """A view as a Gradio value, without a part of its own on the page."""

    is_template = True  # for the browser it is Gradio's own JSON

    def preprocess(self, payload: Any) -> View:
        """The view that arrived, checked; None is the view that asks for nothing special."""
        if payload is None:
            return View()
        if not isinstance(payload, dict) or not isinstance(payload.get("before", False), bool):
            raise gr.Error(FORM, print_exception=False)
        return View(payload.get("before", False), unit_of(payload.get("unit")))


def unit_of(value: Any) -> Unit | None:
    if value is None:
        return None
    if not isinstance(value, list) or not 2 <= len(value) <= 4 or not isinstance(value[0], str):
        raise gr.Error(FORM, print_exception=False)
    if not all(isinstance(place, int) and not isinstance(place, bool) for place in value[1:]):
        raise gr.Error(FORM, print_exception=False)
    return Unit(*value)


def arithmetic(explanation: Explanation) -> dict[str, Any]:
    """An explanation as plain JSON."""
    parts = [
        part._asdict() | {"patch": short(part.patch), "kernel": short(part.kernel), "sum": short(part.sum)}
        for part in explanation.parts
    ]
    numbers = {name: short(getattr(explanation, name)) for name in ("bias", "before", "after")}
    return {"unit": list(explanation.unit), "parts": parts, "squash": explanation.squash} | numbers


def short(value: Any) -> Any:
    """A number, None, or an array, with no more digits than are of use."""
    if value is None:
        return None
    if isinstance(value, np.ndarray):
        return [[short(number) for number in row] for row in value.tolist()]
    return float(f"{value:.{DIGITS}g}")
