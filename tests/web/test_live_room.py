"""The room of live training: who owns the run, who waits, who looks on; one run on a machine."""

import asyncio
import json
import subprocess
import sys
import time
from types import SimpleNamespace

import numpy as np
import pytest
from own_loop import run
from serving import ROOT
from starlette.websockets import WebSocketState

from lenet.network.model import VARIANTS
from lenet.training.live.settings import Settings
from lenet.web.checks import InputError
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work
from lenet.web.live import frames, room, route
from lenet.web.live.machine_lock import MachineLock
from lenet.web.live.room import BEGINS, Room
from lenet.web.live.route import Conversation, is_foreign

FEW = Settings("relu-32", digits=100)
HOLD = """
import sys
from pathlib import Path
from lenet.web.live.machine_lock import MachineLock
assert MachineLock(Path(sys.argv[1])).take(100)
print("held", flush=True)
sys.stdin.read()
"""


class Process:
    """In the place of the training process: what it is told is kept here."""

    def __init__(self, seconds, pauses, hear):
        self.hear, self.commands, self.is_alive = hear, [], True

    def tell(self, name, *value):
        self.commands.append(name)
        self.given = value

    async def told(self):
        pass

    def end(self):
        self.is_alive = False


def state(run, batches=1):
    weights = VARIANTS["relu-32"]().state_dict()
    return {
        "run": run,
        "seen": 64 * batches,
        "batches": batches,
        "rate": 1.0,
        "seconds": 1.0,
        "training": (float("nan"), 50.0),
        "held out": (1.0, 40.0),
        "points": [[64 * batches, 1.0, 50.0, None, None]],
        "weights": {name: tensor.numpy() for name, tensor in weights.items()},
        "gradients": {"C1": 0.5},
        "batch": {
            "digits": np.zeros((2, 28, 28), np.uint8),
            "classes": np.array([3, 10]),
            "read": np.array([5, 10]),
            "loss": 0.5,
        },
    }


@pytest.fixture
def lock(tmp_path, monkeypatch):
    path = tmp_path / "lock"
    monkeypatch.setattr(room, "shared_path", lambda: path)
    return path


@pytest.fixture
def a_room(lock):
    """room(): with a process that is ready; `tab(name)` lets a visitor in."""

    def made():
        made = Room(Process)
        made.prepare()
        made.hear("phase", ("ready", {"drawings": True}))
        return made

    return made


def phase(a_room, visitor):
    return a_room.status_for(visitor)["phase"]


def test_the_second_waits_or_looks_on(a_room):
    async def go():
        room = a_room()
        first, second = room.enter("a" * 16, "one"), room.enter("b" * 16, "two")
        assert phase(room, first) == phase(room, second) == "ready"
        room.start(first, FEW, False)
        room.hear("phase", ("training", {"seconds": 300.0}))
        room.start(second, FEW, False)
        assert phase(room, first) == "training"
        status = room.status_for(second)
        assert status["phase"] == "busy" and status["here"] and 590 < status["seconds"] <= 600
        room.watch(second)
        status = room.status_for(second)
        assert (status["phase"], status["run"]) == ("watching", room.run) and not status["over"]
        assert status["settings"] == FEW._asdict()
        room.hear("phase", ("finished", {"seconds": 0.0}))
        assert phase(room, first) == "finished" and room.status_for(second)["over"]
        room.start(second, FEW, False)
        room.hear("phase", ("training", {"seconds": 300.0}))
        assert phase(room, first) == "busy" and phase(room, second) == "training"

    run(go())


def test_what_is_told_of_a_run_before_counts_no_more(a_room):
    async def go():
        room = a_room()
        first = room.enter("a" * 16, "one")
        room.start(first, FEW, False)
        before = room.run
        room.start(first, FEW, False)
        room.hear("state", state(before))
        room.hear("phase", ("finished", {"run": before, "seconds": 0.0}))
        room.hear("phase", ("ready", {"drawings": True}))
        assert not room.points and phase(room, first) == "preparing"
        assert room.status_for(first)["sentence"] == BEGINS
        room.hear("phase", ("training", {"run": room.run, "seconds": 300.0}))
        room.hear("state", state(room.run))
        assert len(room.points) == 1 and phase(room, first) == "training"

    run(go())


def test_a_run_ends_with_its_tab_and_the_process_with_the_last(a_room):
    async def go():
        room = a_room()
        first, second = room.enter("a" * 16, "one"), room.enter("b" * 16, "two")
        process = room.process
        room.start(first, FEW, False)
        room.hear("phase", ("training", {"seconds": 300.0}))
        room.leave("a" * 16)
        room.hear("phase", ("ready", {}))
        assert process.commands[-1] == "stop" and phase(room, second) == "ready" and process.is_alive
        room.leave("b" * 16)
        assert not process.is_alive and room.process is None

    run(go())


