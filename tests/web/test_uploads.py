"""Uploads: within a budget, for a while, in a folder that does not outlive its process for long."""

import asyncio
import errno
import http.client
import json
import os
import random
import resource
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from own_loop import run
from refusing import sentence
from serving import ROOT, serving

from lenet.web.door import OPEN
from lenet.web.fairness.clients import CLIENT
from lenet.web.kept import uploads as module
from lenet.web.kept.folder import PREFIX
from lenet.web.kept.forms import file_in
from lenet.web.kept.uploads import Upload, Uploads
from lenet.web.limits import MAX_FILE
from lenet.web.refusals import OneSentence, Refusal

BOUNDARY = b"b0undary"
END = b"\r\n--b0undary"
PATIENCE = 60  # seconds until what should happen counts as not happening


def form(*files, fields=None) -> bytes:
    """A form as httpx writes it, and so gradio_client: files are (field, (name, content))."""
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY.decode()}"}
    return httpx.Request("POST", "http://a", files=list(files), data=fields, headers=kind).read()


def upload(content: bytes, field="files", name="7.png") -> bytes:
    return form((field, (name, content)))


async def in_pieces(body: bytes, *cuts: int):
    for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True):
        yield body[a:b]


def read(body: bytes, *cuts: int) -> bytes:
    """The file in a form that comes in pieces."""

    async def all_of_it():
        return b"".join([piece async for piece in file_in(in_pieces(body, *cuts), BOUNDARY)])

    return run(all_of_it())


def keep(uploads: Uploads, content: bytes, client: str = "a") -> Path:
    return run(uploads.keep(client, in_pieces(content)))


