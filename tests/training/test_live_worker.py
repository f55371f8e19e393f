"""What the training process does as it is told: it prepares, trains, waits, saves, and ends by itself."""

import gzip
import hashlib
import json
import os
import pickle
import signal
import subprocess
import sys
import weakref
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread

import pytest
import torch
from live_material import material as some_material
from serving import ROOT

from lenet.data import datasets
from lenet.network.weights import load
from lenet.recognition import recognise
from lenet.training.live import at_hand, worker
from lenet.training.live.settings import Settings
from lenet.training.live.worker import Limits, Worker

FEW = Settings("relu-32", digits=100)
WAIT = 60  # seconds until a process counts as lost


class Told(Worker):
    """A worker with a clock of its own, which tells what is kept here."""

    def __init__(self, folder, limits, material=None):
        torch.set_num_threads(1)
        self.news, self.now = [], 0.0
        super().__init__(Queue(), lambda *news: self.news.append(news), folder, limits, lambda: self.now)
        self.material = material

    def do(self, *commands):
        """Obey these commands, and return the phases that were told."""
        told = len(self.news)
        for name, *value in commands:
            self.commands.put((name, value))
        while not self.commands.empty():
            self.turn()
        return [value[0] for name, value in self.news[told:] if name == "phase"]

    def states(self):
        return [value for name, value in self.news if name == "state"]


@pytest.fixture(scope="module")
def material():
    return some_material()


@pytest.fixture
def trainer(tmp_path, material):
    return Told(tmp_path, Limits(10, 20), material)


@pytest.fixture(autouse=True)
def no_internet(monkeypatch):
    def refused(*_):
        raise AssertionError("the internet was asked")

    monkeypatch.setattr(datasets, "download", refused)


def test_of_starts_that_wait_only_the_last_begins_and_nothing_is_left_of_the_one_before(trainer):
    """A tab that pressed Start thirty times a second made the process grow by 1.7 GB."""
    trainer.do(("start", FEW, False, "a"))
    trainer.turn()
    before = weakref.ref(trainer.run)
    many = [("start", FEW, False, name) for name in "bcdef"]
    assert trainer.do(*many) == ["training"] and trainer.states()[-1]["run"] == "f"
    assert before() is None


def test_a_run_begins_with_what_was_used_of_its_time(trainer):
    trainer.do(("start", FEW, False, "a", 25.0))  # of 10 seconds, and 20 for pauses
    assert trainer.spent == (6, 19)
    trainer.now += 4
    assert not trainer.is_over()


def test_it_pauses_steps_and_goes_on(trainer):
    assert trainer.do(("start", FEW, False, "a")) == ["training"]
    trainer.turn()
    trainer.turn()
    assert trainer.run.count == 2
    assert trainer.do(("pause",)) == ["paused"] and trainer.states()[-1]["batches"] == 2
    assert trainer.do(("step",), ("step",)) == [] and trainer.states()[-1]["batches"] == 4
    assert trainer.do(("resume",)) == ["training"]
    trainer.turn()
    assert trainer.run.count == 5
    assert trainer.do(("stop",)) == ["ready"] and trainer.run is None


def test_a_run_that_waits_has_its_untrained_network(trainer):
    assert trainer.do(("start", FEW, True, "a")) == ["paused"]
    assert trainer.states()[-1]["seen"] == 0 and trainer.states()[-1]["points"]


def test_states_come_every_so_often_and_each_point_once(trainer):
    trainer.do(("start", FEW, False, "a"))
    for _ in range(30):
        trainer.now += worker.EVERY / 3.5
        trainer.turn()
    states = trainer.states()
    assert 7 <= len(states) <= 9
    points = [point for state in states for point in state["points"]]
    assert points == trainer.run.points[: len(points)]
    assert states[-1]["weights"].keys() == trainer.run.model.state_dict().keys()


def test_a_run_ends_after_its_seconds_of_training(trainer):
    trainer.do(("start", FEW, False, "a"))
    step = trainer.run.step

    def slow():
        trainer.now += 4
        step()

    trainer.run.step = slow
    for _ in range(3):
        trainer.turn()
    assert trainer.news[-2][1] == ("finished", {"run": "a", "seconds": 0.0})
    assert trainer.states()[-1]["points"][-1][4] is not None
    assert trainer.do(("resume",), ("step",)) == [] and trainer.run.count == 3


