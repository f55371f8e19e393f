"""The real app under hostile requests: one sentence each, little cost, and the next is served."""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import uuid
from contextlib import closing
from typing import NamedTuple

import pytest
from hostile import HOPELESS, PICTURES, lying_png, spoilt
from refusing import SCRIPT, damaged
from serving import ROOT, free_port, wait_for

from lenet.drawing.strokes import MAX_POINTS
from lenet.web.limits import MAX_BYTES, MAX_FILE, MAX_UPLOAD

pytestmark = pytest.mark.slow

PATIENCE = 60  # seconds until a server counts as lost
GROWTH = 600  # megabytes: two pictures of the largest at once take more, one does not
VIEW = {
    "before": False,
    "unit": ["C3", 1, 2, 3],
    "amounts": {"pen": 1},
    "checkpoint": None,
    "off": [["C1", 3]],
}
QUESTIONS = {  # the inputs beside the drawing
    "read": {"placement": "mass", "network": "lenet5", "view": VIEW},
    "placements": {"network": "tanh", "view": VIEW},
    "why": {"placement": "mass", "network": "1998", "view": VIEW},
    "margins": {"placement": "mass", "network": "1998", "view": VIEW},
    "compare": {"placement": "mass"},
    "stress": {"placement": "mass", "network": "lenet5", "other": "tanh", "view": VIEW},
    "learning": {"placement": "mass"},
    "two": {
        "placement": "mass",
        "network": "lenet5",
        "view": VIEW,
        "kept": {"strokes": [[[1, 2], [3, 4]]]},
    },
    "maps": {"placement": "box", "network": "sigmoid", "view": VIEW},
}
ADDRESSES = [*(f"/page/{name}" for name in QUESTIONS), "/gradio_api/run/recognise"]


