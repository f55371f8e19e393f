"""The door: what is open, what is not, and what a visitor claims goes no further than it should."""

import http.client
import json
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from asking import post
from own_loop import run
from serving import ON_A_SPACE, serving

from lenet.web.door import CROSS_ORIGIN, FOR_ITS_HOST, LONGEST_CLAIM, LONGEST_QUERY, OPEN, Door, is_credible
from lenet.web.headers import HEADERS
from lenet.web.refusals import OneSentence, Refusal

CLOSED = {  # what the installed Gradio has besides, and why nobody here needs it
    "logins, which there are none of": {"/login", "/login/", "/logout", "/gradio_api/user",
        "/gradio_api/user/",
        "/gradio_api/login_check", "/gradio_api/login_check/", "/gradio_api/token", "/gradio_api/token/"},
    "an editor's reloading, a stream without end": {"/gradio_api/dev/reload"},
    "editing by a language model": {"/gradio_api/vibe-edit", "/gradio_api/vibe-edit/",
        "/gradio_api/undo-vibe-edit", "/gradio_api/undo-vibe-edit/", "/gradio_api/vibe-code",
        "/gradio_api/vibe-code/", "/gradio_api/vibe-starter-queries", "/gradio_api/vibe-starter-queries/"},
    "what others have done": {"/monitoring", "/monitoring/summary", "/monitoring/{key}", "/gradio_api/runs",
        "/gradio_api/runs/", "/gradio_api/queue/status", "/gradio_api/run-history/connect",
        "/gradio_api/run-history/buckets", "/gradio_api/run-history/records",
        "/gradio_api/run-history/records/{endpoint}/{record_id}/assets/{asset_id}"},
    "descriptions for other tools": {"/openapi.json", "/gradio_api/openapi.json", "/docs", "/redoc",
        "/docs/oauth2-redirect"},
    "files that are written for whoever asks": {"/gradio_api/deep_link", "/gradio_api/process_recording"},
    "fetching": {"/gradio_api/proxy={url_path:path}"},
    "drawing an icon of any size": {"/pwa_icon/{size}"},
    "components that the page has not": {"/gradio_api/component_server", "/gradio_api/component_server/",
        "/gradio_api/custom_component/{id}/{environment}/{type}/{file_name}", "/svelte/{path:path}",
        "/gradio_api/stream/{event_id}", "/gradio_api/stream/{event_id}/close",
        "/gradio_api/stream/{session_hash}/{run}/{component_id}/playlist.m3u8",
        "/gradio_api/stream/{session_hash}/{run}/{component_id}/{segment_id}.{ext}",
        "/gradio_api/stream/{session_hash}/{run}/{component_id}/playlist-file"},
    "the progress of an upload, a stream that asks twenty times a second": {"/gradio_api/upload_progress"},
    "the same by another address": {"/config/", "/gradio_api/info/", "/gradio_api/app_id/",
        "/gradio_api/file/{path:path}", "/gradio_api/reset/", "/gradio_api/run/{api_name}/",
        "/gradio_api/api/{api_name}/", "/gradio_api/call/{api_name}/", "/gradio_api/call/v2/{api_name}",
        "/gradio_api/call/v2/{api_name}/", "/gradio_api/call/v2/{api_name}/{event_id}",
        "/gradio_api/theme.css"},
}  # fmt: skip
ALL_CLOSED = set().union(*CLOSED.values())


WALK = """
import gradio as gr
from gradio.routes import App

def walk(routes, prefix=""):
    for route in routes:
        if hasattr(route, "original_router"):  # FastAPI's, of a router that was included
            walk(route.original_router.routes, prefix + route.include_context.prefix)
        else:
            print(prefix + route.path)
            walk(getattr(route, "routes", None) or [], prefix + route.path)

with gr.Blocks() as blocks:
    gr.Textbox()
walk(App.create_app(blocks).routes)
"""


