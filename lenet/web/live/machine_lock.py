"""One run at a time on a machine, however many processes serve the page: a lock that they share.

The system takes it back when its holder ends, however that ends. Windows has no such locks: there, each
process has its own run.
"""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path


def shared_path() -> Path:
    """Name the file that all processes of one user lock, in the folder for temporary files."""
    user = os.getuid() if hasattr(os, "getuid") else "all"
    return Path(tempfile.gettempdir()) / f"lenet-training-{user}.lock"


class MachineLock:
    """The lock in a file, in which its holder notes until when it will hold it at most."""

    def __init__(self, path: Path):
        self.path = path
        self.descriptor: int | None = None

    def take(self, seconds: float) -> bool:
        """Take the lock for so many seconds at most; False where another process holds it."""
        if self.descriptor is None:
            self.descriptor = self.locked()
        if self.descriptor is None:
            return False
        with suppress(OSError):  # a full disk: the others then hear of no end
            os.truncate(self.descriptor, 0)
            os.lseek(self.descriptor, 0, os.SEEK_SET)
            os.write(self.descriptor, f"{time.time() + seconds:.0f}".encode())
        return True

    def give_back(self) -> None:
        """Let others take it."""
        if self.descriptor is not None:
            os.close(self.descriptor)
        self.descriptor = None

    def held_elsewhere(self) -> float | None:
        """Tell how many seconds another process may still hold it; None where none does."""
        if self.descriptor is not None:
            return None
        descriptor = self.locked()
        if descriptor is not None:
            os.close(descriptor)
            return None
        try:
            return max(0.0, float(self.path.read_text()) - time.time())
        except (OSError, ValueError):  # taken a moment ago, and not noted yet
            return 0.0

    def locked(self) -> int | None:
        """Open and lock the file; None where another process holds it."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self.path, flags, 0o600)
        try:
            import fcntl  # Unix alone has it

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            os.close(descriptor)
            return None
        return descriptor
