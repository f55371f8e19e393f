"""The page's questions: plain routes, each with a packet or with one sentence."""

import asyncio
import base64
import io
import json

import numpy as np
import pytest
from asking import ask, post
from own_loop import run
from starlette.requests import Request

from lenet import VARIANTS, digit_from_strokes, load, recognise
from lenet.drawing.cost import is_small
from lenet.explain.ablation import without, zeros
from lenet.network.weights import checkpoints, means
from lenet.web.checks import VIEW, checks
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work
from lenet.web.limits import REQUEST
from lenet.web.questions import Questions
from lenet.web.routes import question_routes

pytestmark = pytest.mark.slow

SEVEN = {"strokes": [[[60, 60], [200, 60], [120, 230]]], "pad": [280, 280]}
ZIGZAG = {"strokes": [[[20 + 2 * (i % 2), i % 100] for i in range(2_000)]], "pad": [280, 280]}
ONE = {"strokes": [[[140, 40], [138, 240]]], "pad": [280, 280]}
PLAIN = {"before": False, "unit": None, "amounts": {}, "checkpoint": None}
LOOK = {"before": True, "unit": ["C3", 2, 4, 4], "amounts": {"rotation": 10}, "checkpoint": None}
OFF = PLAIN | {"off": [["C1", 3], ["F6", 80]], "offAs": "mean"}
READ = {"drawing": SEVEN, "placement": "mass", "network": "1998", "view": LOOK}
QUESTIONS = {
    "read": READ,
    "placements": {"drawing": SEVEN, "network": "lenet5", "view": PLAIN},
    "misread": {"placement": "mass", "network": "relu-28", "view": PLAIN, "seed": 3},
    "why": {"drawing": SEVEN, "placement": "box", "network": "lenet5", "view": OFF},
    "margins": {"drawing": SEVEN, "placement": "mass", "network": "tanh", "view": OFF},
    "compare": {"drawing": SEVEN, "placement": "mass"},
    "stress": {"drawing": SEVEN, "placement": "mass", "network": "lenet5", "view": OFF, "other": "tanh"},
    "learning": {"drawing": SEVEN, "placement": "mass"},
    "two": {"drawing": SEVEN, "kept": ONE, "placement": "mass", "network": "lenet5", "view": OFF},
    "two_maps": {
        "drawing": SEVEN,
        "kept": ONE,
        "placement": "mass",
        "network": "lenet5",
        "view": OFF,
        "step": 4,
    },
    "maps": {"drawing": SEVEN, "placement": "resize", "network": "tanh", "view": PLAIN},
    "qr": {"link": "http://127.0.0.1/#7"},
}
OF_A_DRAWING = [name for name, inputs in QUESTIONS.items() if "drawing" in inputs]


def values_of(packed):
    """An array as it travels in half precision."""
    return np.frombuffer(base64.b64decode(packed["data"]), "<f2").reshape(packed["shape"])