def test_a_run_ends_after_its_seconds_of_pauses(tmp_path, material):
    trainer = Told(tmp_path, Limits(10, 0.01), material)
    trainer.clock = worker.time.monotonic
    assert trainer.do(("start", FEW, True, "a")) == ["paused"]
    trainer.turn()
    assert trainer.news[-2][1][0] == "finished"


def test_a_start_waits_for_what_it_learns_from(tmp_path, material):
    trainer = Told(tmp_path, Limits(10, 10))
    trainer.preparing = iter([None, material])
    assert trainer.do(("start", FEW, False, "a")) == []
    trainer.turn()
    assert not trainer.news
    trainer.turn()
    assert [value[0] for name, value in trainer.news if name == "phase"] == ["training"]


def test_what_is_missing_is_told_and_not_fetched(tmp_path):
    trainer = Told(tmp_path, Limits(10, 10))
    assert trainer.do(("prepare",)) == ["missing"]
    assert trainer.news[-1][1][1]["bytes"] == at_hand.MNIST_BYTES
    assert not any(tmp_path.iterdir())


@pytest.fixture
def offered(monkeypatch):
    """Two small files in MNIST's place, which the second of two mirrors has."""
    contents = {name: gzip.compress(name.encode()) for name, _ in at_hand.MNIST_TRAINING}
    sums = [(name, hashlib.md5(content).hexdigest()) for name, content in contents.items()]

    class Mirror(BaseHTTPRequestHandler):
        def do_GET(self):
            folder, name = self.path.strip("/").split("/")
            self.send_response(200 if folder == "full" else 404)
            self.end_headers()
            self.wfile.write(contents[name])

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(at_hand, "MNIST_TRAINING", sums)
    monkeypatch.setattr(datasets.MNIST, "mirrors", [f"{address}/empty/", f"{address}/full/"])
    yield contents
    server.shutdown()
    server.server_close()


def test_mnist_is_fetched_when_asked_for(tmp_path, offered, monkeypatch):
    trainer = Told(tmp_path, Limits(10, 10))
    monkeypatch.setattr(worker, "preparation", lambda folder: iter([]))
    assert trainer.do(("fetch",))[-1] == "preparing"
    told = [value[1]["done"] for name, value in trainer.news if value[0] == "fetching"]
    assert told[0] == 0 and told[-1] == sum(map(len, offered.values()))
    assert {each.name for each in at_hand.mnist_folder(tmp_path).iterdir()} == set(offered)


def test_what_is_damaged_on_its_way_is_not_kept(tmp_path, offered):
    name = next(iter(offered))
    offered[name] = b"half of it"
    trainer = Told(tmp_path, Limits(10, 10))
    assert trainer.do(("fetch",))[-1] == "missing"
    assert "could not be fetched" in trainer.news[-1][1][1]["sentence"]
    assert not any(at_hand.mnist_folder(tmp_path).iterdir())


def test_a_saved_network_is_loaded_and_rejects(trainer, tmp_path, digit):
    trainer.do(("start", FEW, False, "a"))
    for _ in range(20):
        trainer.turn()
    assert trainer.do(("save",)) == ["paused"]
    ((run, saved),) = [value for name, value in trainer.news if name == "saved"]
    assert run == trainer.name
    path = tmp_path / f"{saved['name']}.safetensors"
    path.write_bytes(saved["weights"])
    path.with_suffix(".json").write_text(json.dumps(saved["card"]))
    model = load(path)
    assert saved["name"] == "relu-32-100-digits-seed-0"
    assert model.calibration.rejection_threshold < 1 and model.calibration.temperature != 1
    trained = trainer.run.model.eval()
    assert recognise(model, digit).trace["OUTPUT"] == pytest.approx(
        recognise(trained, digit).trace["OUTPUT"], abs=1e-4
    )


def message(name, *value):
    content = pickle.dumps((name, value))
    return len(content).to_bytes(8, "little") + content


def started(**how):
    command = [sys.executable, "-m", "lenet.training.live", "10", "10"]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **how)


@pytest.mark.slow
def test_the_process_ends_with_the_pipe_and_not_by_an_interruption(tmp_path):
    with started(env=os.environ | {"LENET_DATA": str(tmp_path)}) as process:
        process.stdin.write(message("prepare"))
        process.stdin.flush()
        assert process.stdout.read(1)  # it lives
        assert os.getpriority(os.PRIO_PROCESS, process.pid) >= 10
        process.send_signal(signal.SIGINT)
        assert process.poll() is None
        process.stdin.close()
        assert process.wait(WAIT) == 0
