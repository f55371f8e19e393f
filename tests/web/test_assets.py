"""Gradio's own files are compressed once, and large answers go in pieces."""

import asyncio
import gzip
import mimetypes

import brotli
import pytest
from own_loop import run
from starlette.requests import Request

from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work
from lenet.web.kept import assets
from lenet.web.kept.assets import LARGEST, Assets
from lenet.web.refusals import Refusal
from lenet.web.server.pieces import PIECE, InPieces

SCRIPT = b"export const answer = 42;\n" * 100


@pytest.fixture
def served(tmp_path):
    """Assets of a folder with a script, a picture, and a file that is too large."""
    folder = tmp_path / "of gradio"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "a.js").write_bytes(SCRIPT)
    (folder / "a.png").write_bytes(b"\x89PNG")
    (folder / "large.js").write_bytes(bytes(LARGEST + 1))
    (tmp_path / "secret.js").write_bytes(b"secret")
    return Assets({"assets": folder}, Work())


def ask(served, address, root_path="", **headers):
    claims = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "path": root_path + address, "root_path": root_path, "headers": claims}

    async def stays():
        await asyncio.Event().wait()

    return run(served.answer(Request(scope | {CLIENT: "a"}, stays)))


@pytest.mark.parametrize(
    ("accepted", "decoded"), [("gzip, br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)]
)
def test_a_script_is_compressed_as_the_visitor_accepts_it(served, accepted, decoded):
    for root_path in ("", "/lenet"):
        answer = ask(served, "/assets/inner/a.js", root_path, accept_encoding=accepted)
        assert decoded(answer.body) == SCRIPT and "javascript" in answer.headers["content-type"]
        assert "immutable" in answer.headers["cache-control"]


def test_a_script_is_text_whatever_gradio_tells_python(served, monkeypatch):
    """Gradio changes what Python makes of `.js`: each request cost 28 ms, on the thread of all visitors."""
    monkeypatch.setattr(mimetypes, "guess_type", lambda name: ("application/javascript", None))
    answer = ask(served, "/assets/inner/a.js", accept_encoding="br")
    assert answer.headers["content-encoding"] == "br" and brotli.decompress(answer.body) == SCRIPT
    assert answer.headers["content-type"].startswith("text/javascript")


def test_it_is_compressed_once(served, monkeypatch):
    """One of 4.6 MB was, for each request of 70 bytes."""
    ask(served, "/assets/inner/a.js")
    monkeypatch.setattr(assets, "compressed", None)
    assert ask(served, "/assets/inner/a.js").body == SCRIPT


def test_a_picture_is_sent_as_it_is(served):
    answer = ask(served, "/assets/a.png", accept_encoding="br")
    assert answer.body == b"\x89PNG" and "content-encoding" not in answer.headers


@pytest.mark.parametrize("name", ["large.js", "no-such", "", "../secret.js", "inner/../../secret.js", "\0"])
def test_nothing_else_is_there(served, name):
    with pytest.raises(Refusal) as refused:
        ask(served, f"/assets/{name}")
    assert refused.value.status == 404 and not served.kept


# Pieces


def in_pieces(*bodies):
    """What is sent of an app's messages."""
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200})
        for number, body in enumerate(bodies):
            more = number < len(bodies) - 1
            await send({"type": "http.response.body", "body": body, "more_body": more})

    async def send(message):
        sent.append(message)

    run(InPieces(app)({"type": "http"}, None, send))
    return sent[1:]


@pytest.mark.parametrize(
    "sizes", [[0], [1], [PIECE], [PIECE + 1], [3 * PIECE], [PIECE * 2 + 7, 0, PIECE + 1, 5]]
)
def test_an_answer_goes_in_pieces_and_is_the_same(sizes):
    """Of answers that nobody took, all waited in memory."""
    bodies = [bytes([number]) * size for number, size in enumerate(sizes)]
    sent = in_pieces(*bodies)
    assert b"".join(message["body"] for message in sent) == b"".join(bodies)
    assert max(len(message["body"]) for message in sent) <= PIECE
    assert [message["more_body"] for message in sent] == [True] * (len(sent) - 1) + [False]
