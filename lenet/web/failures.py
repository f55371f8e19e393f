"""The page's own failures: one line in the log, with an id that the visitor's sentence carries, too.

The line says what failed and where, and nothing of what was asked: a drawing is the visitor's own.
"""

import secrets
import sys
import traceback
from pathlib import Path

DEEPEST = 4  # places that are named


def failed(error: BaseException) -> str:
    """Write a failure's line; return the sentence for whoever asked."""
    name = secrets.token_hex(4)
    print(f"failure {name}: {type(error).__name__} at {places(error)}", file=sys.stderr, flush=True)
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
