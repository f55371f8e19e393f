"""Convolution without oneDNN, which for a single digit prepares longer than it computes."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import torch

switch: Any = torch.backends.mkldnn  # a module whose `enabled` is a property
_changing = Lock()
_inside = 0  # how many blocks are open
_was_on = True


@contextmanager
def plain_convolution() -> Iterator[None]:
    """Convolve without oneDNN within the block: one digit takes 40 % of the time, a hundred take longer.

    The switch is the whole process's: meanwhile another thread's batch is slower, and its results differ
    by a few millionths.
    """
    global _inside, _was_on
    with _changing:
        if _inside == 0:
            _was_on = switch.enabled
            switch.enabled = False
        _inside += 1
    try:
        yield
    finally:
        with _changing:
            _inside -= 1
            if _inside == 0:
                switch.enabled = _was_on
