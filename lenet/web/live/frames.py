"""Frames of live training: what comes in, checked; what goes out, written as JSON."""

import base64
import json
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from lenet.explain.sweeps import perturbed
from lenet.recognition import recognise
from lenet.web import packets
from lenet.web.checks import Drawn, InputError, View, checks
from lenet.web.description import c1_kernels
from lenet.web.live.snapshot import Snapshot
from lenet.web.questions import inked, reading

COMMANDS = ("ready", "fetch", "start", "pause", "resume", "step", "stop", "look", "save", "watch")
LOOKED_AT = ("drawing", "placement", "view")


class Look(NamedTuple):
    """What every state reads; whole: whether all that the page shows of it is wanted. number: of the look.

    is_small: whether it is read in a few milliseconds.
    """

    drawing: Drawn
    placement: str
    view: View
    whole: bool
    number: int
    is_small: bool


def command_in(frame: dict[str, Any]) -> str:
    """Return what a frame asks for; InputError where it is none of COMMANDS."""
    command = frame.get("do")
    if command not in COMMANDS:
        raise InputError(f'A frame is {{"do": command, ...}}. Choose from {", ".join(COMMANDS)}.')
    return command


def look_in(frame: dict[str, Any], number: int, small: bool) -> Look:
    """Check a look; raises what `checks` calls REFUSED. small: whether its drawing is."""
    checked = checks([])
    if not set(LOOKED_AT) <= set(frame) or not isinstance(frame.get("whole"), bool):
        raise InputError(f"A look must have {', '.join(LOOKED_AT)}, and whole: true or false.")
    drawing, placement, view = (checked[name](frame[name]) for name in LOOKED_AT)
    return Look(drawing, placement, view, frame["whole"], number, small)


def state(
    run: str, snapshot: Snapshot, points: Sequence[Sequence[Any]], look: Look | None, is_new: bool
) -> str:
    """Write a state; points: those that its reader lacks; is_new: whether it has not had this one yet."""
    told = snapshot.state
    packet = {name: told[name] for name in ("seen", "batches", "rate", "seconds")}
    packet["run"] = run
    packet["loss"], packet["error"] = told["training"]
    packet["heldOutLoss"], packet["heldOutError"] = told["held out"]
    packet["points"] = [[seen, *map(packets.short, figures)] for seen, *figures in points]
    if is_new:
        packet["c1"] = c1_kernels(snapshot.model)
        packet["gradients"] = told["gradients"]
        packet["batch"] = told["batch"] and batch(told["batch"])
    if look is not None:
        packet["look"] = look.number
        packet |= looked_at(snapshot, look)
    return written({"state": packet})


def saved(value: dict[str, Any]) -> dict[str, Any]:
    """Write a network's files."""
    return {"saved": value | {"weights": base64.b64encode(value["weights"]).decode("ascii")}}


def batch(shown: dict[str, Any]) -> dict[str, Any]:
    """Write the digits of a batch, and how they were read."""
    return {
        "digits": packets.packed(shown["digits"], np.uint8),
        "classes": shown["classes"].tolist(),
        "read": shown["read"].tolist(),
        "loss": shown["loss"],
    }


def looked_at(snapshot: Snapshot, look: Look) -> dict[str, Any]:
    """Read the drawing that is looked at."""
    if look.whole:
        view = look.view._replace(off=())  # of a network in training nobody knows the means yet
        packet = reading(snapshot.model, {}, look.drawing, look.placement, view)
        told = packet and {name: packet[name] for name in ("probabilities", "rubbish", "verdict")}
        return {"drawing": told, "packet": packet}
    digit = inked(look.drawing, look.placement)
    if digit is None:
        return {"drawing": None}
    read = recognise(snapshot.model, perturbed(digit, look.view.amounts))
    told = {"probabilities": read.probabilities.tolist(), "rubbish": read.rubbish, "verdict": read.verdict}
    return {"drawing": told}


def written(frame: Any) -> str:
    """Write JSON; a network that has left all bounds has figures that JSON lacks: null."""
    try:
        return json.dumps(frame, allow_nan=False, separators=(",", ":"))
    except ValueError:
        return json.dumps(finite(frame), separators=(",", ":"))


def finite(value: Any) -> Any:
    """Replace numbers that are none by None."""
    if isinstance(value, dict):
        return {name: finite(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