def held(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


async def until(happened) -> None:
    """Waits for a condition."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end
        await asyncio.sleep(0.005)


# The form


def test_the_file_in_a_form_is_what_was_sent_however_it_arrives():
    chance = random.Random(1)
    for _ in range(300):
        parts = [
            END[: chance.randrange(len(END))],
            b"\r\n\r\n",
            b"\r\n--",
            chance.randbytes(9),
            b"b0undary",
        ]
        content = b"".join(chance.choices(parts, k=chance.randrange(12)))
        if END in content:  # whoever sends it must choose another boundary
            continue
        body = upload(content)
        cuts = sorted(chance.randrange(len(body) + 1) for _ in range(chance.randrange(8)))
        cuts = sorted(set(cuts) - {0, len(body)})
        assert read(body, *cuts) == content
    assert (
        read(upload(b"in single bytes"), *range(1, len(upload(b"in single bytes")))) == b"in single bytes"
    )


RIGHT = upload(b"the file")
WRONG = {
    "nothing": b"",
    "a field of another name": upload(b"x", field="file"),
    "a thousand small files": form(*(("files", (f"{number}.png", b"4 by")) for number in range(1_000))),
    "a field behind the file": RIGHT.replace(b"--b0undary--", b"--b0undary\r\n" + form(fields={"a": "1"})),
    "a field before the file": form(("x", (None, b"1")), ("files", ("7.png", b"x"))),
    "another boundary": upload(b"x").replace(BOUNDARY, b"another"),
    "a head without end": RIGHT.replace(b"\r\n\r\n", b"x" * 30_000),
    "a longer end": RIGHT + b"and more",
    **{f"its first {size} bytes": RIGHT[:size] for size in range(1, len(RIGHT) - 4, 7)},
}


@pytest.mark.parametrize("name", WRONG)
def test_any_other_form_is_refused_and_leaves_nothing(tmp_path, name):
    """20 forms of 1,000 files made 20,000 folders; fields not named `files` were kept."""
    uploads = Uploads(tmp_path)
    with pytest.raises(Refusal) as refused:
        run(uploads.keep("a", file_in(in_pieces(WRONG[name]), BOUNDARY)))
    assert 400 <= refused.value.status < 500 and sentence(refused.value)
    assert not list(tmp_path.iterdir()) and not uploads.coming and not uploads.kept


@pytest.mark.parametrize("name", ["..", "../../x.png", "", "x" * 900, "a/b", "\u202egnp.exe"])
def test_what_a_file_is_called_has_no_say(tmp_path, name):
    """`filename=".."` was answered with 400, and 25 MB kept."""
    path = run(Uploads(tmp_path).keep("a", file_in(in_pieces(upload(b"seven", name=name)), BOUNDARY)))
    assert path.read_bytes() == b"seven" and list(tmp_path.iterdir()) == [path]


# The budget


def test_all_together_stay_within_the_budget_and_the_newest_are_there(tmp_path):
    uploads = Uploads(tmp_path, budget=100)
    paths = []
    for number in range(20):
        paths.append(keep(uploads, bytes([number]) * 30))
        assert held(tmp_path) <= 100
    assert sorted(paths[-3:]) == sorted(tmp_path.iterdir())


def test_there_are_never_more_files_than_may_be(tmp_path):
    uploads = Uploads(tmp_path, most=5)
    for _ in range(30):
        last = keep(uploads, b"four")
        assert len(list(tmp_path.iterdir())) <= 5
    assert last.exists()


def test_what_is_on_its_way_counts_and_is_not_pushed_out(tmp_path):
    uploads = Uploads(tmp_path, budget=100)
    other = keep(uploads, b"x" * 20)

    async def second_while_the_first_is_on_its_way():
        go_on = asyncio.Event()

        async def slowly():
            yield b"1" * 45
            await go_on.wait()
            yield b"1" * 5

        first = asyncio.create_task(uploads.keep("a", slowly()))
        await until(lambda: Upload("a", 45) in uploads.coming.values())
        with pytest.raises(Refusal) as refused:
            await uploads.keep("a", in_pieces(b"2" * 20))
        assert refused.value.status == 503 and refused.value.retry_after and sentence(refused.value)
        assert other.exists()
        go_on.set()
        return await first

    first = run(second_while_the_first_is_on_its_way())
    assert first.read_bytes() == b"1" * 50 and held(tmp_path) <= 100
    assert keep(uploads, b"2" * 50).exists() and not other.exists()


def test_who_keeps_most_makes_room_and_others_keep_what_they_have(tmp_path):
    uploads = Uploads(tmp_path, budget=100, most=8)
    other = keep(uploads, b"x" * 20, "another")
    mine = [keep(uploads, b"1" * 20) for _ in range(9)]
    assert other.exists() and [each.exists() for each in mine] == [False] * 5 + [True] * 4
    large = keep(uploads, b"x" * 50, "another")
    assert large.exists() and other.exists() and held(tmp_path) <= 100
    small = [keep(uploads, b"1") for _ in range(20)]
    assert large.exists() and other.exists() and sum(each.exists() for each in small) == 6


def test_one_client_alone_has_half_the_room_for_what_is_on_its_way(tmp_path):
    uploads = Uploads(tmp_path, budget=100)

    async def both():
        coming, begun = asyncio.Event(), []

        async def slowly():
            yield b"1" * 50
            begun.append("greedy")
            await coming.wait()

        greedy = asyncio.create_task(uploads.keep("greedy", slowly()))
        await until(lambda: begun)
        with pytest.raises(Refusal):
            await uploads.keep("greedy", in_pieces(b"2"))
        other = await uploads.keep("another", in_pieces(b"2" * 25))
        coming.set()
        await greedy
        return other

    assert run(both()).exists()


def test_a_file_over_the_limit_is_refused_and_deleted(tmp_path):
    async def endless():
        while True:
            yield bytes(2**20)

    with pytest.raises(Refusal) as refused:
        run(Uploads(tmp_path).keep("a", endless()))
    assert refused.value.status == 413 and str(f"{MAX_FILE:,}") in sentence(refused.value)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_in_one_sentence_and_the_next_upload_works(tmp_path):
    """one failed upload's remains made every later one fail, with a traceback."""
    uploads, (soft, hard) = Uploads(tmp_path), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))  # what more is written fails
    try:
        for _ in range(3):
            with pytest.raises(Refusal) as refused:
                keep(uploads, bytes(300_000))
            assert refused.value.status == 507 and sentence(refused.value)
            assert not list(tmp_path.iterdir()) and not uploads.coming
        assert keep(uploads, bytes(100_000)).exists()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert keep(uploads, bytes(300_000)).exists()


def test_without_its_folder_an_upload_is_refused(tmp_path):
    with pytest.raises(Refusal) as refused:
        keep(Uploads(tmp_path / "cleared away"), b"7")
    assert refused.value.status == 507


def test_one_that_breaks_off_leaves_nothing_and_is_no_failure(tmp_path, caplog):
    """of broken-off uploads, 5 MB each stayed."""
    sent, came = (
        [],
        iter([{"type": "http.request", "body": upload(bytes(5_000_000))[:-99], "more_body": True}]),
    )

    async def receive():
        return next(came, {"type": "http.disconnect"})

    async def send(message):
        sent.append(message)

    kind = [(b"content-type", b"multipart/form-data; boundary=b0undary")]
    scope = {"type": "http", "method": "POST", "path": "/gradio_api/upload", "headers": kind, CLIENT: "a"}
    run(OneSentence(Uploads(tmp_path).route().handle)(scope, receive, send))
    assert sent[0]["status"] == 400 and not list(tmp_path.iterdir())
    assert not caplog.records


