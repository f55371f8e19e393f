"""A folder for each process, below the one for temporary files, which a later start removes with all in it.

Its owner holds a lock on it, which ends with the process, however that ends. (systemd leaves a locked
folder alone, too, where it clears /tmp.) Windows has no such locks: there, a process removes its own folder
when it ends, and what one that was killed has left stays.
"""

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX = "lenet-uploads-"
UNLOCKABLE = (OSError, ImportError)  # another's; or a system, or a file system, without locks


def own_folder() -> Path:
    """Make this process's folder in GRADIO_TEMP_DIR, or else TMPDIR; remove those without an owner."""
    parent = Path(os.environ.get("GRADIO_TEMP_DIR") or tempfile.gettempdir()).resolve()
    parent.mkdir(parents=True, exist_ok=True)
    for each in parent.glob(f"{PREFIX}*"):
        remove_if_left(each)
    made = Path(tempfile.mkdtemp(prefix=f"new-{PREFIX}", dir=parent))
    with suppress(*UNLOCKABLE):
        lock(made)
    folder = made.rename(made.with_name(made.name.removeprefix("new-")))  # only now may others find it
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def remove_if_left(folder: Path) -> None:
    """Remove a folder unless its owner is alive."""
    try:
        descriptor = lock(folder)
    except UNLOCKABLE:
        return
    shutil.rmtree(folder, ignore_errors=True)
    os.close(descriptor)


def lock(folder: Path) -> int:
    """Lock a folder until the process ends, or the descriptor is closed; OSError where another holds it."""
    import fcntl  # Unix alone has it

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
