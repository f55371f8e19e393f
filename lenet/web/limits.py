"""The limits of a request: how large it may be and what it may contain, checked before anything parses it.

Gradio has no limit for a request that is no upload, and walks through every single value in it on the one
thread that serves all visitors. So this stands before it, as ASGI middleware.
"""

import json
import re
import reprlib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lenet.drawing.strokes import MAX_POINTS, MAX_STROKES
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work, left
from lenet.web.gradio_internals import Events, fetches
from lenet.web.refusals import LEFT, Refusal
from lenet.web.requests import EVENT, JOIN, LONGEST_NAME, QUESTION, UPLOAD, announced_size, header

MAX_BYTES = 50 * MAX_POINTS  # two numbers with all the digits that they can have, and what is around them
MAX_ORDER = 2**11  # bytes of what has no drawing: to cancel, or to reset
MAX_VALUES = 3 * MAX_POINTS + 2 * MAX_STROKES  # a point is a list of two; some 1,000 are left for the rest
MAX_DEPTH = 20  # lists and objects in each other: a drawing has 6; some hundreds exhaust Python's stack
SMALL = 12 * 2**10  # bytes of a request: nearly every drawing, read in a millisecond
PIECE = 2**12  # bytes of a body: what comes in less is joined at once, as it takes fifty bytes more
LENIENT = 2**16  # bytes of a request whose NaNs are said where they stand: Python's parser takes 2 ms
MAX_FILE = 25 * 2**20  # bytes: a JPEG of `lenet.drawing.picture_file.JPEG_PIXELS`, little compressed
MAX_UPLOAD = MAX_FILE + 2**16  # with what a form puts around its file

Checked = Callable[[dict[str, Any]], dict[str, Any]]

REQUEST = "lenet.request"  # where in the scope a question stands: its JSON, so that nobody reads it twice

BOUNDARY = re.compile(
    rb"""multipart/form-data;\s*boundary=("?)(?P<boundary>[A-Za-z0-9'()+_,./:=?-]{1,70})\1"""
)