# The sweep


def age(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


def test_what_is_too_old_is_deleted_folders_too_and_nothing_else(tmp_path):
    uploads = Uploads(tmp_path, seconds=600)
    old, young, coming = keep(uploads, b"old"), keep(uploads, b"young"), tmp_path / "coming"
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "folder" / "inner" / "file").write_text("of somebody else")
    coming.write_text("slow")
    uploads.coming[coming] = Upload("a", 4)
    for path in (old, coming, tmp_path / "folder"):
        age(path, 601)
    run(uploads.sweep())
    assert set(tmp_path.iterdir()) == {young, coming} and list(uploads.kept) == [young]


def test_files_may_arrive_while_it_sweeps(tmp_path, caplog):
    """the sweep died in silence when files arrived while it ran; 32,322 stayed."""
    uploads = Uploads(tmp_path, seconds=0, most=30)

    async def both():
        async with uploads.sweeping(period=0):
            for _ in range(20):
                await asyncio.gather(*(uploads.keep("a", in_pieces(b"7")) for _ in range(20)))
            await until(lambda: not list(tmp_path.iterdir()) and not uploads.kept)

    run(both())
    assert not caplog.records


@pytest.mark.parametrize("part", ["older", "remove"])
def test_a_sweep_that_fails_says_so_in_one_line_and_the_next_one_comes(tmp_path, caplog, monkeypatch, part):
    uploads, failures = Uploads(tmp_path, seconds=0), [OSError(errno.EIO, "no such luck")]
    works = getattr(module, part)

    def fails_once(*arguments):
        if failures:
            raise failures.pop()
        return works(*arguments)

    monkeypatch.setattr(module, part, fails_once)
    first, second = keep(uploads, b"1"), keep(uploads, b"2")

    async def swept():
        async with uploads.sweeping(period=0.01):
            await until(lambda: not first.exists() and not second.exists())

    run(swept())
    [line] = [each.getMessage() for each in caplog.records]
    assert "OSError at test_uploads.py" in line and not failures


# The folder

OWNER = """
import runpy  # of the one file alone: all that the package imports would take seconds
print(runpy.run_path("lenet/web/kept/folder.py")["own_folder"](), flush=True)
input()
"""


class Owner:
    """A process that has a folder, until it is ended, or killed."""

    def __init__(self, parent: Path, before: str = ""):
        settings = {"TMPDIR": str(parent), "GRADIO_TEMP_DIR": ""}
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"{before}{OWNER}"],
            cwd=ROOT,
            env=os.environ | settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.folder = Path(self.process.stdout.readline().strip())
        (self.folder / "upload").write_text("7")

    def end(self):
        self.process.communicate("\n", timeout=PATIENCE)

    def kill(self):
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)


def test_a_start_removes_what_the_dead_have_left_and_nothing_else(tmp_path):
    """an earlier process left 27,973 files, 943 MB."""
    theirs = [tmp_path / "gradio", tmp_path / f"other-{PREFIX}x"]
    for each in theirs:
        each.mkdir()
    (tmp_path / f"{PREFIX}link").symlink_to(theirs[0])
    living, killed = Owner(tmp_path), Owner(tmp_path)
    killed.kill()
    assert killed.folder.exists()
    later = Owner(tmp_path)
    try:
        assert not killed.folder.exists() and all(each.exists() for each in theirs)
        assert (living.folder / "upload").exists() and living.folder.stat().st_mode & 0o777 == 0o700
        assert living.folder != later.folder and later.folder.parent == tmp_path
    finally:
        living.end()
        later.end()
    assert not living.folder.exists() and not later.folder.exists()


def test_where_there_are_no_locks_nobody_removes_the_folder_of_another(tmp_path):
    without = "import sys; sys.modules['fcntl'] = None"
    living, later = Owner(tmp_path, without), Owner(tmp_path, without)
    assert (living.folder / "upload").exists()
    for each in (living, later):
        each.end()
        assert not each.folder.exists()


