"""The most that a running app takes of its machine, on Linux."""

import subprocess
import threading
from pathlib import Path

EVERY = 0.2  # seconds between two looks


class Watch:
    """Until the block is left: MB of memory beyond `start`, and MB that lie in `folder`, at most."""

    def __init__(self, process: subprocess.Popen, folder: Path, start: float):
        self.process, self.folder, self.start = process, folder, start
        self.memory = self.disk = float("-inf")
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.look_on)

    def __enter__(self) -> "Watch":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()

    def look_on(self) -> None:
        """Looks again and again, and once more at the end."""
        while True:
            self.memory = max(self.memory, self.memory_of(self.process) - self.start)
            self.disk = max(self.disk, self.size_of(self.folder))
            if self.ended.wait(EVERY):
                return

    @staticmethod
    def memory_of(process: subprocess.Popen) -> float:
        """MB that a process holds."""
        status = Path(f"/proc/{process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    @staticmethod
    def size_of(folder: Path) -> float:
        """MB of the files in a folder; those that vanish meanwhile are none."""
        asked = subprocess.run(["du", "-s", "--block-size=1", folder], capture_output=True, text=True)
        return int(asked.stdout.split()[0]) / 1e6
