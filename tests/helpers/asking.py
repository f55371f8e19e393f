"""Questions to a running app by plain HTTP, as the page asks them."""

import json
import urllib.error
import urllib.request
from typing import Any


def post(address: str, body: Any, kind: str = "application/json") -> tuple[int, Any]:
    """Status and JSON of the reply to a body, bytes or what becomes JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(address, content, {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def ask(app: str, question: str, **inputs: Any) -> tuple[int, Any]:
    """Status, and the packet or the sentence that refuses, of one of the page's questions."""
    status, reply = post(f"{app}/page/{question}", inputs)
    return status, reply["packet"] if status == 200 else reply["error"]


def recognised(app: str, *inputs: Any) -> tuple[int, Any]:
    """Status and reply of the documented event, by its plain address."""
    return post(f"{app}/gradio_api/run/recognise", {"data": inputs})