def test_every_question_is_asked_here():
    assert set(Questions({}, [], {}).table()) == {*QUESTIONS, "picture"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered(app, question):
    status, packet = ask(app, question, **QUESTIONS[question])
    assert status == 200 and packet


@pytest.mark.parametrize("question", OF_A_DRAWING)
def test_an_empty_pad_has_no_answer(app, question):
    status, packet = ask(app, question, **QUESTIONS[question] | {"drawing": None})
    assert status == 200 and (packet is None or set(packet.values()) == {None})


def test_the_answer_is_the_networks_own(app):
    _, packet = ask(app, "read", **READ | {"network": "lenet5", "view": PLAIN})
    expected = recognise(load(), digit_from_strokes(SEVEN["strokes"]))
    assert packet["verdict"] == expected.verdict == 7
    assert packet["probabilities"] == pytest.approx(expected.probabilities.tolist(), abs=1e-6)
    assert values_of(packet["maps"]["C3"]) == pytest.approx(expected.trace["C3"], abs=1e-2)


def test_parts_are_off_as_their_means_or_as_zero(app):
    seven, whole = digit_from_strokes(SEVEN["strokes"]), load("tanh")
    [values], off = means("tanh"), [("C3", 1), ("C3", 10)]
    for kept, off_as in ((values, "mean"), (zeros(values), "zero")):
        view = PLAIN | {"off": off, "offAs": off_as}
        _, packet = ask(app, "read", **READ | {"network": "tanh", "view": view})
        expected = recognise(without(whole, off, kept), seven)
        assert packet["probabilities"] == pytest.approx(expected.probabilities.tolist(), abs=1e-6)
        assert packet["off"]["whole"]["probabilities"] == pytest.approx(
            recognise(whole, seven).probabilities.tolist(), abs=1e-6
        )
        would = recognise(whole, seven).trace["C3"][10]
        assert values_of(packet["off"]["parts"][1]["would"]) == pytest.approx(would, abs=1e-2)


def test_a_checkpoints_parts_are_off_as_its_own_means(app):
    seven, (_, untrained) = digit_from_strokes(SEVEN["strokes"]), checkpoints()[0]
    view = PLAIN | {"checkpoint": 0, "off": [("C1", 2)]}
    _, packet = ask(app, "read", **READ | {"network": "lenet5", "view": view})
    expected = recognise(without(untrained, [("C1", 2)], means()[1]), seven)
    assert packet["probabilities"] == pytest.approx(expected.probabilities.tolist(), abs=1e-6)


def test_every_network_is_compared(app):
    _, packet = ask(app, "compare", drawing=ONE, placement="mass")
    assert [(each["name"], each["verdict"]) for each in packet] == [(name, 1) for name in VARIANTS]


def test_the_maps_can_be_taken_away(app):
    _, packet = ask(app, "maps", drawing=ONE, placement="mass", network="lenet5", view=PLAIN)
    arrays = np.load(io.BytesIO(base64.b64decode(packet)))
    expected = recognise(load(), digit_from_strokes(ONE["strokes"]))
    assert set(arrays) == {"digit", "probabilities", *expected.trace}
    assert arrays["C5"] == pytest.approx(expected.trace["C5"], abs=1e-5)


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"drawing": {"strokes": [[[1, 2, 3]]]}}, "Stroke 1 has something else than pairs"),
        ({"drawing": "seven"}, "A drawing is an object"),
        ({"drawing": {"strokes": [[[1, 1e300]]]}}, "between -1e9 and 1e9"),
        ({"drawing": {"digits": {"mass": "AAAA"}}}, "resize, box, mass"),
        ({"placement": "middle"}, "resize, box, mass"),
        ({"placement": None}, "There is no placement None. Choose from resize, box, mass."),
        ({"network": "resnet"}, "lenet5, 1998"),
        ({"view": {"unit": 7}}, VIEW),
        ({"view": {"amounts": {"speed": 1}}}, VIEW),
        ({"view": {"checkpoint": 10**6}}, "There is no checkpoint 1000000"),
        ({"view": {"before": "yes"}}, VIEW),
        ({"view": {"unit": ["C1", 1.5, 0, 0]}}, VIEW),
        ({"view": {"amounts": {"scale": "large"}}}, VIEW),
        ({"view": {"checkpoint": "late"}}, VIEW),
        ({"view": [1]}, VIEW),
        ({"view": {"off": {"C1": 3}}}, '"off" must be a list of [layer, map] pairs'),
        ({"view": {"off": [["C1"]]}}, '"off" must be a list of [layer, map] pairs'),
        ({"view": {"off": [["C1", 1.5]]}}, '"off" must be a list of [layer, map] pairs'),
        ({"view": {"off": [["C1", 6]]}}, "C1 has maps 0 to 5 to switch off, not 6"),
        ({"view": {"off": [["F6", -1]]}}, "F6 has maps 0 to 83 to switch off, not -1"),
        ({"view": {"off": [["OUTPUT", 1]]}}, "'OUTPUT' cannot be switched off: C1, S2, C3, S4, C5, F6 can"),
        ({"view": {"offAs": "half"}}, VIEW),
        ({"view": {"unit": ["C9", 0, 0, 0]}}, "There is no layer"),
        (
            {"view": {"unit": ["C1", 99, 0, 0]}},
            "C1 has no unit (99, 0, 0). Choose from (0, 0, 0) to (5, 27, 27).",
        ),
        (
            {"colour": "blue"},
            "The question read takes a JSON object with drawing, placement, network, view.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(app, inputs, sentence):
    status, refusal = ask(app, "read", **READ | inputs)
    assert status == 422 and sentence in refusal and refusal.endswith(".")


@pytest.mark.parametrize(
    ("question", "inputs", "sentence"),
    [
        ("two_maps", {"step": -1}, "from 0 to 24"),
        ("two_maps", {"step": True}, "from 0 to 24"),
        ("two_maps", {"step": 25}, "from 0 to 24"),
        ("two_maps", {"step": None}, "from 0 to 24"),
        ("two_maps", {"kept": {"strokes": [[["x", 1]]]}}, "has something else than pairs"),
        ("misread", {"seed": 2**32}, "from 0 to 4294967295"),
        ("misread", {"seed": 0.5}, "from 0 to 4294967295"),
        ("stress", {"other": "resnet"}, "lenet5, 1998"),
        ("qr", {"link": ""}, "not empty"),
        ("qr", {"link": 7}, "The link must be text; it is of type int."),
        ("qr", {"link": "x" * 5_000}, "too many points"),
        ("two", {"kept": [1]}, "A drawing is an object"),
    ],
)
def test_other_inputs_are_refused_in_the_same_way(app, question, inputs, sentence):
    status, refusal = ask(app, question, **QUESTIONS[question] | inputs)
    assert status == 422 and sentence in refusal and refusal.endswith(".")


def test_an_input_that_is_missing_is_asked_for(app):
    status, refusal = ask(app, "compare", drawing=SEVEN)
    assert (status, refusal) == (422, "The question compare takes a JSON object with drawing, placement.")


@pytest.mark.parametrize("body", [b"", b"[", b"[1]", b"null", b"[" * 10**5])
def test_what_is_no_question_is_told_so(app, body):
    status, reply = post(f"{app}/page/read", body)
    assert 400 <= status < 500 and reply["error"].endswith(".")


def test_a_question_of_another_name_is_told_which_there_are(app):
    status, refusal = ask(app, "shutdown")
    assert status == 404 and "'shutdown'" in refusal and "read, " in refusal


def test_another_sites_form_cannot_ask(app):
    status, reply = post(f"{app}/page/read", READ, "text/plain")
    assert status == 415 and "application/json" in reply["error"]


def test_a_long_drawing_is_answered_as_a_short_one_is(app):
    zigzag = {"strokes": [[[20 + 240 * (i % 2), 20 + i / 5] for i in range(1200)]], "pad": [280, 280]}
    assert not is_small(zigzag)
    status, packet = ask(app, "read", **READ | {"drawing": zigzag})
    assert status == 200 and len(packet["probabilities"]) == 10


@pytest.mark.parametrize(
    ("question", "drawing", "on_the_loop"),
    [("read", SEVEN, True), ("read", ZIGZAG, False), ("why", SEVEN, False)],
)
def test_only_what_is_quick_is_answered_where_it_arrives(question, drawing, on_the_loop):
    """2,000 zigzag points in 12 kB held the event loop for 66 ms."""

    def asked(drawing):
        try:
            return asyncio.get_running_loop() is not None
        except RuntimeError:  # in a thread beside it
            return False

    async def never():
        await asyncio.Event().wait()

    (route,) = question_routes({question: asked}, {"drawing": lambda value: value}, Work())
    request = Request({"type": "http", CLIENT: "a", REQUEST: {"drawing": drawing}}, never)
    assert json.loads(run(route.endpoint(request)).body) == {"packet": on_the_loop}


def test_a_question_with_an_input_that_nobody_checks_is_noticed_at_the_start():
    with pytest.raises(TypeError, match="colour"):
        question_routes({"paint": lambda drawing, colour: None}, checks(VARIANTS), Work())
