"""The headers' middleware, by itself: what it adds, and what it lets through untouched."""

import pytest
from own_loop import run

from lenet.web.headers import ENCODED, ENCODED_FOR_ALL, HEADERS, POLICY, WithHeaders

START = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]}
BODY = {"type": "http.response.body", "body": b"a", "more_body": False}


def sent_by(kind, *messages):
    """What reaches the visitor when an app answers a connection of that kind with the messages."""
    sent = []

    async def app(scope, receive, send):
        for message in messages:
            await send(dict(message))

    async def send(message):
        sent.append(message)

    run(WithHeaders(app)({"type": kind}, None, send))
    return sent


def test_they_are_added_to_the_apps_own():
    start, body = sent_by("http", START, BODY)
    assert start["headers"] == START["headers"] + ENCODED and body == BODY


def test_an_answer_without_headers_gets_them():
    start, _ = sent_by("http", {"type": "http.response.start", "status": 204}, BODY)
    assert start["headers"] == ENCODED


@pytest.mark.parametrize("kind", [b"text/javascript; charset=utf-8", b"text/css"])
def test_what_is_part_of_a_page_obeys_the_pages_policies(kind):
    start, _ = sent_by("http", START | {"headers": [(b"content-type", kind)]}, BODY)
    assert start["headers"] == [(b"content-type", kind), *ENCODED_FOR_ALL]


def test_a_refused_handshake_has_them():
    refused = START | {"type": "websocket.http.response.start", "status": 403}
    (start,) = sent_by("websocket", refused)
    assert start["headers"] == [*START["headers"], *ENCODED]


@pytest.mark.parametrize("kind", ["websocket", "lifespan"])
def test_what_is_no_answer_passes_untouched(kind):
    assert sent_by(kind, START) == [START]


def test_no_other_host_is_let_in_and_no_frame_is_kept_out():
    assert (
        "http" not in HEADERS["content-security-policy"] and "*" not in HEADERS["content-security-policy"]
    )
    assert "frame-ancestors" not in POLICY and "x-frame-options" not in HEADERS
    assert POLICY["default-src"] == "'self'"


def test_the_clipboard_stays_allowed_for_sharing():
    assert "clipboard" not in HEADERS["permissions-policy"]
