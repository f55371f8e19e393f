"""Messages between the training process and the server, through pipes: a length, and a pickle that long."""

import pickle
from typing import Any

LENGTH = 8  # bytes that say how long what follows is


def framed(name: str, value: Any) -> bytes:
    """Write a message as it goes through a pipe."""
    content = pickle.dumps((name, value))
    return len(content).to_bytes(LENGTH, "little") + content
