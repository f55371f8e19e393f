"""What the page looks at inside the network: values before or after the squash, and one unit."""

from typing import Any, NamedTuple

import gradio as gr
import numpy as np

from lenet.drawing.strokes import is_real
from lenet.explain.perturbations import AXES
from lenet.explain.unit import Explanation, Unit

FORM = (
    'The view is {"before": true or false, "unit": [layer, map, row, column] or null, '
    '"amounts": {axis: number}, "moment": a number or null}.'
)
DIGITS = 6  # significant ones of every number sent


class View(NamedTuple):
    """How the page looks at a drawing.

    before: whether the maps are wanted before the squash. unit: the one that is pointed at, if any.
    amounts: how the placed digit is changed, by axis. moment: of training, which snapshot reads, if any.
    """

    before: bool = False
    unit: Unit | None = None
    amounts: dict[str, float] = {}  # never written to
    moment: int | None = None


class Viewing(gr.JSON):
    """A view as a Gradio value, without a part of its own on the page."""

    is_template = True  # for the browser it is Gradio's own JSON

    def preprocess(self, payload: Any) -> View:
        """The view that arrived, checked; None is the view that asks for nothing special."""
        try:
            return View() if payload is None else view_of(payload)
        except (TypeError, KeyError, ValueError, AttributeError, OverflowError):
            raise gr.Error(FORM, print_exception=False) from None


def view_of(payload: Any) -> View:
    """The view in a JSON object; any of several errors where it is none."""
    before, unit, moment = (payload.get(name) for name in ("before", "unit", "moment"))
    if before not in (None, False, True) or not (moment is None or is_count(moment)):
        raise ValueError(payload)
    return View(bool(before), unit_of(unit), amounts_of(payload.get("amounts") or {}), moment)


def unit_of(value: Any) -> Unit | None:
    if value is None:
        return None
    layer, *place = value
    if not isinstance(layer, str) or not 1 <= len(place) <= 3 or not all(map(is_count, place)):
        raise ValueError(value)
    return Unit(layer, *place)


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def amounts_of(value: dict[str, Any]) -> dict[str, float]:
    """Amounts by axis, held within the axis's own ends."""
    amounts = {}
    for name, amount in value.items():
        ends = AXES[name].amounts
        if not is_real(amount) or not np.isfinite(amount):
            raise ValueError(amount)
        amounts[name] = float(np.clip(amount, ends[0], ends[-1]))
    return amounts


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
