"""A browser tab that trains, without a browser: its WebSocket, and what comes through it."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

PREPARED = 120  # seconds that a frame may be awaited on a machine that is busy with other things


class Trainer:
    """One connection of a tab; frames: all that has come."""

    def __init__(self, socket: ClientConnection):
        self.socket, self.frames = socket, list[dict[str, Any]]()

    def tell(self, command: str, **more: Any) -> None:
        self.socket.send(json.dumps({"do": command, **more}))

    def hear(self) -> dict[str, Any]:
        self.frames.append(json.loads(self.socket.recv(timeout=PREPARED)))
        return self.frames[-1]

    def await_phase(self, phase: str) -> dict[str, Any]:
        """The status with that phase, once it comes."""
        return self.await_frame(lambda frame: frame.get("status", {}).get("phase") == phase)["status"]

    def await_state(self, fits=lambda state: True) -> dict[str, Any]:
        """The first state that fits, once it comes."""
        return self.await_frame(lambda frame: "state" in frame and fits(frame["state"]))["state"]

    def await_frame(self, fits) -> dict[str, Any]:
        while not fits(frame := self.hear()):
            pass
        return frame


@contextmanager
def training(address: str, tab: str | None = None, **headers: str) -> Iterator[Trainer]:
    """A tab's connection to the app at that address; headers of the handshake, as a browser's."""
    tab = tab or secrets.token_hex(8)
    place = f"{address.replace('http', 'ws').rstrip('/')}/page/train?tab={tab}"
    with connect(place, additional_headers=headers, max_size=None, max_queue=None, proxy=None) as socket:
        yield Trainer(socket)


@contextmanager
def kept_ready(address: str) -> Iterator[str]:
    """Keeps a tab open, so that the training process stays ready when the others are closed."""
    with training(address) as tab:
        tab.tell("ready")
        yield address