@pytest.fixture(scope="module")
def gradios():
    """Every path of the installed Gradio, with all that it could have."""
    done = subprocess.run([sys.executable, "-c", WALK], capture_output=True, text=True, check=True)
    found = set(done.stdout.split())
    assert {"/config", "/gradio_api/upload", "/gradio_api/dev/reload"} <= found
    return found


def test_every_route_of_gradio_is_open_or_closed_by_name(gradios):
    assert gradios - set(OPEN) - ALL_CLOSED == set()


def test_none_is_listed_that_gradio_no_longer_has(gradios):
    own = {"/health", "/addresses", "/embed", "/page/{question}", "/page/{hash}/{path:path}"}
    assert set(OPEN) - own - gradios == set()
    assert set(OPEN) & ALL_CLOSED == set()


def example(path: str) -> str:
    """An address for a route's path."""
    for name in ("size", "component_id", "segment_id"):
        path = path.replace(f"{{{name}}}", "192")
    return path.replace("{url_path:path}", "x").replace(":path", "").replace("{", "").replace("}", "")


slow = pytest.mark.slow


def send(app, path, method="GET", body=None, **headers):
    """(status, headers, body) of an answer of the running app."""
    with closing(http.client.HTTPConnection(urlsplit(app).netloc, timeout=60)) as connection:
        connection.request(method, path, body, {name.replace("_", "-"): v for name, v in headers.items()})
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()


def is_one_sentence(reply, status):
    given, headers, body = reply
    answer = json.loads(body)
    assert given == status and set(answer) == {"error"} and answer["error"].endswith(".")
    assert HEADERS.items() <= dict(headers).items()
    return True


@slow
@pytest.mark.parametrize("path", sorted(ALL_CLOSED))
def test_what_is_closed_is_not_answered(app, path):
    for method in ("GET", "POST", "PUT", "DELETE", "HEAD"):
        status, headers, body = send(app, example(path), method)
        assert status in (404, 405) and HEADERS.items() <= dict(headers).items()
        assert method == "HEAD" or is_one_sentence((status, headers, body), status)


@slow
@pytest.mark.parametrize(
    ("path", "method", "body", "status"),
    [
        ("/gradio_api/queue/data?session_hash=unknown", "GET", None, 404),
        ("/gradio_api/queue/data", "GET", None, 404),
        ("/gradio_api/call/recognise/unknown", "GET", None, 404),
        ("/gradio_api/heartbeat/" + "x" * 65, "GET", None, 404),
        ("/gradio_api/heartbeat/%00", "GET", None, 404),
        ("/gradio_api/queue/join", "POST", '{"data": [1], "fn_index": 99, "session_hash": "a"}', 422),
        ("/gradio_api/queue/join", "POST", '{"data": {}, "fn_index": -1}', 422),
        ("/gradio_api/cancel", "POST", '{"session_hash": [1]}', 422),
        ("/gradio_api/cancel", "POST", '{"session_hash": [1e999]}', 422),
        ("/gradio_api/reset", "POST", '{"event_id": NaN}', 422),
        ("/gradio_api/reset", "POST", "{}", 422),
        ("/gradio_api/upload", "POST", "--", 415),
        ("/gradio_api/file=https://example.org/7.png", "GET", None, 404),
        ("/gradio_api/file=HTTP:/example.org/7.png", "GET", None, 404),
        ("/gradio_api/file=/etc/passwd", "GET", None, 403),
        ("/static/no-such-file", "GET", None, 404),
        ("/gradio_api/app_id", "DELETE", None, 405),
    ],
)
def test_what_is_not_there_is_answered_with_one_sentence(app, path, method, body, status):
    reply = send(app, path, method, body, content_type="application/json")
    assert is_one_sentence(reply, status)


EVIL = "evil.example"
CLAIMS = [
    {"X_Forwarded_Host": EVIL},
    {"X_Gradio_Server": f"http://{EVIL}"},
    {"Host": EVIL},
    {"X_Forwarded_Host": EVIL, "X_Forwarded_Proto": "https"},
]


