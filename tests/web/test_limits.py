"""A request is let in as it is, or refused before it weighs anything."""

import asyncio
import json
import random
import tracemalloc

import pytest
from own_loop import run
from refusing import SCRIPT, damaged, memory_of, sentence

from lenet.drawing.strokes import MAX_POINTS
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work
from lenet.web.gradio_internals import Events
from lenet.web.limits import (
    LENIENT,
    MAX_BYTES,
    MAX_UPLOAD,
    MAX_VALUES,
    REQUEST,
    RequestLimits,
    parsed,
    read_body,
)
from lenet.web.refusals import OneSentence, Refusal

EVENT, QUESTION = "/gradio_api/run/recognise", "/page/read"
JSON = ((b"content-type", b"application/json"),)


def let_in(pieces, path=EVENT, headers=JSON):
    """(status, the error's sentence or None, what the app received or None) of a body sent in pieces."""
    received, replies = [], []
    waiting = iter(pieces)
    following, ended = next(waiting, None), False

    async def app(scope, receive, send):
        message = await receive()
        body = message["body"]
        while message["more_body"]:
            message = await receive()
            body += message["body"]
        received.append(body)
        if path == QUESTION:
            assert scope[REQUEST] == json.loads(body)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    async def receive():
        nonlocal following, ended
        if ended:
            await asyncio.Future()  # as a server does until the client goes
        piece, following = following or b"", next(waiting, None)
        ended = following is None
        return {"type": "http.request", "body": piece, "more_body": not ended}

    async def send(message):
        replies.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "headers": list(headers), CLIENT: "a"}
    limits = RequestLimits(app, ["read"], Events({"recognise": 4}, {0: 4}), {}, Work())
    run(OneSentence(limits)(scope, receive, send))
    start, *rest = replies
    error = json.loads(b"".join(message.get("body", b"") for message in rest)).get("error")
    return start["status"], error, received[0] if received else None