def test_who_starts_again_while_others_wait_has_the_time_that_was_left(a_room, monkeypatch):
    """One tab could start again and again, and keep all others from training for ever."""
    now = time.monotonic()
    monkeypatch.setattr(room, "time", SimpleNamespace(monotonic=lambda: now))

    async def go():
        nonlocal now
        room = a_room()
        first = room.enter("a" * 16, "one")
        room.start(first, FEW, False)
        room.hear("phase", ("training", {"seconds": 300.0}))
        now += 400
        room.start(first, FEW, False)  # nobody waits
        room.hear("phase", ("training", {"seconds": 300.0}))
        second = room.enter("b" * 16, "two")
        now += 590
        assert room.status_for(second)["seconds"] == pytest.approx(10)
        room.start(first, FEW, False)
        room.hear("phase", ("training", {"seconds": 1.0}))
        assert room.process.given[-1] == pytest.approx(590)
        assert room.status_for(second)["seconds"] == pytest.approx(10)
        now += 9
        room.start(first, FEW, False)
        assert room.owner is None
        room.hear("phase", ("ready", {}))
        room.start(second, FEW, False)
        assert room.owner is second and phase(room, first) == "busy"

    run(go())


def test_a_process_that_ends_takes_the_run_along_and_can_be_started_again(a_room):
    async def go():
        room = a_room()
        first = room.enter("a" * 16, "one")
        room.start(first, FEW, False)
        room.hear("phase", ("training", {"seconds": 300.0}))
        room.hear("ended", None)
        status = room.status_for(first)
        assert status["phase"] == "failed" and "press Start" in status["sentence"]
        room.start(first, FEW, False)
        assert room.process.commands == ["prepare", "start"]

    run(go())


def test_a_run_in_another_process_of_the_machine_keeps_others_waiting(a_room, lock):
    async def go():
        command = [sys.executable, "-c", HOLD, str(lock)]
        with subprocess.Popen(command, cwd=ROOT, stdin=-1, stdout=-1) as holder:
            assert holder.stdout.readline() == b"held\n"
            room = a_room()
            first = room.enter("a" * 16, "one")
            room.start(first, FEW, False)
            status = room.status_for(first)
            assert status["phase"] == "busy" and not status["here"] and 0 < status["seconds"] <= 101
            holder.kill()
            holder.wait()
            assert phase(room, first) == "ready"
            room.start(first, FEW, False)
            assert room.owner is first
            assert MachineLock(lock).held_elsewhere() is not None

    run(go())


def test_what_is_missing_begins_no_run(lock):
    async def go():
        room = Room(Process)
        first = room.enter("a" * 16, "one")
        room.start(first, FEW, False)
        room.hear("phase", ("missing", {"bytes": 9, "sentence": ""}))
        assert room.status_for(first)["bytes"] == 9 and room.owner is None
        room.start(first, FEW, False)
        assert room.owner is None and MachineLock(lock).take(1)

    run(go())


def test_it_is_switched_off_by_one_variable(lock, monkeypatch):
    async def go():
        room = Room(Process)
        assert phase(room, room.enter("a" * 16, "one")) == "off"

    monkeypatch.setenv("LENET_TRAINING", "off")
    run(go())


def test_a_saved_network_goes_to_whoever_asked_for_it(a_room):
    async def go():
        room = a_room()
        first, second = room.enter("a" * 16, "one"), room.enter("b" * 16, "two")
        room.start(first, FEW, False)
        room.hear("phase", ("training", {"seconds": 300.0}))
        saved = room.run
        room.order("save")
        room.stop()
        room.start(second, FEW, False)
        room.hear("saved", (saved, {"name": "first", "weights": b"w", "card": {}}))
        room.hear("saved", (saved, {"name": "again", "weights": b"w", "card": {}}))
        assert [reply["saved"]["name"] for reply in first.replies] == ["first"] and not second.replies

    run(go())


def test_a_space_gives_a_minute(lock, monkeypatch):
    async def go():
        assert Room(Process).seconds == 60

    monkeypatch.setenv("SPACE_ID", "someone/lenet")
    run(go())


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"origin": "http://lenet.example:7860"}, False),
        ({"origin": "https://lenet.example:7860"}, False),
        ({"origin": "https://elsewhere.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://[::1"}, True),
        ({"origin": "http://lenet.example"}, True),
        ({"origin": "https://public.example", "x-forwarded-host": "public.example"}, False),
        ({"origin": "https://public.example", "x-forwarded-host": "a.example, public.example"}, False),
    ],
)
def test_the_pages_of_other_sites_are_foreign(headers, foreign):
    told = {"host": "lenet.example:7860"} | headers
    assert is_foreign({"headers": [(n.encode(), v.encode()) for n, v in told.items()]}) is foreign


class Socket:
    """A connection whose other side reads only as long as `reads` is set."""

    def __init__(self):
        self.scope, self.sent, self.reads = {CLIENT: "one"}, [], asyncio.Event()
        self.application_state = WebSocketState.CONNECTED

    async def send_text(self, text):
        await self.reads.wait()
        self.sent.append(json.loads(text))


