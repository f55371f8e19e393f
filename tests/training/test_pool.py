"""The processes of training: how many there are, and what is said when work is broken off."""

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import train
from lenet.evaluation import __main__ as evaluation
from lenet.evaluation.comparisons import __main__ as comparisons
from lenet.training import pool
from lenet.training.pool import interruptible


@pytest.fixture(autouse=True)
def signals():
    """Put back what a command does with signals."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize("there", [1, 61, 62, 256])
def test_there_are_no_more_processes_than_windows_can_wait_for(there, monkeypatch):
    monkeypatch.setattr(pool, "cores", lambda: there)
    monkeypatch.setattr(sys, "platform", "win32")
    pool.pool().shutdown()  # Python's own refuses more there


@pytest.mark.slow
def test_a_process_that_is_killed_ends_the_command_with_one_sentence(monkeypatch):
    monkeypatch.setattr(pool, "cores", lambda: 1)
    executor = pool.pool()
    with (
        pytest.raises(SystemExit, match=r"^train\.py: a process that trained was ended.*run the same.*\.$"),
        interruptible(executor, "train.py"),
    ):
        executor.submit(os.abort).result()


def test_a_disk_that_fills_up_ends_the_command_with_one_sentence():
    with (
        pytest.raises(SystemExit, match=r"^train\.py: .*No space left.*; run the same command again"),
        interruptible(ThreadPoolExecutor(1), "train.py"),
    ):
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("command", "reads", "name"),
    [
        (train, "read_sources", "train.py"),
        (comparisons, "fetch", "lenet.evaluation.comparisons"),
        (evaluation, "read_test_sets", "lenet.evaluation"),
    ],
)
def test_ctrl_c_while_data_is_read_is_one_sentence(command, reads, name, monkeypatch):
    def pressed(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, reads, pressed)
    for looked_at in ("check_writable", "check_whole"):
        monkeypatch.setattr(command, looked_at, lambda *_: None, raising=False)
    monkeypatch.setattr("sys.argv", ["command"])
    with pytest.raises(SystemExit, match=rf"^{name}: interrupted"):
        command.main()