class Server(NamedTuple):
    port: int
    process: subprocess.Popen
    log: str

    def send(self, path, body=None, method="POST", **headers):
        """(status, the answer's bytes, its headers)."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            headers = {"Content-Type": "application/json"} | headers
            connection.request(method, path, body, headers, encode_chunked="Transfer-Encoding" in headers)
            response = connection.getresponse()
            return response.status, response.read(), response.headers

    def recognise(self, *data):
        status, answer, _ = self.send("/gradio_api/run/recognise", json.dumps({"data": data}).encode())
        return status, json.loads(answer)

    def upload(self, content: bytes, name="7.png"):
        """(status, the path on the server, or what is wrong)."""
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = f"multipart/form-data; boundary={edge}"
        status, answer, _ = self.send("/gradio_api/upload", body, **{"Content-Type": kind})
        return status, json.loads(answer)[0] if status == 200 else answer.decode()

    def megabytes(self) -> float:
        """What the process keeps in memory."""
        asked = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
        return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout) / 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory, examples):
    """An app of our own, whose memory and log can be read; at the end it must still read every digit."""
    log, port = tmp_path_factory.mktemp("server") / "log", free_port()
    place = {"GRADIO_SERVER_NAME": "127.0.0.1", "GRADIO_SERVER_PORT": str(port)}
    with open(log, "w") as output:
        process = subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env=os.environ | place,
            stdout=output,
            stderr=output,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/robots.txt", process)
        server = Server(port, process, log)
        reads_every_digit(server, examples)
        before = server.megabytes()
        yield server
        reads_every_digit(server, examples)
        assert server.megabytes() < before + GROWTH
        assert "Traceback" not in log.read_text()
    finally:
        process.terminate()
        process.wait(timeout=30)


def reads_every_digit(server, examples):
    for name, strokes in examples.items():
        status, answer = server.recognise({"strokes": strokes}, None, "mass", "lenet5")
        assert (status, answer["data"][0]["verdict"]) == (200, int(name))


def refused(status, answer, words="") -> str:
    """The sentence of an answer that declines."""
    answer = json.loads(answer) if isinstance(answer, bytes) else answer
    assert 400 <= status <= 500 and words in answer["error"]
    assert answer["error"].endswith(".") and len(answer["error"]) < 300 and SCRIPT not in answer["error"]
    return answer["error"]


def picture_at(path):
    return {"path": path, "meta": {"_type": "gradio.FileData"}}


def asking(address, strokes):
    """A right request to one of the ADDRESSES."""
    drawing = {"strokes": strokes, "pad": [280, 280]}
    if address.startswith("/page/"):
        return {"drawing": drawing} | QUESTIONS[address.removeprefix("/page/")]
    return {"data": [drawing, None, "mass", "lenet5"]}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_request_with_one_thing_wrong_is_answered_or_refused(server, examples, address):
    chance = random.Random(address)
    for _ in range(25):
        right = asking(address, examples[str(chance.randrange(10))])
        status, answer, _ = server.send(address, json.dumps(spoilt(right, chance)).encode())
        if status != 200:
            refused(status, answer)
    status, answer, _ = server.send(address, json.dumps(right).encode())
    reply = json.loads(answer)
    assert status == 200 and (reply.get("packet") or reply["data"][0])


@pytest.mark.parametrize("address", ADDRESSES)
def test_bytes_that_were_damaged_are_answered_or_refused(server, examples, address):
    chance = random.Random(address)
    right = json.dumps(asking(address, examples["2"])).encode()
    for _ in range(15):
        status, answer, _ = server.send(address, damaged(right, chance))
        if status != 200:
            refused(status, answer)


@pytest.mark.parametrize("address", [*ADDRESSES, "/page/qr"])
def test_deep_and_endless_values_are_refused(server, address):
    for depth in (50, 500, 900, 960, 990, 5_000, 40_000):
        body = b'{"data": [' + b"[" * depth + b"]" * depth + b"]}"
        refused(*server.send(address, body)[:2])
    body = b'{"data": [' + b'{"a":' * 800 + b"1" + b"}" * 800 + b"]}"
    refused(*server.send(address, body)[:2])


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ([None, None, "mass", "lenet5"], "either a drawing or an image"),
        ([{"strokes": [[[1, 2]] * (MAX_POINTS + 1)]}, None, "mass", "lenet5"], "at most 20,000"),
        ([{"strokes": [[]]}, None, "mass", ["lenet5"]], "There is no network ['lenet5']"),
        ([{"strokes": [[]]}, None, "mass", "../weights/lenet5"], "lenet5, 1998"),
        ([{"strokes": [[]]}, None, "mass", 5], "There is no network 5"),
        ([{"strokes": [[]]}, None, {"mass": 1}, "lenet5"], "There is no placement {'mass': 1}"),
        ([{"strokes": [[]]}, None, SCRIPT, "lenet5"], "resize, box, mass"),
        ([None, 7, "mass", "lenet5"], "not the form"),
        ([None, [], "mass", "lenet5"], "not the form"),
        ([None, {}, "mass", "lenet5"], "not the form"),
        ([None, "/etc/hostname", "mass", "lenet5"], "not the form"),
        ([None, picture_at(7), "mass", "lenet5"], "not the form"),
        ([None, picture_at("/etc/hostname"), "mass", "lenet5"], "not uploaded"),
        ([None, picture_at("../../etc/hostname"), "mass", "lenet5"], "not uploaded"),
        ([None, picture_at("weights/lenet5.png"), "mass", "lenet5"], "not uploaded"),
        ([None, picture_at("\0"), "mass", "lenet5"], "not uploaded"),
        ([None, picture_at("http://127.0.0.1/7.png"), "mass", "lenet5"], "not fetched"),
        ([picture_at("/etc/hostname"), None, "mass", "lenet5"], "not uploaded"),
        ([picture_at("https://127.0.0.1/7.png"), None, "mass", "lenet5"], "not fetched"),
    ],
)
def test_inputs_of_another_kind_are_refused(server, inputs, words):
    refused(*server.recognise(*inputs), words)


def test_an_event_that_is_not_there_is_refused(server):
    for way in ("run", "api", "call"):
        refused(*server.send(f"/gradio_api/{way}/shutdown", b'{"data": []}')[:2], "There is no event")


@pytest.mark.parametrize(
    "path",
    [
        "page/read",
        *(f"gradio_api/{way}" for way in ("run/recognise", "queue/join", "call/recognise")),
    ],
)
def test_a_body_over_the_limit_is_refused_and_not_held(server, path):
    before = server.megabytes()
    body = b'{"data": ["' + b"x" * (20 * MAX_BYTES) + b'"]}'
    refused(*server.send(f"/{path}", body)[:2], "too large")
    pieces = (b"[" * 65_536 for _ in range(300))  # without an announced length
    refused(*server.send(f"/{path}", pieces, **{"Transfer-Encoding": "chunked"})[:2], "too large")
    assert server.megabytes() < before + 20


def test_a_body_that_never_comes_keeps_nobody_waiting(server, examples):
    with socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.sendall(b"POST /page/read HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{")
        reads_every_digit(server, examples)


def test_one_that_hangs_up_keeps_nobody_waiting(server, examples):
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.port)) as gone:
            gone.sendall(b"POST /page/read HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{")
    reads_every_digit(server, examples)


# Files


@pytest.mark.parametrize("name", PICTURES)
def test_every_kind_of_picture_is_read_by_its_content(server, name):
    _, path = server.upload(PICTURES[name], "seven.txt")
    status, answer = server.recognise(None, picture_at(path), "mass", "lenet5")
    assert status == 200 and len(answer["data"][0]["probabilities"]) == 10


@pytest.mark.parametrize("name", HOPELESS)
def test_a_hopeless_picture_is_refused(server, name):
    content, words = HOPELESS[name]
    _, path = server.upload(content)
    refused(*server.recognise(None, picture_at(path), "mass", "lenet5"), words)


def test_a_flood_of_bombs_costs_little(server):
    before = server.megabytes()
    for number in range(20):
        _, path = server.upload(lying_png(20_000 + number, 20_000))
        refused(*server.recognise(None, picture_at(path), "mass", "lenet5"), "25,000,000 pixels")
    assert server.megabytes() < before + 20


def test_an_upload_over_the_limit_is_refused(server):
    assert server.upload(b"x" * (MAX_FILE + 1))[0] == 413
    assert server.upload(b"x" * (MAX_UPLOAD + 1))[0] == 413


@pytest.mark.parametrize(
    "name", ["../../../../tmp/out.png", "/etc/out.png", "a\\..\\b.png", "\u202egnp.exe", "x" * 900]
)
def test_an_upload_stays_in_its_folder_whatever_its_name(server, name):
    status, path = server.upload(PICTURES["png"], name)
    _, first = server.upload(PICTURES["png"], "first.png")
    assert status == 200 and os.path.dirname(os.path.realpath(path)) == os.path.dirname(first)


@pytest.mark.parametrize("name", ["page.html", "page.svg", "page.xhtml", "page.png"])
def test_an_uploaded_script_is_never_shown_as_a_page(server, name):
    _, path = server.upload(f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}</svg>'.encode(), name)
    status, _, headers = server.send(f"/gradio_api/file={path}", method="GET")
    shown = status == 200 and not headers.get("Content-Disposition", "").startswith("attachment")
    assert not shown or headers["Content-Type"] == "image/png"


FILES = [
    "/etc/passwd",
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2fetc/passwd",
    "%2fetc%2fpasswd",
    "file:///etc/passwd",
    "/proc/self/environ",
    "app.py",
    "./app.py",
    "lenet/network/weights.py",
    "weights/lenet5.json",
    ".git/config",
    str(ROOT / "app.py").replace(" ", "%20"),
    "%00",
    "http://127.0.0.1/",
]


@pytest.mark.parametrize("path", FILES)
def test_no_file_but_an_upload_is_given_out(server, path):
    for way in (
        "/gradio_api/file=",
        "/gradio_api/file/",
        "/file=",
        "/static/",
        "/assets/",
        "/gradio_api/proxy=",
    ):
        status, content, _ = server.send(way + path, method="GET")
        assert status >= 400 and b"root:" not in content and b"import" not in content


def test_uploads_cannot_be_listed(server):
    _, path = server.upload(PICTURES["png"])
    folder = os.path.dirname(path)
    for place in (folder, folder + "/", os.path.dirname(folder), path + "/.."):
        status, content, _ = server.send(f"/gradio_api/file={place}", method="GET")
        assert status >= 400 and os.path.basename(folder).encode() not in content.replace(
            place.encode(), b""
        )


def test_script_in_an_answer_is_never_a_page(server):
    for path, body in (
        (f"/gradio_api/run/{SCRIPT.replace('/', '').replace(' ', '')}", b'{"data": []}'),
        (f"/page/{SCRIPT.replace('/', '').replace(' ', '')}", b"{}"),
        ("/page/read", json.dumps(asking("/page/read", SCRIPT) | {"network": SCRIPT}).encode()),
        ("/page/read", SCRIPT.encode()),
    ):
        _, _, headers = server.send(path, body)
        assert headers["Content-Type"].startswith("application/json")