@slow
def test_what_one_claims_is_told_to_nobody_else():
    with serving() as fresh:  # nobody has asked before
        for path in FOR_ITS_HOST:
            for claims in CLAIMS:
                _, headers, _ = send(fresh, path, **claims)
                assert headers["cache-control"] == "private, no-cache"
            assert EVIL.encode() not in send(fresh, path)[2]


@slow
def test_no_origin_is_reflected_and_none_may_use_credentials(app):
    for host in (EVIL, "127.0.0.1:80"):
        for method in ("GET", "OPTIONS"):
            asked = {"Origin": f"https://{EVIL}", "Host": host}
            asked |= {"Access_Control_Request_Method": "PUT", "Access_Control_Request_Headers": "x-any"}
            _, headers, _ = send(app, "/config", method, **asked)
            assert "access-control-allow-credentials" not in headers
            allowed = headers.get("access-control-allow-origin")
            assert allowed == ("*" if host == EVIL else None)
            assert method == "GET" or all(headers[name] == CROSS_ORIGIN[name] for name in CROSS_ORIGIN)


@slow
def test_a_space_and_a_path_are_let_in():
    with serving(**ON_A_SPACE, GRADIO_ROOT_PATH="/lenet") as space:
        for path in ("/config", "/lenet/config"):
            status, _, body = send(space, path, X_Forwarded_Host="a.hf.space", X_Forwarded_Proto="https")
            assert status == 200 and b"https://a.hf.space/lenet" in body
        assert is_one_sentence(send(space, "/lenetconfig"), 404)


@slow
def test_the_steps_of_gradios_clients_are_open(app):
    """As @gradio/client takes them; gradio_client itself is in test_api."""
    config = json.loads(send(app, "/config")[2])
    [event] = [each["id"] for each in config["dependencies"] if each["api_name"] == "recognise"]
    assert send(app, "/gradio_api/info")[0] == send(app, "/gradio_api/app_id")[0] == 200
    data = [{"strokes": [[[140, 40], [138, 240]]]}, None, "mass", "lenet5"]
    joined = {
        "data": data,
        "fn_index": event,
        "session_hash": "abc",
        "event_data": None,
        "trigger_id": None,
    }
    status, reply = post(f"{app}/gradio_api/queue/join", joined)
    assert status == 200 and reply["event_id"]
    stream = send(app, "/gradio_api/queue/data?session_hash=abc")[2].decode()
    assert '"verdict":1' in stream and "close_stream" in stream
    status, reply = post(f"{app}/gradio_api/call/recognise", {"data": data})
    stream = send(app, f"/gradio_api/call/recognise/{reply['event_id']}")[2].decode()
    assert "event: complete" in stream and '"verdict": 1' in stream


# By itself


def through(path, headers=(), owed=(), kind="http", root_path="", query=b"page=x"):
    """The scope that an app gets behind the door, or what is refused."""
    passed = []

    async def app(scope, receive, send):
        passed.append(scope)

    async def nothing(*_):
        pass

    scope = {
        "type": kind,
        "path": path,
        "method": "GET",
        "headers": list(headers),
        "query_string": query,
    }
    try:
        run(Door(app, root_path, owed.__contains__)(scope, nothing, nothing))
    except Refusal as refusal:
        return refusal.status
    return passed[0] if passed else None


