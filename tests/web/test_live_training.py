"""Live training on the real app: it learns through the WebSocket, and nothing is left when anyone ends."""

import json
import os
import signal
import socket
import time

import pytest
from balancing import balanced
from serving import served_by, serving
from trainer import kept_ready, training
from websockets.exceptions import ConnectionClosed, InvalidStatus

pytestmark = pytest.mark.slow

GONE = 60  # seconds until a process must have ended
SETTINGS = {"network": "relu-32", "digits": 10_000}


@pytest.fixture(scope="module")
def app(to_train):
    """The address of an app that trains."""
    with serving(**to_train) as address, kept_ready(address):
        yield address


@pytest.fixture
def tab(app):
    with training(app) as tab:
        tab.tell("ready")
        tab.await_phase("ready")
        yield tab


def trainers(app: int) -> list[int]:
    """The training processes of an app, by its process id."""
    with open(f"/proc/{app}/task/{app}/children") as file:
        children = file.read().split()
    for thread in os.listdir(f"/proc/{app}/task"):
        with open(f"/proc/{app}/task/{thread}/children") as file:
            children += file.read().split()
    return sorted({int(each) for each in children if b"lenet.training.live" in command_line(each)})


def command_line(process) -> bytes:
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:
            return file.read()
    except OSError:
        return b""


def await_end(process: int) -> None:
    end = time.monotonic() + GONE
    while b"lenet.training.live" in command_line(process):
        assert time.monotonic() < end, "the training process is still there"
        time.sleep(0.05)  # polling a condition


def test_it_learns_and_its_run_is_seen_by_whoever_looks_on(app, tab, examples):
    tab.tell("start", settings=SETTINGS)
    assert tab.await_phase("training")["settings"]["digits"] == 10_000
    first = tab.await_state()
    with training(app) as other:
        other.tell("ready")
        status = other.await_phase("busy")
        assert status["here"] and status["seconds"] > 0
        other.tell("watch")
        assert other.await_phase("watching")["run"] == first["run"]
        drawing = {"strokes": examples["3"], "pad": [280, 280]}
        other.tell("look", drawing=drawing, placement="mass", view=None, whole=True)
        seen = other.await_state(lambda state: state.get("look") == 1)
        assert seen["packet"]["probabilities"] == seen["drawing"]["probabilities"]
        other.tell("pause")
        assert "no run here" in other.await_frame(lambda frame: "error" in frame)["error"]
    assert tab.await_state(lambda state: state["heldOutError"] < 20)["run"] == first["run"]
    tab.tell("stop")
    tab.await_phase("ready")


def test_a_tab_that_comes_back_takes_its_run_up_again(app, data):
    name = "0123456789abcdef"
    with training(app, name) as tab:
        tab.tell("ready")
        tab.await_phase("ready")
        tab.tell("start", settings=SETTINGS, paused=True)
        run = tab.await_phase("paused")["run"]
        tab.tell("step")
        tab.await_state(lambda state: state["batches"] == 1)
        tab.socket.socket.shutdown(socket.SHUT_RDWR)  # as where a network is lost
    with training(app, name) as tab:
        assert tab.await_phase("paused")["run"] == run
        state = tab.await_state()
        assert state["batches"] == 1 and state["points"][0][0] == 0
        tab.tell("stop")
        tab.await_phase("ready")


def test_another_sites_page_is_refused(app):
    for headers in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}):
        with pytest.raises(InvalidStatus) as refused, training(app, **headers):
            pass
        answer = refused.value.response
        assert answer.status_code == 403 and "Another site" in json.loads(answer.body)["error"]
    with training(app, Origin=app):
        pass


def test_an_address_without_a_tab_is_refused(app):
    with pytest.raises(InvalidStatus) as refused, training(app, "x"):
        pass
    assert refused.value.response.status_code == 422


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, "1e9", '{"do": "look", "drawing": 7}'])
def test_frames_that_are_none_do_no_harm(tab, text):
    tab.socket.send(text)
    assert "\n" not in tab.await_frame(lambda frame: "error" in frame)["error"]


def test_a_frame_that_is_too_large_ends_the_connection(tab):
    tab.socket.send("x" * 2_000_000)
    with pytest.raises(ConnectionClosed):
        while True:
            tab.hear()


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_the_process_ends_with_the_server(to_train, end):
    with served_by(**to_train) as (address, app), training(address) as tab:
        tab.tell("ready")
        tab.tell("start", settings=SETTINGS)
        tab.await_state()
        (process,) = trainers(app.pid)
        app.send_signal(end)
        app.wait(GONE)
        await_end(process)


def test_the_process_ends_with_the_last_tab_and_its_own_end_is_told(to_train):
    with served_by(**to_train) as (address, app):
        with training(address) as tab:
            tab.tell("ready")
            tab.tell("start", settings=SETTINGS)
            tab.await_state()
            (first,) = trainers(app.pid)
            os.kill(first, signal.SIGKILL)
            assert "press Start" in tab.await_phase("failed")["sentence"]
            tab.tell("start", settings=SETTINGS)
            tab.await_phase("training")
            (second,) = trainers(app.pid)
        await_end(second)


def test_a_proxy_passes_it_on():
    with balanced() as (address, _), training(address, Origin=address) as tab:
        tab.tell("ready")
        assert tab.await_frame(lambda frame: "status" in frame)


def test_without_data_it_says_so_and_fetches_nothing(tmp_path):
    with serving(LENET_DATA=str(tmp_path)) as address, training(address) as tab:
        tab.tell("ready")
        assert tab.await_phase("missing")["bytes"] > 9_000_000
    assert not any(tmp_path.iterdir())
