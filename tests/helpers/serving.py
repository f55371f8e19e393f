"""The real app in a process of its own, on a free port of 127.0.0.1."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
START = 300  # seconds a start may take on a machine that is busy with other things
ON_A_SPACE = {
    "SYSTEM": "spaces",
    "SPACE_ID": "someone/lenet",
    "GRADIO_SSR_MODE": "True",
}  # as Spaces set it


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(
    port: int | None = None, command: Sequence[str] = ("app.py",), **environment: str
) -> Iterator[str]:
    """The address of a running app, from when it answers until the block is left."""
    with served_by(port, command, **environment) as (address, _):
        yield address


@contextmanager
def served_by(
    port: int | None = None,
    command: Sequence[str] = ("app.py",),
    log: int | IO | None = None,
    **environment: str,
) -> Iterator[tuple[str, subprocess.Popen]]:
    """A running app's address, and its process, which may be ended in the block; log: where it writes."""
    port = port or free_port()
    place = {"GRADIO_SERVER_NAME": "127.0.0.1", "GRADIO_SERVER_PORT": str(port)}
    variables = os.environ | place | environment
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=variables, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen) -> None:
    """Returns once the address answers; raises where the process ends or takes too long."""
    end = time.monotonic() + START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the app ended with code {process.returncode} before it answered")
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)  # polling a condition
    raise RuntimeError(f"{address} did not answer within {START} s")
