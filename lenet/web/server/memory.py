"""Memory: what large requests took goes back to the system, for others on the machine."""

import ctypes
import gc
import sys


def give_back_freed() -> None:
    """Have the GNU C library give freed memory back: after large blocks it keeps those up to 32 MiB."""
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "malloc_trim"):  # musl has none
        gc.collect()  # some of it is in cycles, which an idle process does not look for
        library.malloc_trim(0)
