"""What is written for a host: rendered once for all of them, and never one's for another."""

import asyncio
import gzip
import json
import subprocess
import sys

import brotli
import pytest
from own_loop import run
from refusing import memory_of
from serving import ROOT, free_port

from lenet.web.door import FOR_ITS_HOST
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work
from lenet.web.kept import answers
from lenet.web.kept.answers import HOSTS, NOWHERE, RenderedOnce

PAGE = b"<p>%s</p>" * 300
DECODED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


class Gradio:
    """An app that writes the host it is asked for into its page, and notes each request."""

    def __init__(self):
        self.asked, self.status = [], 200

    async def __call__(self, scope, receive, send):
        self.asked.append(scope)
        host = dict(scope["headers"]).get(b"host", b"")
        await asyncio.sleep(0)  # others may come in between
        kind = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": self.status, "headers": kind})
        await send({"type": "http.response.body", "body": PAGE.replace(b"%s", b"http://" + host)})


@pytest.fixture
def gradio(monkeypatch):
    monkeypatch.setattr(answers, "origin_of", origin_of)
    return Gradio()


def origin_of(scope) -> str:
    """What Gradio makes of the usual claims, without importing it."""
    claims = dict(scope["headers"])
    scheme = claims.get(b"x-forwarded-proto", b"http").decode()
    return f"{scheme}://{claims[b'host'].decode()}"


async def ask(app, path="/", host="a.example", method="GET", root_path="", **headers):
    """(status, headers, body)."""
    sent = []

    async def send(message):
        sent.append(message)

    claims = {"host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {"type": "http", "method": method, "path": path, "root_path": root_path}
    scope["query_string"] = FOR_ITS_HOST.get(path, b"")  # as the door lets it in
    scope |= {"scheme": "http", "server": ("127.0.0.1", 7860)}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in claims.items()]
    await app(scope | {CLIENT: "a"}, asyncio.Event().wait, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


def test_a_thousand_hosts_cost_one_rendering_and_little_memory(gradio):
    """`GET /` and `GET /config` were rendered each time; 50 connections took 230 MB."""
    app = RenderedOnce(gradio, Work())

    async def all_ask():
        for number in range(1_000):
            _, _, body = await ask(app, host=f"{number}.example")
            assert body == PAGE.replace(b"%s", f"http://{number}.example".encode())

    assert memory_of(lambda: run(all_ask())) < 2**22  # all of them are 7 MB
    assert len(gradio.asked) == 1 and len(app.written) <= HOSTS * len(FOR_ITS_HOST)


def test_who_asks_first_at_once_with_others_costs_one_rendering_too(gradio, monkeypatch):
    app, compress, origins = RenderedOnce(gradio, Work()), answers.compressed, []

    def counted(kind, content):
        origins.append(content)
        return compress(kind, content)

    monkeypatch.setattr(answers, "compressed", counted)

    async def together():
        return await asyncio.gather(*(ask(app, host=f"{number % 3}.example") for number in range(50)))

    told = run(together())
    assert len(gradio.asked) == 1 and len({body for _, _, body in told}) == 3
    assert len(origins) == 3  # compressed once each


def test_nothing_of_a_visitor_is_in_the_rendering(gradio):
    app = RenderedOnce(gradio, Work())
    evil = run(
        ask(app, host="evil.example", cookie="token=1", x_forwarded_proto="https", origin="http://b")
    )
    [scope] = gradio.asked
    assert scope["headers"] == [(b"host", NOWHERE.encode())] and scope["scheme"] == "http"
    assert b"https://evil.example<" in evil[2] and NOWHERE.encode() not in evil[2]
    for host in ("good.example", "evil.example:80", "[::1]:7860"):
        body = run(ask(app, host=host))[2]
        assert b"https://evil.example" not in body
    assert len(gradio.asked) == 1


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None), ("", None)],
)
def test_it_is_compressed_as_the_visitor_accepts_it(gradio, accepted, encoding):
    app = RenderedOnce(gradio, Work())
    for method in ("GET", "HEAD"):
        status, headers, body = run(ask(app, method=method, accept_encoding=accepted))
        assert status == 200 and headers["content-type"] == "text/html; charset=utf-8"
        assert headers.get("content-encoding") == encoding and headers["vary"] == "Accept-Encoding"
        assert DECODED[encoding](body) == PAGE.replace(b"%s", b"http://a.example")
        assert int(headers["content-length"]) == len(body)


def test_the_rest_goes_to_gradio_each_time(gradio):
    app = RenderedOnce(gradio, Work())
    for path, method in (("/theme.css", "GET"), ("/lenet/config", "GET"), ("/", "OPTIONS"), ("/", "POST")):
        before = len(gradio.asked)
        for _ in range(2):
            run(ask(app, path, method=method))
        assert len(gradio.asked) == before + 2
    for path in ("/lenet/config", "/config"):  # stripped by the proxy, or not
        before = len(gradio.asked)
        for _ in range(2):
            run(ask(app, path, root_path="/lenet"))
        assert len(gradio.asked) == before + 1


def test_what_could_not_be_rendered_is_not_kept(gradio):
    app, gradio.status = RenderedOnce(gradio, Work()), 500
    with pytest.raises(RuntimeError):
        run(ask(app))
    gradio.status = 200
    assert run(ask(app))[0] == 200


COMPARED = """
import asyncio, json, sys
sys.path.insert(0, "tests/web"), sys.path.insert(0, "tests/helpers")
from lenet.web.kept.answers import RenderedOnce, FOR_ITS_HOST
import gradio as gr
from gradio.routes import App
from starlette.middleware import Middleware
from lenet.web.fairness.work import Work
from test_answers import ask
with gr.Blocks(title="é & <b>") as page:
    gr.Image("lenet/web/static/favicon.svg")
    gr.Button().click(lambda one: one, gr.File(), gr.JSON(), api_name="one")
page.launch(prevent_thread_lock=True, quiet=True, server_port=int(sys.argv[2]), _frontend=False)
page.close(verbose=False)
claims = json.loads(sys.argv[1])
async def answers(app):
    return [[*await ask(app, path, **each)] for path in FOR_ITS_HOST for each in claims]
differ = 0
for root_path in ("", "/lenet", "/l\\u00e9&net", "https://site.example/lenet"):
    page.root_path, page.mcp_server = root_path, False
    for number in (1, 2):  # the second time, from what is kept
        theirs = asyncio.run(answers(App.create_app(page)))
        more = {"middleware": [Middleware(RenderedOnce, work=Work())]}
        ours = asyncio.run(answers(App.create_app(page, app_kwargs=more)))
        for (_, told, body), (_, kept, same) in zip(theirs, ours):
            kept.pop("vary"), told.pop("vary", None)
            differ += (told, body) != (kept, same)
            assert len(body) > 500
print(differ, len(theirs))
"""
CLAIMS = [
    {"host": "a.example"},
    {"host": "127.0.0.1:7860", "x_forwarded_proto": "https"},
    {"host": "[::1]:7860"},
    {"host": "A.Example:80"},
    {"host": "a", "x_forwarded_host": "b.example, c.example", "x_forwarded_proto": "https,http"},
    {"host": "a", "origin": "http://b.example"},
    {"host": "127.0.0.1", "origin": "http://b.example"},
]


@pytest.mark.slow
def test_it_is_what_gradio_would_have_answered():
    command = [sys.executable, "-c", COMPARED, json.dumps(CLAIMS), str(free_port())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", str(3 * len(CLAIMS))]
