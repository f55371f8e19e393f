"""Whatever arrives is read, or refused with one short sentence that gives nothing back at length."""

import json
import random

import numpy as np
import pytest
from hostile import spoilt
from hypothesis import given, settings
from hypothesis import strategies as st
from refusing import SCRIPT, checked, is_a_digit, memory_of, quickly

from lenet import DrawingError, digit_from_strokes
from lenet.drawing.placement import PLACEMENTS
from lenet.drawing.strokes import MAX_COORDINATE, MAX_POINTS, drawing_from_json
from lenet.explain.sweeps import perturbed
from lenet.explain.unit import Unit, explain
from lenet.network.weights import VARIANTS
from lenet.web.checks import View, checks
from lenet.web.components.sketchpad import Sketchpad
from lenet.web.sharing import qr

NUMBERS = st.sampled_from(
    [0, 1, -1, 280, 1e9, -1e9, 1e-300, 5e-324, 1.1e9, 10**400, float("inf"), float("nan")]
)
LEAVES = st.none() | st.booleans() | st.floats() | NUMBERS | st.text(max_size=4) | st.just(SCRIPT)
KEYS = st.sampled_from(["strokes", "pad", "unit", "before", "amounts", "checkpoint", "pen", "path", SCRIPT])
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


# The page's values, from JSON of any form


CHECKS = checks(list(VARIANTS))
PAD = Sketchpad(render=False)


@given(value=JSON | st.fixed_dictionaries({"strokes": JSON}, optional={"pad": JSON}))
@settings(quickly, max_examples=800)
def test_anything_as_a_drawing(value):
    drawing = checked(CHECKS["drawing"], value)
    if drawing is not None:
        assert all(stroke.shape[1] == 2 and np.isfinite(stroke).all() for stroke in drawing.strokes)
        assert json.loads(json.dumps(PAD.postprocess(drawing)))["pad"] == list(drawing.pad)


@given(
    value=JSON
    | st.fixed_dictionaries(
        {}, optional={"before": JSON, "unit": JSON, "amounts": JSON, "checkpoint": JSON | st.integers()}
    )
)
@settings(quickly, max_examples=600)
def test_anything_as_a_view(value):
    view = checked(CHECKS["view"], value)
    if view is not None:
        assert isinstance(view, View) and isinstance(view.before, bool)
        assert all(isinstance(amount, float) for amount in view.amounts.values())


def test_parts_that_are_off_cost_no_more_by_being_told_often():
    view = CHECKS["view"]({"off": [["C5", 7], ["C1", 0], ["C5", 7]] * 1_000})
    assert view.off == [("C5", 7), ("C1", 0)]


@given(value=JSON | st.sampled_from(["lenet5", "../lenet5", "LENET5", "lenet5\0", "1998"]))
@settings(quickly, max_examples=300)
@pytest.mark.parametrize("name", ["network", "other", "placement"])
def test_anything_as_a_name(name, value):
    assert checked(CHECKS[name], value) in {*VARIANTS, *PLACEMENTS, None}


@given(value=JSON | st.integers())
@settings(quickly, max_examples=200)
@pytest.mark.parametrize("name", ["seed", "step"])
def test_anything_as_a_number(name, value):
    number = checked(CHECKS[name], value)
    assert number is None or (type(number) is int and 0 <= number < 2**32)


@given(value=JSON)
@settings(quickly, max_examples=200)
def test_anything_as_a_link(value):
    svg = checked(lambda link: qr(CHECKS["link"](link)), value)
    assert svg is None or (svg.startswith("<svg") and SCRIPT not in svg)


@given(
    place=st.tuples(*[st.integers(-2, 30) | st.just(10**30)] * 3), layer=st.sampled_from(["C1", "S4", "F6"])
)
@settings(quickly, max_examples=300)
def test_any_place_of_a_unit(model, place, layer):
    digit = digit_from_strokes([[(0, 0), (1, 3)]])
    explanation = checked(lambda unit: explain(model, digit, unit), Unit(layer, *place))
    assert explanation is None or np.isfinite(explanation.after)


@given(amounts=st.dictionaries(st.sampled_from(["pen", "scale", "shear", "noise", "covered"]), NUMBERS))
@settings(quickly, max_examples=300)
def test_any_amounts_of_stress(digit, amounts):
    view = checked(CHECKS["view"], {"amounts": amounts})
    assert view is None or is_a_digit(perturbed(digit, view.amounts))


# Drawings: nearly right ones, and right ones with extreme numbers


@pytest.mark.parametrize("seed", range(4))
def test_a_drawing_with_one_thing_wrong(examples, seed):
    chance = random.Random(seed)
    for _ in range(750):
        value = spoilt({"strokes": examples[str(chance.randrange(10))], "pad": [280, 280]}, chance)
        drawing = checked(drawing_from_json, value)
        if drawing is not None:
            digit = digit_from_strokes(drawing.strokes, chance.choice(PLACEMENTS), drawing.pad)
            assert digit is None or is_a_digit(digit)


COORDINATES = st.sampled_from(
    [0.0, -0.0, 1.0, 5e-324, 1e-300, 1e-9, 1e-3, 27.999, 280.0, 1e6, MAX_COORDINATE, -MAX_COORDINATE]
)
SIDES = st.sampled_from([1e-3, 1.0, 280.0, MAX_COORDINATE])


@given(
    strokes=st.lists(st.lists(st.tuples(COORDINATES, COORDINATES), max_size=4), max_size=4),
    pad=st.tuples(SIDES, SIDES),
    placement=st.sampled_from(PLACEMENTS),
)
@settings(quickly, max_examples=800)
def test_extreme_numbers_still_make_a_digit(strokes, pad, placement):
    digit = digit_from_strokes(strokes, placement, pad)
    assert digit is None or is_a_digit(digit)


@pytest.mark.parametrize(
    "strokes",
    [
        [[[1, 2]] * 1_000_000],
        [[[1, 2]]] * 1_000_000,
        [[[1] * 1_000_000]],
        [["x" * 1_000_000]],
        [[[1, 2]] * 50] * 999,
    ],
    ids=["points", "strokes", "numbers", "letters", "both"],
)
def test_too_much_is_refused_without_looking_at_it(strokes):
    def refuse():
        with pytest.raises(DrawingError):
            drawing_from_json({"strokes": strokes})

    assert memory_of(refuse) < 1_000_000


def test_the_largest_drawing_costs_little():
    chance = np.random.default_rng(0)
    wild = [chance.uniform(0, 280, (MAX_POINTS, 2))]
    assert memory_of(lambda: digit_from_strokes(wild)) < 150_000_000
