"""The page's questions without Gradio's machinery: the same answers and the same refusals as with it."""

import json
import urllib.error
import urllib.request

import pytest
from test_api import post

from lenet.web.routes import SMALL
from lenet.web.viewing import FORM

pytestmark = pytest.mark.slow

SEVEN = {"strokes": [[[60, 60], [200, 60], [120, 230]]], "pad": [280, 280]}
VIEW = {"before": True, "unit": ["C3", 2, 4, 4], "amounts": {"rotation": 10}, "moment": None}
QUESTIONS = {
    "read": [SEVEN, "mass", "1998", VIEW],
    "why": [SEVEN, "box", "lenet5"],
    "compare": [SEVEN, "mass"],
    "learning": [SEVEN, "mass"],
    "maps": [SEVEN, "resize", "tanh"],
    "qr": ["http://127.0.0.1/#7"],
}


def both(app, event, *data):
    """(status, reply) of the address that the page asks, and of Gradio's other address of the event."""
    return [post(app, *data, path=f"/gradio_api/{way}/{event}") for way in ("run", "api")]


def without_times(value):
    """An answer without what the clock has put in."""
    if isinstance(value, list):
        return [without_times(each) for each in value]
    if isinstance(value, dict):
        return {name: without_times(each) for name, each in value.items() if name != "milliseconds"}
    return value


@pytest.mark.parametrize("event", QUESTIONS)
def test_the_answer_is_gradios(app, event):
    direct, gradios = both(app, event, *QUESTIONS[event])
    assert direct[0] == gradios[0] == 200
    assert without_times(direct[1]["data"]) == without_times(gradios[1]["data"]) != [None]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([{"strokes": [[[1, 2, 3]]]}, "mass", "lenet5", None], "Stroke 1 has something else than pairs"),
        (["seven", "mass", "lenet5", None], "A drawing is an object"),
        ([SEVEN, "middle", "lenet5", None], "middle"),
        ([SEVEN, "mass", "resnet", None], "resnet"),
        ([SEVEN, "mass", "lenet5", {"unit": 7}], FORM),
        ([SEVEN, "mass", "lenet5", {"moment": 10**6}], "There is no moment"),
    ],
)
def test_the_refusal_is_gradios(app, data, sentence):
    direct, gradios = both(app, "read", *data)
    assert direct[0] == gradios[0] == 500
    assert sentence in direct[1]["error"] and direct[1]["error"] == gradios[1]["error"]


@pytest.mark.parametrize(
    "body", [b"", b"[", b"[1]", b"null", b'{"data": 4}', b'{"data": [1]}', b"[" * 10**5]
)
def test_what_is_no_question_is_told_how_one_looks(app, body):
    request = urllib.request.Request(
        f"{app}/gradio_api/run/read", body, {"Content-Type": "application/json"}
    )
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=30)
    with refusal.value as reply:
        assert 400 <= reply.code < 500 and json.loads(reply.read())["error"].endswith(".")


def test_a_long_drawing_is_answered_as_a_short_one_is(app):
    zigzag = [[20 + 240 * (i % 2), 20 + i / 5] for i in range(1200)]
    direct, gradios = both(app, "read", {"strokes": [zigzag], "pad": [280, 280]}, "mass", "lenet5", None)
    assert len(json.dumps(zigzag)) > SMALL
    assert direct[0] == gradios[0] == 200 and direct[1]["data"] == gradios[1]["data"]
