"""The page's own failures: one line in the log, with an id that the visitor's sentence carries, too.

The line says what failed and where, and nothing of what was asked: a drawing is the visitor's own. What
fails in the same way at the same place has the same id, so that a failure that repeats is one line, too.
"""

import hashlib
import logging
import traceback
from pathlib import Path

DEEPEST = 4  # places that are named


def failed(error: BaseException) -> str:
    """Write a failure's line; return the sentence for whoever asked."""
    what = f"{type(error).__name__} at {places(error)}"
    name = hashlib.sha256(what.encode()).hexdigest()[:8]
    logging.getLogger("lenet").error("failure %s: %s", name, what)
    return (
        f"Something went wrong on the server (logged as {name}). Please try again; "
        "if it fails again, report this number to whoever runs the page."
    )


def places(error: BaseException) -> str:
    """Name where it happened, the innermost place first."""
    frames = traceback.extract_tb(error.__traceback__)[: -DEEPEST - 1 : -1]
    return (
        ", ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames) or "nowhere"
    )
