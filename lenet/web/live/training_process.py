"""The process that trains, seen from the server: started, told, heard, ended."""

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from lenet.training.live.messages import LENGTH, framed

ROOT = Path(__file__).parents[3]
Hear = Callable[[str, Any], None]


class TrainingProcess:
    """A process of `python -m lenet.training.live`.

    hear: is called with each news, and with "ended" when the process has ended by itself.
    """

    def __init__(self, seconds: float, pauses: float, hear: Hear):
        self.arguments = [sys.executable, "-m", "lenet.training.live", str(seconds), str(pauses)]
        self.hear = hear
        self.untold: list[bytes] = []
        self.process: asyncio.subprocess.Process | None = None
        self.living = asyncio.create_task(self.live())

    def tell(self, name: str, *value: Any) -> None:
        """Tell a command, once the process has started."""
        self.untold.append(framed(name, value))
        self.hand_on()

    def hand_on(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.writelines(self.untold)
            self.untold = []

    async def told(self) -> None:
        """Wait until the process has taken most of what it was told."""
        if self.process is not None and self.process.stdin is not None:
            with suppress(ConnectionError):
                await self.process.stdin.drain()

    async def live(self) -> None:
        """Start the process and hear its news until it ends."""
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        if folder := os.environ.get("LENET_DATA"):
            environment["LENET_DATA"] = os.path.abspath(folder)  # it starts elsewhere
        with suppress(OSError, asyncio.IncompleteReadError):  # the system may have no room for a process
            self.process = await asyncio.create_subprocess_exec(
                *self.arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                cwd=ROOT,
                env=environment,
            )
            assert self.process.stdout is not None
            self.hand_on()
            while True:
                length = int.from_bytes(await self.process.stdout.readexactly(LENGTH), "little")
                self.hear(*pickle.loads(await self.process.stdout.readexactly(length)))
        if self.process is not None:
            await self.process.wait()
        self.hear("ended", None)

    def end(self) -> None:
        """End the process, and hear nothing more."""
        self.living.cancel()
        if self.process is not None and self.process.returncode is None:
            self.process.kill()  # it holds nothing that is worth a farewell
