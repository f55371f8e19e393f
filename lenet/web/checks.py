"""What may stand in a question of the page: each input checked by its name, refused with one sentence."""

import math
import reprlib
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from lenet.drawing.payload import PlacedPicture, drawing_or_picture
from lenet.drawing.placement import PLACEMENTS
from lenet.drawing.strokes import Drawing, DrawingError, is_real, kind
from lenet.explain.ablation import Part, PartError
from lenet.explain.interpolation import STEPS
from lenet.explain.perturbations import PERTURBATIONS
from lenet.explain.unit import Unit, UnitError

Drawn = Drawing | PlacedPicture | None  # None is an empty pad
SEEDS = 2**32
BRIEF = 60  # characters
VIEW = (
    'The view must be {"before": true or false, "unit": [layer, map, row, column] or null, '
    '"amounts": {perturbation: number}, "checkpoint": a number or null, "off": [[layer, map], ...], '
    '"offAs": "mean" or "zero"}.'
)
OFF = '"off" must be a list of [layer, map] pairs, such as [["C1", 3], ["F6", 0]].'


class InputError(ValueError):
    """An input that is not of its form, with one sentence that says what is accepted."""


REFUSED = (DrawingError, UnitError, PartError, InputError)  # each with one sentence for whoever asked


class View(NamedTuple):
    """How the page looks at a drawing.

    before: whether the maps are wanted before the squash. unit: the one that is pointed at, if any.
    amounts: how the placed digit is changed, by perturbation. checkpoint: of training, which reads, if any.
    off: the maps and units that are switched off. off_as_zero: whether they are zero, not their means.
    """

    before: bool = False
    unit: Unit | None = None
    amounts: Mapping[str, float] = {}
    checkpoint: int | None = None
    off: Sequence[Part] = ()
    off_as_zero: bool = False


def checks(networks: Collection[str]) -> dict[str, Callable[[Any], Any]]:
    """Map each input's name to the function that checks and converts it.

    Each raises one of REFUSED for anything it does not accept.
    """
    network = partial(one_of, "network", networks)
    return {
        "drawing": drawing_of,
        "kept": drawing_of,
        "placement": partial(one_of, "placement", PLACEMENTS),
        "network": network,
        "other": lambda value: None if value is None else network(value),
        "view": view_of,
        "seed": partial(number_below, "seed", SEEDS),
        "step": partial(number_below, "step", STEPS),
        "link": partial(text, "link"),
        "content": partial(text, "content"),
    }


def drawing_of(value: Any) -> Drawn:
    """Check a drawing or a placed picture, unless it is one already; None is an empty pad."""
    if value is None or isinstance(value, Drawing | PlacedPicture):
        return value
    return drawing_or_picture(value)


def one_of(what: str, names: Collection[str], value: Any) -> str:
    """Check that a value is one of several names."""
    if not isinstance(value, str) or value not in names:
        raise InputError(f"There is no {what} {brief(value)}. Choose from {', '.join(names)}.")
    return value


def brief(value: Any) -> str:
    """Write a value in as few characters as a sentence has room for."""
    written = reprlib.repr(value)
    return written if len(written) <= BRIEF else f"{written[:BRIEF]}..."


def number_below(what: str, end: int, value: Any) -> int:
    """Check that a value is a whole number from 0 up to, not with, the end."""
    if not is_count(value) or not 0 <= value < end:
        raise InputError(f"The {what} must be a whole number from 0 to {end - 1}.")
    return value


def text(what: str, value: Any) -> str:
    """Check that a value is a text."""
    if not isinstance(value, str):
        raise InputError(f"The {what} must be text; it is {kind(value)}.")
    return value


def view_of(value: Any) -> View:
    """Check a view; None is the one that asks for nothing special."""
    try:
        return View() if value is None else parsed_view(value)
    except InputError:
        raise
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError):
        raise InputError(VIEW) from None


def parsed_view(value: Any) -> View:
    before, unit, checkpoint = (value.get(name) for name in ("before", "unit", "checkpoint"))
    if before not in (None, False, True) or not (checkpoint is None or is_count(checkpoint)):
        raise ValueError(value)
    amounts, off = amounts_of(value.get("amounts") or {}), parts_of(value.get("off") or [])
    off_as_zero = {"mean": False, "zero": True}[value.get("offAs") or "mean"]
    return View(bool(before), unit and unit_of(unit), amounts, checkpoint, off, off_as_zero)


def unit_of(value: Any) -> Unit:
    layer, *place = value
    if not isinstance(layer, str) or not 1 <= len(place) <= 3 or not all(map(is_count, place)):
        raise ValueError(value)
    return Unit(layer, *place)


def parts_of(value: Any) -> list[Part]:
    """Check a list of parts that are off, each of them once; which there are, the network knows."""
    if not isinstance(value, list) or not all(is_part(each) for each in value):
        raise InputError(OFF)
    return list(dict.fromkeys((layer, number) for layer, number in value))


def is_part(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and is_count(value[1])


def amounts_of(value: Any) -> dict[str, float]:
    """Check amounts by perturbation, and clamp each to its perturbation's range."""
    amounts = {}
    for name, amount in value.items():
        ends = PERTURBATIONS[name].amounts
        if not is_real(amount) or not math.isfinite(amount):
            raise ValueError(amount)
        amounts[name] = float(min(max(amount, ends[0]), ends[-1]))
    return amounts


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
