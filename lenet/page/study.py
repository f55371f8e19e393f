"""Below the ribbon: why this answer, all networks on the same drawing, learned weights, how it works."""

import time
from typing import Any

import gradio as gr
import numpy as np

from lenet.drawing import Digit
from lenet.model import LeNet5
from lenet.page.parts import text
from lenet.page.reading import packed
from lenet.page.viewing import short
from lenet.reasons import PATCH, STEP, Reasons
from lenet.recognition import recognise

SHARED = ("numbers.js", "colour.js", "ink.js", "fields.js", "grids.js", "asking.js")
TABS = ("tabs.js", "why.js", "compare.js", "learned.js", "walk.js")


class Study(gr.HTML):
    """Tabs that look closer at the drawing and the network that the page shows."""

    def __init__(self, networks: list[dict[str, Any]], **arguments: Any):
        super().__init__(
            value=None,
            html_template=text("study.html").replace("<!-- walk -->", text("walk.html")),
            js_on_load=text(*SHARED, *TABS),
            apply_default_css=False,
            networks=networks,
            **arguments,
        )


def compared(models: dict[str, LeNet5], digit: Digit | None) -> list[dict[str, Any]] | None:
    """What every network makes of the digit, as the page's packet; None without one."""
    if digit is None:
        return None
    return [read_by(name, model, digit) for name, model in models.items()]


def read_by(name: str, model: LeNet5, digit: Digit) -> dict[str, Any]:
    started = time.perf_counter()
    recognition = recognise(model, digit)
    return {
        "name": name,
        "milliseconds": 1000 * (time.perf_counter() - started),
        "probabilities": recognition.probabilities.tolist(),
        "top3": recognition.top3,
        "verdict": recognition.verdict,
        "c1": packed(recognition.trace["C1"], np.float16),
    }


def why(reasons: Reasons) -> dict[str, Any]:
    """Reasons as the page's packet."""
    numbers = {name: short(getattr(reasons, name)) for name in ("lead", "bias")}
    rows = {name: short(getattr(reasons, name)[None])[0] for name in ("f6", "s4")}
    return (
        {"first": reasons.first, "second": reasons.second, "patch": PATCH, "step": STEP}
        | numbers
        | rows
        | {"covered": short(reasons.covered), "read": reasons.read.tolist()}
    )
