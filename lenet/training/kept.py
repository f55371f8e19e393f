"""What a command of hours looks at before it begins: where it writes, and what it has kept."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import torch

ROOM = 2**24  # bytes that must fit: some runs' states, or the pictures of an evaluation


class KeptError(RuntimeError):
    """A place that takes no files, or a kept file that is damaged, with one sentence that says which."""


def check_writable(*places: Path) -> None:
    """Make sure that folders, which are made where missing, and files can be written; else KeptError."""
    for place in places:
        try:
            if place.is_file():
                place.open("ab").close()
            else:
                place.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryFile(dir=place) as file:
                    file.write(bytes(ROOM))
        except OSError as error:
            reason = error.strerror or error
            raise KeptError(f"{place} cannot be written to ({reason}): nothing was begun.") from error


def check_whole(states: Iterable[Path]) -> None:
    """Make sure that what is kept of runs can be read; else KeptError."""
    for state in states:
        if state.exists() and not is_whole(state):
            raise KeptError(f"{state} is damaged: delete it, and its run is trained anew.")


def is_whole(state: Path) -> bool:
    try:
        return isinstance(torch.load(state, weights_only=True), dict)
    except Exception:  # of many kinds, one for each place where a file can be cut off
        return False