class RequestLimits:
    """Let requests in that are within their limits; raise Refusal for others.

    questions: the names of the page's own; events: how many values each of Gradio's takes; largest: bytes
    of a request, for questions that take more than MAX_BYTES; work: reads large ones. A question stands in
    the scope, under REQUEST; of a large one, its bytes: `request_in` reads them in the turn that answers
    it. An event called directly keeps no session: of its request only {"data": [...]} goes on.
    """

    def __init__(
        self,
        app: ASGIApp,
        questions: Collection[str],
        events: Events,
        largest: Mapping[str, int],
        work: Work,
    ):
        self.app, self.questions, self.events, self.largest = app, questions, events, largest
        self.work = work

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if scope["method"] == "POST":
            receive = await self.let_in(scope, receive)
        await self.app(scope, receive, send)

    async def let_in(self, scope: Scope, receive: Receive) -> Receive:
        """Return what the app may receive; raise Refusal for what it may not."""
        if UPLOAD.search(scope["path"]):
            if not BOUNDARY.fullmatch(header(scope, b"content-type")):
                raise Refusal(415, "Upload the file as multipart/form-data with a boundary.", unread=True)
            refuse_if_too_large(announced_size(scope), MAX_UPLOAD)
            return receive  # whoever keeps it counts what comes: kept/uploads.py
        question, event = QUESTION.search(scope["path"]), EVENT.search(scope["path"])
        if question:
            limit = self.largest.get(question["name"], MAX_BYTES)
        else:
            limit = MAX_BYTES if event or JOIN.search(scope["path"]) else MAX_ORDER
        refuse_if_too_large(announced_size(scope), limit)
        body = await read_body(receive, limit)
        if question:
            refuse_if_unknown("question", question["name"], self.questions)
            refuse_if_not_json(scope)
            scope[REQUEST] = request_in(body) if len(body) <= SMALL else body
        elif event:
            refuse_if_unknown("event", event["name"], self.events.by_name)
            refuse_if_not_json(scope)
            body = await self.passed_on(body, partial(self.checked_event, event["name"]), scope, receive)
        elif JOIN.search(scope["path"]):
            body = await self.passed_on(body, self.checked_joining, scope, receive)
        elif body:
            body = await self.passed_on(body, lambda request: request, scope, receive)
        return replayed(body, receive)

    async def passed_on(self, body: bytes, checked: Checked, scope: Scope, receive: Receive) -> bytes:
        """Return what Gradio is to read of a body, a large one in its client's turn; else raise Refusal."""

        def piece() -> bytes:
            request = request_in(body)
            wanted = checked(request)
            if len(body) > SMALL:
                wanted = wanted | {"data": [text_if_large(each) for each in wanted["data"]]}
            return body if wanted == request else written(wanted)

        if len(body) <= SMALL:
            return piece()
        return await self.work.done(scope[CLIENT], left(receive), piece)

    def checked_event(self, name: str, request: dict[str, Any]) -> dict[str, Any]:
        """Return the values of an event, and no more: called directly, it keeps no session."""
        return {"data": filled(request.get("data"), self.events.by_name[name])}

    def checked_joining(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return what joins Gradio's queue, all its values in it; refuse what is no event of this page."""
        number, session, data = (request.get(each) for each in ("fn_index", "session_hash", "data"))
        if type(number) is not int or number not in self.events.by_number:
            raise Refusal(422, "There is no event with this fn_index.")
        if not isinstance(session, str) or not 0 < len(session) <= LONGEST_NAME:
            raise Refusal(422, f"The session_hash must be text of 1 to {LONGEST_NAME} characters.")
        return request | {"data": filled(data, self.events.by_number[number])}


def filled(data: Any, size: int) -> list[Any]:
    """Return an event's values, with null for those at the end that were not sent."""
    if not isinstance(data, list) or len(data) > size:
        raise Refusal(422, f'This event takes {{"data": [...]}} with at most {size} values.')
    return data if len(data) == size else data + [None] * (size - len(data))


def text_if_large(value: Any) -> Any:
    """Return a large list or object as its JSON's text, through which Gradio does not walk."""
    text = written(value) if isinstance(value, list | dict) else b""
    return text.decode() if len(text) > SMALL else value


def written(value: Any) -> bytes:
    """Write what `parsed` returned: orjson makes null of NaN, and refuses integers beyond 64 bits."""
    try:
        text = orjson.dumps(value)
    except TypeError:
        text = b"null"
    return json.dumps(value).encode() if b"null" in text else text


def refuse_if_unknown(what: str, name: str, known: Collection[str]) -> None:
    """Raise Refusal for a name that is not known."""
    if name not in known:
        raise Refusal(404, f"There is no {what} {reprlib.repr(name)}. Choose from {', '.join(known)}.")


def refuse_if_not_json(scope: Scope) -> None:
    """Raise Refusal for a request that does not say that it is JSON: a form of another site's could not."""
    if not header(scope, b"content-type").startswith(b"application/json"):
        raise Refusal(415, "Send JSON, with the header Content-Type: application/json.")


def request_in(body: bytes) -> dict[str, Any]:
    """Read the JSON object in a body; Refusal for anything else, and for one that would make us fetch."""
    if body.count(b",") + body.count(b"[") + body.count(b"{") > MAX_VALUES:
        raise Refusal(413, f"The request has too many values: a drawing can have {MAX_POINTS:,} points.")
    try:
        request = parsed(body)
    except (ValueError, RecursionError):
        raise Refusal(400, "The request is not valid JSON.") from None
    *levels, deeper = within(request)
    if deeper:
        raise Refusal(422, f"The request is nested too deeply: at most {MAX_DEPTH} levels are accepted.")
    if not isinstance(request, dict):
        raise Refusal(422, "The request must be a JSON object.")
    paths = [each.get("path") for level in levels for each in level if type(each) is dict]
    if any(fetches(path) for path in paths if isinstance(path, str)):
        raise Refusal(422, "Addresses are not fetched. Upload the image itself.")
    return request


def parsed(body: bytes) -> Any:
    """Parse JSON, and what only Python accepts as such: whoever reads a NaN can say where it stands."""
    try:
        return orjson.loads(body)  # takes a fifth of json's time, during which no other thread can run
    except ValueError:
        if len(body) > LENIENT:
            raise
        return json.loads(body)


def within(value: Any) -> Iterator[list[Any]]:
    """List the lists and objects on each level, MAX_DEPTH of them, and on the one below."""
    level = [value] if type(value) in (list, dict) else []
    for _ in range(MAX_DEPTH):
        yield level
        holders = [each.values() if type(each) is dict else each for each in level]
        level = [each for each in chain.from_iterable(holders) if type(each) in (list, dict)]
    yield level


def refuse_if_too_large(size: int, limit: int, unread: bool = True) -> None:
    """Raise Refusal for more bytes than the limit."""
    if size > limit:
        raise Refusal(413, f"The request is too large: at most {limit:,} bytes are accepted.", unread)


async def read_body(receive: Receive, limit: int) -> bytes:
    """Receive the body, of which no more than the limit and one piece are ever held; Refusal for a part."""
    pieces: list[bytes] = []  # joined once: bodies that grow in turns leave holes of every size in memory
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(499, LEFT)
        piece = message.get("body", b"")
        if pieces and len(pieces[-1]) + len(piece) <= PIECE:
            pieces[-1] += piece
        else:
            pieces.append(piece)
        size, more = size + len(piece), message.get("more_body", False)
        refuse_if_too_large(size, limit, unread=more)
    return b"".join(pieces)


def replayed(body: bytes, receive: Receive) -> Receive:
    """Receive the body again, and then what else comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again