def states(socket):
    return [frame["state"] for frame in socket.sent if "state" in frame]


async def settled():
    for _ in range(50):
        await asyncio.sleep(0)


def test_a_slow_reader_gets_the_newest_state_and_all_points(a_room):
    async def go():
        room, socket = a_room(), Socket()
        talk = Conversation(room, Work(), "a" * 16, socket)
        sending = asyncio.create_task(talk.send_on())
        room.start(talk.visitor, FEW, False)
        room.hear("phase", ("training", {"seconds": 300.0}))
        for batches in range(1, 101):
            room.hear("state", state(room.run, batches))
            await asyncio.sleep(0)
        socket.reads.set()
        await settled()
        told = states(socket)
        assert len(told) <= 2 and told[-1]["batches"] == 100
        assert [seen for each in told for seen, *_ in each["points"]] == [64 * n for n in range(1, 101)]
        assert told[-1]["loss"] is None  # a figure that is no number
        talk.gone.set()
        sending.cancel()

    run(go())


def test_a_look_is_answered_without_what_it_has_not_changed(a_room, examples):
    async def go():
        room, socket = a_room(), Socket()
        socket.reads.set()
        talk = Conversation(room, Work(), "a" * 16, socket)
        sending = asyncio.create_task(talk.send_on())
        room.start(talk.visitor, FEW, False)
        room.hear("phase", ("training", {"seconds": 300.0}))
        room.hear("state", state(room.run))
        await settled()
        assert states(socket)[-1]["c1"]["shape"] == [6, 5, 5] and "drawing" not in states(socket)[-1]
        drawing = {"strokes": examples["7"], "pad": [280, 280]}
        look = {"do": "look", "drawing": drawing, "placement": "mass", "view": None, "whole": True}
        await talk.obey(look)
        await settled()
        told = states(socket)[-1]
        assert told["look"] == 1 and not {"c1", "batch", "gradients"} & set(told)
        assert told["packet"]["maps"]["C1"]["shape"] == [6, 28, 28]
        assert sum(told["drawing"]["probabilities"]) == pytest.approx(1)
        await talk.obey(look | {"drawing": None, "whole": False})
        await settled()
        assert states(socket)[-1]["drawing"] is None and states(socket)[-1]["look"] == 2
        talk.gone.set()
        sending.cancel()

    run(go())


def test_what_has_not_changed_is_told_only_to_who_asks(a_room):
    """Each small message told all 256 tabs anew that MNIST is missing."""

    async def go():
        room = a_room()
        asking, others = room.enter("a" * 16, "one"), [room.enter(f"{n:016x}", "one") for n in range(9)]
        missing = ("missing", {"bytes": 9, "sentence": ""})
        room.hear("phase", missing)
        assert all(each.status_is_new for each in others)
        for each in (asking, *others):
            each.status_is_new = False
        room.prepare()
        room.hear("phase", missing)
        assert not any(each.status_is_new for each in others)
        room.hear("phase", ("preparing", {}))
        assert all(each.status_is_new for each in others)

    run(go())


def test_only_its_owner_rules_a_run(a_room):
    async def go():
        room = a_room()
        owner = room.enter("b" * 16, "two")
        room.start(owner, FEW, False)
        talk = Conversation(room, Work(), "a" * 16, Socket())
        for command in ("pause", "resume", "step", "stop", "save"):
            with pytest.raises(InputError, match="no run here"):
                await talk.obey({"do": command})
        assert room.owner is owner

    run(go())


@pytest.mark.parametrize("code", [*route.LEFT, 1005])
def test_closing_a_tab_ends_its_run_at_once_and_a_lost_connection_later(a_room, code, monkeypatch):
    monkeypatch.setattr(route, "GONE", 0)

    async def go():
        room = a_room()
        talk = Conversation(room, Work(), "a" * 16, Socket())
        room.start(talk.visitor, FEW, False)
        talk.end(code)
        assert (room.owner is None) is (code in route.LEFT)
        if room.owner:
            again = Conversation(room, Work(), "a" * 16, Socket())
            assert again.visitor is room.owner and again.visitor.leaving.timer is None
            again.end(code)
            async with asyncio.timeout(10):
                while room.owner:
                    await asyncio.sleep(0)

    run(go())


@pytest.mark.parametrize(
    "frame",
    [
        {},
        {"do": "dance"},
        {"do": ["look"]},
        {"do": "look"},
        {"do": "start"},
        {"do": "start", "settings": 7},
    ],
)
def test_frames_that_are_none_get_one_sentence(a_room, frame):
    async def go():
        talk = Conversation(a_room(), Work(), "a" * 16, Socket())
        with pytest.raises(route.REFUSED) as refused:
            await talk.obey(frame)
        assert "\n" not in str(refused.value)

    run(go())


def test_numbers_that_are_none_are_written_as_null():
    assert json.loads(frames.written({"a": [float("inf"), 1.5]})) == {"a": [None, 1.5]}