# The running app


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Where the app below keeps what is for a while; the place that Gradio would use there is taken."""
    path = tmp_path_factory.mktemp("temporary")
    (path / "gradio").write_text("no folder, and not ours")
    return path


@pytest.fixture(scope="module")
def fresh(place):
    with serving(TMPDIR=str(place), GRADIO_TEMP_DIR="") as address:
        yield address


def send(app, path, method="GET", body=None, kind="application/json"):
    """(status, body)."""
    with closing(http.client.HTTPConnection(urlsplit(app).netloc, timeout=PATIENCE)) as connection:
        connection.request(method, path, body, {"Content-Type": kind})
        reply = connection.getresponse()
        if "event-stream" in reply.headers["Content-Type"]:
            return reply.status, reply.readline()
        return reply.status, reply.read()


def send_form(app, body):
    kind = f"multipart/form-data; boundary={BOUNDARY.decode()}"
    return send(app, "/gradio_api/upload?upload_id=a", "POST", body, kind)


def files_in(place: Path) -> set[Path]:
    """All that lies there but two folders: our own, and an empty one that Gradio makes when it starts."""
    return {path for path in place.rglob("*") if path.parent != place and path.name != "vibe_edit_history"}


@pytest.mark.slow
def test_of_all_that_is_open_only_uploads_are_kept(fresh, place, three):
    """deep links kept 7.3 MB for 6 kB, Gradio's file component an empty file for each call."""
    before = subprocess.run(["git", "status", "--short"], cwd=ROOT, capture_output=True, check=False).stdout
    paths = []
    for _ in range(3):
        status, answer = send_form(fresh, upload(three.read_bytes()))
        assert status == 200
        paths += json.loads(answer)
        picture = {"path": paths[-1], "meta": {"_type": "gradio.FileData"}}
        asked = {"data": [None, picture, "mass", "lenet5"]}
        for way in ("run", "api", "call"):
            body = json.dumps(asked)
            assert send(fresh, f"/gradio_api/{way}/recognise", "POST", body)[0] == 200
        joined = asked | {"fn_index": 0, "session_hash": "abc"}
        assert send(fresh, "/gradio_api/queue/join", "POST", json.dumps(joined))[0] == 200
        assert send(fresh, "/gradio_api/queue/data?session_hash=abc")[0] == 200
        for path, methods in OPEN.items():
            for name in ("api_name", "session_hash", "path_or_url:path", "hash", "path:path", "question"):
                path = path.replace(f"{{{name}}}", paths[-1] if "path_or" in name else "read")
            for method in methods.split():
                assert send(fresh, path, method, "{}" if method == "POST" else None)[0] < 500
    assert files_in(place) == {Path(path) for path in paths}
    [folder] = [each for each in place.iterdir() if each.name != "gradio"]
    assert folder.name.startswith(PREFIX)
    after = subprocess.run(["git", "status", "--short"], cwd=ROOT, capture_output=True, check=False).stdout
    assert after == before


@pytest.mark.slow
def test_hostile_uploads_leave_nothing_behind(fresh, place):
    before = files_in(place)
    for name in ("a field of another name", "a thousand small files", "a field before the file"):
        for _ in range(5):
            status, answer = send_form(fresh, WRONG[name])
            assert status == 422 and json.loads(answer)["error"].endswith(".")
    for _ in range(3):
        body = upload(bytes(5_000_000))
        head = f"POST /gradio_api/upload HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
        head += f"Content-Type: multipart/form-data; boundary={BOUNDARY.decode()}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", urlsplit(fresh).port)) as gone:
            gone.sendall(head.encode() + body[:-200])
    run(until(lambda: files_in(place) == before))
    status, answer = send_form(fresh, upload(b"7", name=".."))
    assert status == 200 and files_in(place) - before == {Path(json.loads(answer)[0])}


NAMED = """
import asyncio, os, sys
os.environ["GRADIO_TEMP_DIR"] = sys.argv[1]
from lenet.web.api import Picture
from lenet.web.gradio_internals import clear_blocks
import gradio as gr
with clear_blocks() as page:
    picture = Picture()
    gr.Button().click(lambda path: path, picture, gr.JSON())
[event] = page.fns.values()
named = {"path": sys.argv[1] + "/7", "meta": {"_type": "gradio.FileData"}}
noted = []
picture.preprocess = lambda payload: noted.extend(picture.temp_files)
asyncio.run(page.preprocess_data(event, [named], None))
print(len(noted), len(picture.temp_files))
"""


@pytest.mark.slow
def test_no_path_that_was_named_is_remembered(tmp_path):
    """Gradio notes each path for a sweep of its own, which this app does without."""
    command = [sys.executable, "-c", NAMED, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "0"]


def test_the_hosting_page_tells_these_limits():
    page = " ".join((ROOT / ".github" / "HOSTING.md").read_text(encoding="utf-8").split())
    assert f"share {module.BUDGET // 2**20} MB and {module.MOST:,} files" in page
    assert f"none stays longer than {(module.KEPT + module.PERIOD) // 60} minutes" in page
