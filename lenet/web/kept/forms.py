"""The one file in an upload's form, as its bytes come; curl and Gradio's clients send no other form."""

import re
from collections.abc import AsyncIterator

from lenet.web.refusals import Refusal

BLANK = b"\r\n\r\n"  # ends what is told about the file
LONGEST_HEAD = 4_096  # bytes of that
FILE = re.compile(rb'\r\ncontent-disposition: *form-data;[^\r\n]*\bname="?files"? *[;\r]', re.IGNORECASE)
FORM = 'An upload is a form with one file, in a field named "files".'
BROKEN_OFF = "The upload broke off before the end of its file."


async def file_in(pieces: AsyncIterator[bytes], boundary: bytes) -> AsyncIterator[bytes]:
    """Yield the file's bytes; raise Refusal where a form holds anything else, or breaks off."""
    start, end = b"--" + boundary + b"\r\n", b"\r\n--" + boundary
    held = b""
    while BLANK not in held:
        if len(held) > LONGEST_HEAD:
            raise Refusal(422, FORM, unread=True)
        held += await following(pieces)
    head, _, held = held.partition(BLANK)
    if not head.startswith(start) or not FILE.search(head + b"\r"):
        raise Refusal(422, FORM, unread=True)
    while end not in held:
        content, held = held[: -len(end)], held[-len(end) :]  # in which the end may have begun
        if content:
            yield content
        held += await following(pieces)
    content, _, held = held.partition(end)
    yield content
    async for piece in pieces:
        held += piece
        if len(held) > len(BLANK):
            break
    if held not in (b"--", b"--\r\n"):
        raise Refusal(422, FORM, unread=True)


async def following(pieces: AsyncIterator[bytes]) -> bytes:
    """Return the next piece; raise Refusal where there is none."""
    piece = await anext(pieces, b"")
    if not piece:
        raise Refusal(400, BROKEN_OFF)
    return piece