def in_pieces(body: bytes, chance: random.Random) -> list[bytes]:
    cuts = sorted(chance.randrange(len(body) + 1) for _ in range(chance.randrange(4)))
    return [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("path", [EVENT, QUESTION])
@pytest.mark.parametrize("seed", range(3))
def test_a_request_is_let_in_as_it_is_or_refused(examples, seed, path):
    chance = random.Random(seed)
    right = json.dumps({"data": [{"strokes": examples["1"]}, "mass", "lenet5", None]}).encode()
    for number in range(400):
        body = damaged(right, chance) if number % 4 else right
        status, error, received = let_in(in_pieces(body, chance), path)
        if status == 200:
            sent, given = json.loads(received), json.loads(body)
            assert json.dumps(sent["data"]) == json.dumps(given["data"]) if path == EVENT else sent == given
        else:
            assert 400 <= status < 500 and received is None
            sentence(ValueError(error))
        assert number % 4 or (status, received) == (200, right)


REFUSED = {
    "nothing": (b"", 400, "not valid JSON"),
    "not text": (b"\xff\xfe\xfd\xfc", 400, "not valid JSON"),
    "half a request": (b'{"data": [1,', 400, "not valid JSON"),
    "depth": (b'{"data":' + b"[" * 30_000 + b"]" * 30_000 + b"}", 400, "not valid JSON"),
    "more depth than a drawing's": (b'{"data":' + b"[" * 20 + b"]" * 20 + b"}", 422, "nested too deeply"),
    "a number of 5,000 digits": (b'{"data":[' + b"9" * 5_000 + b"]}", 400, "not valid JSON"),
    "no object": (b"[1, 2]", 422, "must be a JSON object"),
    "no data": (b"{}", 422, "at most 4 values"),
    "data of another type": (b'{"data": {"0": 1}}', 422, "4 values"),
    "too many": (b'{"data": [1, 2, 3, 4, 5]}', 422, "4 values"),
    "lists in lists": (b'{"data":[' + b"[]," * 100_000 + b"0]}", 413, "values"),
    "an address": (b'{"data": [{"path": "http://127.0.0.1/"}, 2, 3, 4]}', 422, "not fetched"),
    "an address inside": (b'{"data": [[{"a": {"path": "https://x"}}], 2, 3, 4]}', 422, "not fetched"),
    "letters": (b'{"data": ["' + b"x" * MAX_BYTES + b'"]}', 413, "at most 1,000,000 bytes"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_says_what_is_refused(name):
    body, expected, words = REFUSED[name]
    status, error, received = let_in([body[:100], body[100:]])
    assert (status, received) == (expected, None) and words in sentence(ValueError(error))


@pytest.mark.parametrize("path", [EVENT, QUESTION])
def test_events_and_questions_are_known_by_name(path):
    status, error, _ = let_in([b'{"data": []}'], path[: path.rindex("/") + 1] + SCRIPT.replace("/", ""))
    assert status == 404 and f"Choose from {path.rpartition('/')[2]}." in sentence(ValueError(error))


@pytest.mark.parametrize("path", [EVENT, QUESTION])
def test_a_request_must_say_that_it_is_json(path):
    status, error, _ = let_in([b'{"data": [1, 2, 3, 4]}'], path, [(b"content-type", b"text/plain")])
    assert status == 415 and "application/json" in sentence(ValueError(error))


def test_of_a_request_only_the_data_goes_on():
    body = b'{"data": [1, 2, 3, 4], "session_hash": "a", "fn_index": 7}'
    assert json.loads(let_in([body])[2]) == {"data": [1, 2, 3, 4]}


def test_what_is_not_sent_at_the_end_is_null():
    assert json.loads(let_in([b'{"data": [1]}'])[2]) == {"data": [1, None, None, None]}
    joining = b'{"data": [1, 2], "session_hash": "a", "fn_index": 0}'
    sent = json.loads(let_in([joining], "/gradio_api/queue/join")[2])
    assert sent == json.loads(joining) | {"data": [1, 2, None, None]}


def test_the_largest_drawing_passes():
    point = [-123.45678901234567, 0.00012345678901234567]
    strokes = [[point] * 20] * (MAX_POINTS // 20)
    body = json.dumps({"data": [{"strokes": strokes, "pad": [280, 280]}, "mass", "lenet5", None]}).encode()
    assert len(body) < MAX_BYTES and MAX_VALUES > 3 * MAX_POINTS
    assert let_in([body])[0] == 200


def test_gradio_does_not_walk_through_a_large_drawing():
    """It did so for a tenth of a second, on the one thread that serves all visitors."""
    drawing = {"strokes": [[[1, number] for number in range(10_000)]], "pad": [280, 280]}
    status, _, received = let_in([json.dumps({"data": [drawing, None, "mass", "lenet5"]}).encode()])
    text, *others = json.loads(received)["data"]
    assert status == 200 and others == [None, "mass", "lenet5"]
    assert isinstance(text, str) and json.loads(text) == drawing


def test_a_request_without_a_drawing_is_short():
    """One of 300 kB kept the one thread that serves all visitors for 0.2 s."""
    body = json.dumps({"event_id": "x" * 60, "fn_index": 0, "session_hash": "x" * 60}).encode()
    assert let_in([body], "/gradio_api/cancel") == (200, None, body)
    status, error, _ = let_in([body.replace(b"x", b"x" * 20)], "/gradio_api/cancel")
    assert status == 413 and "2,048 bytes" in error


def test_a_body_without_end_is_never_held():
    def endless():
        return (b"x" * 65_536 for _ in range(10**9))

    assert memory_of(lambda: let_in(endless())) < 4 * MAX_BYTES


@pytest.mark.parametrize("sent", [b"", b'{"data": [1, 2, 3, 4]}'])
def test_a_body_that_its_sender_has_broken_off_is_not_read(sent):
    messages = [{"type": "http.request", "body": sent, "more_body": True}, {"type": "http.disconnect"}]

    async def receive():
        return messages.pop(0)

    with pytest.raises(Refusal) as refused:
        run(read_body(receive, MAX_BYTES))
    assert refused.value.status == 499 and messages == []


def test_an_announced_weight_is_enough_to_be_refused():
    headers = [(b"content-type", b"application/json"), (b"content-length", b"60000000")]
    assert let_in([b"{", b"}"], headers=headers)[0] == 413
    form = (b"content-type", b"multipart/form-data; boundary=a")
    headers = [form, (b"content-length", str(MAX_UPLOAD + 1).encode())]
    assert let_in([b"-"], "/gradio_api/upload", headers)[0] == 413


@pytest.mark.parametrize(
    "boundary", [b"", b"=", b"=" + b"x" * 3_000, b'="a', b"=\xff\r", b"=a; charset=utf-16"]
)
def test_an_odd_boundary_is_refused(boundary):
    headers = [(b"content-type", b"multipart/form-data; boundary" + boundary)]
    status, error, received = let_in([b"--a"], "/gradio_api/upload", headers)
    assert (status, received) == (415, None) and "boundary" in sentence(ValueError(error))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"fn_index": 7}, "fn_index"),
        ({"fn_index": True}, "fn_index"),
        ({"fn_index": "0"}, "fn_index"),
        ({"session_hash": ""}, "session"),
        ({"session_hash": "x" * 65}, "session"),
        ({"session_hash": 3}, "session"),
        ({"data": [1] * 5}, "4 values"),
        ({"data": None}, "4 values"),
    ],
)
def test_what_joins_the_queue_is_an_event_of_this_page(changed, words):
    right = {"fn_index": 0, "session_hash": "a", "data": [1, 2, 3, 4]}
    assert let_in([json.dumps(right).encode()], "/gradio_api/queue/join")[0] == 200
    status, error, _ = let_in([json.dumps(right | changed).encode()], "/gradio_api/queue/join")
    assert status == 422 and words in sentence(ValueError(error))


def test_a_body_in_tiny_pieces_takes_little_more_than_its_bytes():
    pieces = [b"ab"] * 500_000

    async def receive():
        return {"type": "http.request", "body": pieces.pop(), "more_body": bool(pieces)}

    tracemalloc.start()
    try:
        body = run(read_body(receive, 10**6))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert body == b"ab" * 500_000 and most < 3 * len(body)


def test_what_only_pythons_parser_accepts_is_parsed_where_that_takes_little():
    """A body of 5 MB, of a NaN and integers of 4,299 digits, kept all threads waiting for 0.1 s."""
    assert parsed(b'{"a": NaN, "b": ' + 4_299 * b"9" + b"}")["b"] == 10**4_299 - 1
    with pytest.raises(ValueError, match="JSON"):
        parsed(b'{"a": NaN, "b": ' + LENIENT * b" " + b"1}")
