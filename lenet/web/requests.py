"""What a request says of itself before its body is read: where it goes, and what its headers claim."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.types import Scope

QUESTION = re.compile(r"/page/(?P<name>[^/]*)$")
EVENT = re.compile(r"/gradio_api/(run|api|call)/(?P<name>[^/]*)$")
JOIN = re.compile(r"/gradio_api/queue/join$")
QUEUED = re.compile(r"/gradio_api/(queue/join|call/[^/]*)$")  # answered at once, and worked at later
STREAM = re.compile(r"/gradio_api/(heartbeat/[^/]*|queue/data|call/[^/]*/[^/]*)$")
UPLOAD = re.compile(r"/gradio_api/upload$")
LONGEST_NAME = 64  # characters of a session's or an event's


def announced_size(scope: Scope) -> int:
    """Return the size in bytes that a request claims; 0 where it claims none."""
    claim = header(scope, b"content-length")
    return int(claim) if claim.isdigit() else 0


def header(scope: Mapping[str, Any], wanted: bytes) -> bytes:
    """Return a header's value; empty where there is none."""
    return next((value for name, value in scope["headers"] if name == wanted), b"")
