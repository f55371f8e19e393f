"""The hosting page's tables of what protects the server say what the code does."""

import inspect
import os
import re
import resource
import tempfile
from pathlib import Path

import gradio as gr
import pytest
from gradio import http_server
from own_loop import run
from serving import ROOT

from lenet.drawing.cost import MOST
from lenet.web.fairness import shares
from lenet.web.fairness.arrivals import Arrivals
from lenet.web.fairness.clients import SPACES_PROXIES, trust_proxies
from lenet.web.fairness.pace import RATE
from lenet.web.kept import folder, uploads
from lenet.web.pictures import LARGEST_REQUEST
from lenet.web.server import entrance
from lenet.web.server.sockets import PLACES

PAGE = (ROOT / ".github" / "HOSTING.md").read_text(encoding="utf-8")


def table(first: str) -> dict[str, str]:
    """The second column by the first, of the table whose first title it is."""
    _, _, rest = PAGE.partition(f"\n| {first} |")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", rest.partition("\n\n")[0], re.MULTILINE)
    return dict(rows)


SETTINGS, ROOM = table("setting"), table("of")


def test_it_names_five_settings_and_what_each_protects():
    names = re.findall(r"`([^`]+)`", " ".join(SETTINGS))
    assert len(SETTINGS) == 5
    assert names == [
        "GRADIO_SERVER_NAME",
        "FORWARDED_ALLOW_IPS",
        "GRADIO_TEMP_DIR",
        "TMPDIR",
        "ulimit -Hn",
        "GRADIO_SHARE",
    ]


def test_the_page_is_served_to_its_own_machine_alone():
    assert SETTINGS["`GRADIO_SERVER_NAME`"] == f"`{http_server.LOCALHOST_NAME}`"


@pytest.mark.parametrize("environment", [{}, {"SPACE_ID": "someone/lenet"}])
def test_nobody_is_believed_but_a_spaces_proxy(monkeypatch, environment):
    assert SETTINGS["`FORWARDED_ALLOW_IPS`"] == "nobody; on Spaces, private addresses"
    monkeypatch.setattr(os, "environ", dict(environment))
    trust_proxies()
    assert os.environ["FORWARDED_ALLOW_IPS"] == (SPACES_PROXIES if environment else "")


def test_uploads_lie_in_the_systems_folder(monkeypatch, tmp_path):
    assert SETTINGS["`GRADIO_TEMP_DIR`, else `TMPDIR`"] == "the system's folder for temporary files"
    assert f"{uploads.BUDGET // 2**20} MB at most" in PAGE
    monkeypatch.delenv("GRADIO_TEMP_DIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = folder.own_folder()
    assert made.parent == tmp_path
    (tmp_path / "chosen").mkdir()
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "chosen"))
    assert folder.own_folder().parent == tmp_path / "chosen"


def test_half_of_the_descriptors_are_for_connections(monkeypatch):
    assert f"{entrance.DESCRIPTORS:,} are enough" in SETTINGS["`ulimit -Hn`"]
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1_000, resource.RLIM_INFINITY))
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    door = entrance.Entrance("127.0.0.1", 0, 1, [], Arrivals())
    assert door.most == (entrance.DESCRIPTORS - door.socket.fileno()) // 2
    run(door.close())


def test_nothing_is_shared_through_gradios_servers():
    assert SETTINGS["`GRADIO_SHARE`"] == "unset"
    assert inspect.signature(gr.Blocks.launch).parameters["share"].default is None
    launching = Path(ROOT / "lenet/web/serving.py").read_text(encoding="utf-8")
    assert "share=" not in launching  # else the variable would have no say


def test_there_is_as_much_room_as_it_says():
    page = " ".join(PAGE.split())
    assert f"longer than {MOST:,} pixels" in page and f"{RATE // 2**20} MB a second" in page
    rooms = (shares.READS, shares.QUESTIONS, shares.EVENTS, shares.STREAMS, shares.SOCKETS, PLACES)
    first = ("none", "one", "two")[shares.FIRST]
    kept = f"Each visitor's first {first} of each, and {LARGEST_REQUEST // 10**6} MB"
    assert kept in page
    assert list(ROOM.values()) == [*map(str, rooms), f"{shares.BYTES // 2**20} MB"]
