"""The answer, below ASGI, to what is no request: one sentence, with the headers of all answers."""

import json

from lenet.web.headers import ENCODED_FOR_ALL

NO_REQUEST = "This is not a valid HTTP request."
NO_HANDSHAKE = "This is not a valid WebSocket handshake."


def bad_request(sentence: str) -> bytes:
    """Write a whole answer, after which the connection is closed."""
    body = json.dumps({"error": sentence}).encode()
    told = {
        b"content-type": b"application/json",
        b"content-length": b"%d" % len(body),
        b"connection": b"close",
    }
    lines = [b"%s: %s" % each for each in (*told.items(), *ENCODED_FOR_ALL)]
    return b"\r\n".join([b"HTTP/1.1 400 Bad Request", *lines, b"", body])