@pytest.mark.parametrize(
    ("name", "value", "credible"),
    [
        (b"host", b"lenet.example:7860", True),
        (b"host", b"[::1]:7860", True),
        (b"host", b"a b", False),
        (b"host", b"a/../b", False),
        (b"host", b"a@b", False),
        (b"host", b"", False),
        (b"host", b"256.1.1.1", False),
        (b"host", b"1.2.3", False),
        (b"host", b"127.0.0.1:99999", False),
        (b"host", b"[:::::]:80", False),
        (b"host", b"[127.0.0.1]", False),
        (b"host", "\u00e9.example".encode(), False),
        (b"host", b"127.0.0.1:7860", True),
        (b"host", b"4.example", True),
        (b"x-forwarded-host", b"256.1.1.1", False),
        (b"origin", b"https://a.example:8443", True),
        (b"origin", b"null", True),
        (b"origin", b"http://[", False),
        (b"origin", b"a.example", False),
        (b"origin", b"javascript:alert(1)", False),
        (b"x-forwarded-host", b"a.example, b.example", True),
        (b"x-forwarded-host", b"a.example, <script>", False),
        (b"x-forwarded-host", (LONGEST_CLAIM // 2 + 1) * b"a,", False),
        (b"x-forwarded-proto", b"https,http", True),
        (b"x-forwarded-proto", b"javascript", False),
        (b"x-forwarded-proto", b"HTTPS", False),
        (b"x-gradio-server", b"http://a", False),
        (b"cookie", b'a="' + 9 * b"\\", False),
        (b"range", b"bytes=0-9", True),
        (b"range", b"bytes=0-9,20-29", False),
        (b"user-agent", b"<any>", True),
    ],
)
def test_only_what_has_a_hosts_form_goes_on(name, value, credible):
    assert is_credible(name, value) == credible
    claim, host = (name, value), (b"host", b"lenet.example")
    if name != b"host":
        assert through("/", [host, claim])["headers"] == ([host, claim] if credible else [host])
    elif credible:
        assert through("/", [claim])["headers"] == [claim]
    else:
        assert through("/", [claim]) == 400


def test_an_origin_counts_beside_a_host_alone():
    assert through("/", [(b"origin", b"https://a.example")])["headers"] == []


def test_no_query_reaches_what_is_written_for_a_host():
    assert through("/")["query_string"] == b"" and through("/gradio_api/info")["query_string"] == b"page="
    assert through("/theme.css")["query_string"] == b"page=x"


def test_who_is_owed_an_answer_is_let_in():
    path = "/gradio_api/call/recognise/a1"
    assert through(path) == 404 and through(path, owed=["a1"])["path"] == path


def test_the_one_websocket_is_let_in():
    assert through("/", kind="websocket") == 404 and through("/page/read", kind="websocket") == 404
    assert through("/lenet/page/train", kind="websocket", root_path="/lenet")["type"] == "websocket"


def test_a_path_is_stripped_only_whole():
    assert through("/lenet/config", root_path="/lenet/")["query_string"] == b""
    assert through("/lenetconfig", root_path="/lenet") == 404


@pytest.mark.parametrize("begun", [False, True])
def test_a_failure_is_logged_in_one_line_that_the_visitors_sentence_names(begun, caplog):
    sent = []

    async def app(scope, receive, send):
        if begun:
            await send({"type": "http.response.start", "status": 200})
        raise ValueError("secret drawing")

    async def send(message):
        sent.append(message)

    run(OneSentence(app)({"type": "http"}, None, send))
    [line] = [each.getMessage() for each in caplog.records]
    assert "ValueError at test_door.py:" in line and "secret" not in line
    if begun:
        assert len(sent) == 1  # uvicorn ends the connection
    else:
        said = json.loads(sent[1]["body"])["error"]
        assert sent[0]["status"] == 500 and line.split()[1].strip(":") in said


def test_the_same_failure_has_the_same_line(caplog):
    """So that the log counts those that repeat; each had an id of its own."""
    sentences = []

    async def app(scope, receive, send):
        raise ValueError(scope["secret"])

    async def send(message):
        sentences.append(message.get("body"))

    for number in range(3):
        run(OneSentence(app)({"type": "http", "secret": number}, None, send))
    assert len({each.getMessage() for each in caplog.records}) == 1 and len(set(sentences)) == 2


def test_a_query_is_read_only_where_it_is_short():
    """Each one of 15,000 characters took 5 ms of the thread that serves everybody."""
    assert through("/embed", query=LONGEST_QUERY * b"x")["path"] == "/embed"
    assert through("/embed", query=(LONGEST_QUERY + 1) * b"x") == 414


def test_a_request_that_gives_its_size_in_two_ways_is_refused():
    """Behind a proxy that believes the other header, a second request could hide in the first."""
    assert through("/page/read", [(b"content-length", b"4"), (b"transfer-encoding", b"chunked")]) == 400
