"""Answers as they travel to the page: plain JSON, its arrays packed or with few digits."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lenet.drawing.placement import Digit
from lenet.explain.ablation import Margins, Part, Values
from lenet.explain.attribution import PATCH, STEP, Attribution
from lenet.explain.sweeps import Sweep
from lenet.explain.unit import Explanation
from lenet.recognition import Recognition

DIGITS = 6  # significant ones of every number sent
DECIMALS = 4  # of probabilities that are drawn as a curve


def packed(array: np.ndarray, kind: type = np.float16) -> dict[str, Any]:
    """Pack an array: its shape and the base64 of its little-endian bytes."""
    content = array.astype(np.dtype(kind).newbyteorder("<")).tobytes()
    return {"shape": list(array.shape), "data": base64.b64encode(content).decode("ascii")}


def packed_ink(digits: np.ndarray) -> dict[str, Any]:
    """Pack digits as bytes, 0 paper to 255 ink."""
    return packed(np.round(digits * 255), np.uint8)


def packed_maps(maps: Mapping[str, np.ndarray]) -> dict[str, Any]:
    """Pack each layer's values, by name."""
    return {name: packed(values) for name, values in maps.items()}


def answer(recognition: Recognition) -> dict[str, Any]:
    """Write what a network makes of a digit."""
    return {
        "probabilities": recognition.probabilities.tolist(),
        "top3": recognition.top3,
        "verdict": recognition.verdict,
    }


def reading(
    digit: Digit,
    recognition: Recognition,
    maps: Mapping[str, np.ndarray],
    unit: Explanation | None,
    off: dict[str, Any] | None,
    note: str,
) -> dict[str, Any]:
    """Write all that the page shows of a digit; unit: that it points at, off: of `switched_off`, if any.

    note: a sentence on the drawing, or "".
    """
    return answer(recognition) | {
        "digit": packed_ink(digit),
        "rubbish": recognition.rubbish,
        "off": off,
        "maps": packed_maps(maps),
        "unit": unit and arithmetic(unit),
        "note": note,
    }


def switched_off(recognition: Recognition, off: Sequence[Part], values: Values) -> dict[str, Any]:
    """Write what the whole network makes of a digit, and what its parts that are off are and would be."""
    parts = [
        {
            "part": [layer, number],
            "would": packed(recognition.trace[layer][number]),
            "keeps": packed(values[layer][number].numpy()),
        }
        for layer, number in off
    ]
    more = {"rubbish": recognition.rubbish, "logits": short(recognition.trace["OUTPUT"])}
    return {"whole": answer(recognition) | more, "parts": parts}


def margins(measured: Margins) -> dict[str, Any]:
    """Write what the margin of an answer depends on."""
    lost = {layer: short(each.round(DECIMALS)) for layer, each in measured.lost.items()}
    return {"first": measured.first, "on": short(measured.on), "now": short(measured.now), "lost": lost}


def arithmetic(explanation: Explanation) -> dict[str, Any]:
    """Write one unit's arithmetic."""
    parts = [
        part._asdict() | {"patch": short(part.patch), "kernel": short(part.kernel), "sum": short(part.sum)}
        for part in explanation.parts
    ]
    numbers = {name: short(getattr(explanation, name)) for name in ("bias", "before", "after")}
    return {"unit": list(explanation.unit), "parts": parts, "squash": explanation.squash} | numbers


def attribution(why: Attribution) -> dict[str, Any]:
    """Write what made the network prefer its answer to the next best."""
    values = {name: short(getattr(why, name)) for name in ("margin", "bias", "f6", "s4", "occluded")}
    return values | {
        "first": why.first,
        "second": why.second,
        "read": why.read.tolist(),
        "patch": PATCH,
        "step": STEP,
    }


def sweeps(swept: Mapping[str, Sweep]) -> dict[str, Any]:
    """Write the sweeps along each perturbation."""
    return {
        name: {"amounts": short(each.amounts), "rubbish": rounded(each.rubbish)} | curve(each)
        for name, each in swept.items()
    }


def curve(read: Any) -> dict[str, Any]:
    """Write many answers in a row: `probabilities` (n, 10) and `rejected` (n,)."""
    return {
        "probabilities": rounded(read.probabilities),
        "rejected": read.rejected.tolist(),
    }


def rounded(shares: np.ndarray) -> list:
    """Write shares from 0 to 1 that are drawn as a curve."""
    return np.round(shares.astype(float), DECIMALS).tolist()


def short(value: Any) -> Any:
    """Write a number, None, or an array, with no more digits than are of use."""
    if value is None:
        return None
    if isinstance(value, np.ndarray):
        return [short(each) for each in (value if value.ndim > 1 else value.tolist())]
    return float(f"{value:.{DIGITS}g}")
