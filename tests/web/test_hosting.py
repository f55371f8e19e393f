"""For a lecture hall: who is told an address, which ones, and a QR code that can be read."""

import socket
from types import SimpleNamespace

import pytest
import segno
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lenet.web import hosting

MARGIN = 4  # modules of quiet around a QR code
LIGHT = {" ": (0, 0), "\u2580": (1, 0), "\u2584": (0, 1), "\u2588": (1, 1)}  # upper and lower half


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    monkeypatch.delenv("SPACE_ID", raising=False)
    monkeypatch.setattr(hosting, "addresses", lambda: ["192.168.7.5", "10.0.0.9"])


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr(hosting, "shows_blocks", lambda: True)


def modules(drawn):
    """A QR code of half blocks as rows of 1 = dark."""
    rows = [[1 - LIGHT[letter][half] for letter in line] for line in drawn.splitlines() for half in (0, 1)]
    return [row[MARGIN:-MARGIN] for row in rows][MARGIN : len(rows[0]) - MARGIN]


def test_a_server_for_its_own_machine_invites_nobody():
    assert hosting.invitation("127.0.0.1", 7860) is None and hosting.invitation("localhost", 7860) is None


def test_a_space_invites_nobody(monkeypatch):
    monkeypatch.setenv("SPACE_ID", "someone/lenet")
    assert hosting.invitation("0.0.0.0", 7860) is None


@pytest.mark.parametrize("name", ["0.0.0.0", "::"])
def test_every_address_stands_on_a_line_with_the_port(name):
    lines = hosting.invitation(name, 7861).splitlines()
    assert [line.strip() for line in lines[1:]] == ["http://192.168.7.5:7861", "http://10.0.0.9:7861"]


def test_the_code_is_that_of_the_first_address(terminal):
    drawn = hosting.invitation("0.0.0.0", 7860).split("10.0.0.9:7860\n")[1]
    expected = segno.make("http://192.168.7.5:7860", error="l", micro=False).matrix
    assert modules(drawn) == [list(row) for row in expected]


def test_into_a_file_no_code_is_drawn():
    assert "\u2588" not in hosting.invitation("0.0.0.0", 7860)  # pytest holds standard output: no terminal


def test_without_a_network_it_says_so(monkeypatch):
    monkeypatch.setattr(hosting, "addresses", list)
    assert "no address" in hosting.invitation("0.0.0.0", 7860)


def test_addresses_that_others_cannot_ask_are_left_out(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(hosting, "way_out", lambda: ["10.1.2.3"])
    monkeypatch.setattr(
        hosting, "of_interfaces", lambda: ["127.0.0.1", "169.254.3.4", "10.1.2.3", "10.9.9.9"]
    )
    assert hosting.addresses() == ["10.1.2.3", "10.9.9.9"]


def test_this_machines_addresses_are_its_own(monkeypatch):
    monkeypatch.undo()
    for address in hosting.addresses():
        with socket.socket() as own:
            own.bind((address, 0))  # refused for any address that is not this machine's


@pytest.mark.parametrize(
    ("server", "asker", "headers", "told"),
    [
        ("0.0.0.0", "127.0.0.1", {}, ["http://192.168.7.5:7860", "http://10.0.0.9:7860"]),
        ("127.0.0.1", "127.0.0.1", {}, []),  # nobody else can reach it
        ("0.0.0.0", "192.168.7.8", {}, []),  # who comes from elsewhere knows an address
        ("0.0.0.0", "127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, []),  # and so does a proxy's visitor
    ],
)
def test_a_visitor_on_this_machine_is_told_where_others_reach_the_page(server, asker, headers, told):
    page = SimpleNamespace(server_name=server, server_port=7860)
    client = TestClient(Starlette(routes=[hosting.addresses_route(page)]), client=(asker, 50000))
    answer = client.get("/addresses", headers=headers)
    assert answer.json() == told and answer.headers["cache-control"] == "no-store"
