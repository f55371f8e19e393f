"""Below the ribbon: why this answer, all networks on the same drawing, learned weights, how it works."""

import time
from typing import Any

import gradio as gr
import numpy as np

from lenet.drawing.placement import Digit
from lenet.explain.attribution import PATCH, STEP, Reasons
from lenet.explain.perturbations import AXES
from lenet.explain.sweeps import swept
from lenet.network.geometry import core_of
from lenet.network.model import LeNet5
from lenet.recognition import recognise
from lenet.web.components.part import text
from lenet.web.reading import packed
from lenet.web.viewing import short

SHARED = (
    "state/numbers.js",
    "state/verdict.js",
    "paint/colour.js",
    "paint/ink.js",
    "state/receptive_fields.js",
    "paint/grid.js",
    "paint/strokes.js",
)
ASKING = ("server/asker.js", "server/rested.js")
TABS = (
    "tabs/tabs.js",
    "tabs/why/why.js",
    "tabs/compare/compare.js",
    "tabs/stress/stress.js",
    "tabs/learning/learning.js",
    "tabs/two/two.js",
    "tabs/two/morph.js",
    "tabs/learned/learned.js",
    "tabs/walk/walk.js",
)


class Study(gr.HTML):
    """Tabs that look closer at the drawing and the network that the page shows."""

    def __init__(
        self,
        networks: list[dict[str, Any]],
        weights: dict[str, dict[str, Any]],
        moments: list[dict[str, Any]],
        **arguments: Any,
    ):
        """networks, and the weights of each: as `lenet.web.networks` has them; moments: of the first
        one's training."""
        super().__init__(
            value=None,
            html_template=text("tabs/tabs.html").replace("<!-- walk -->", text("tabs/walk/walk.html")),
            js_on_load=text(*SHARED, *ASKING, *TABS),
            apply_default_css=False,
            networks=networks,
            weights=weights,
            axes=described_axes(),
            moments=moments,
            **arguments,
        )


def described_axes() -> list[dict[str, Any]]:
    """The axes of the stress test: name, ends, rest, unit, and the 1998 paper's claim."""
    return [
        {
            "name": name,
            "ends": [float(axis.amounts[0]), float(axis.amounts[-1])],
            "neutral": axis.neutral,
            "unit": axis.unit,
            "claim": axis.claim,
        }
        for name, axis in AXES.items()
    ]


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


def stress(model: LeNet5, other: LeNet5 | None, digit: Digit | None) -> dict[str, Any] | None:
    """The sweeps of a network along every axis, and of another to lay over them, as the page's packet."""
    if digit is None:
        return None
    return {"sweeps": sweeps(model, digit), "other": other and sweeps(other, digit)}


def sweeps(model: LeNet5, digit: Digit) -> dict[str, Any]:
    return {
        name: {
            "amounts": short(sweep.amounts[None])[0],
            "probabilities": [[round(p, 4) for p in row] for row in sweep.probabilities.tolist()],
            "refused": sweep.refused.tolist(),
        }
        for name, sweep in swept(model, digit).items()
    }


def learning(moments: list[tuple[dict, LeNet5]], digit: Digit | None) -> list[dict[str, Any]] | None:
    """What the network made of the digit at each moment of its training, as the page's packet."""
    if digit is None:
        return None
    read = [recognise(model, digit) for _, model in moments]
    return [{"probabilities": short(r.probabilities[None])[0], "verdict": r.verdict} for r in read]


def described_moments(moments: list[tuple[dict, LeNet5]]) -> list[dict[str, Any]]:
    """Each moment's digits seen, held-out errors, and C1's kernels (6, 5, 5), packed."""
    return [
        moment | {"c1": packed(core_of(model.C1).weight[:, 0].detach().numpy(), np.float16)}
        for moment, model in moments
    ]


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
