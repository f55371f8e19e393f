"""The door: what a request may weigh and hold, judged before anything walks through it.

Gradio has no limit for a request that is no upload, and walks through every single value in it on the one
thread that serves all visitors. So this stands before it, as ASGI middleware.
"""

import json
import re
import reprlib
from collections.abc import Mapping
from typing import Any

from gradio_client.utils import is_http_url_like
from starlette.formparsers import MultiPartException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lenet.drawing.strokes import MAX_POINTS, MAX_STROKES

MAX_BYTES = 50 * MAX_POINTS  # two numbers with all the digits that they can have, and what is around them
MAX_VALUES = 3 * MAX_POINTS + 2 * MAX_STROKES  # a point is a list of two; some 1,000 are left for the rest
MAX_DEPTH = 20  # lists and objects in each other: a drawing has 6; some hundreds exhaust Python's stack
MAX_FILE = 25 * 2**20  # bytes: a photo of `lenet.picture.MAX_PIXELS`, little compressed
MAX_UPLOAD = MAX_FILE + 2**16  # with what a form puts around its file

DATA = "lenet.data"  # where in the scope the values of an event stand, so that nobody reads them twice,
WEIGHT = "lenet.weight"  # and the bytes that they came in

EVENT = re.compile(r"/gradio_api/(?P<way>run|api|call|call/v2)/(?P<name>[^/]*)/?$")
UPLOAD = re.compile(r"/gradio_api/upload/?$")
PROXY = re.compile(r"/gradio_api/proxy=")
NO_SENTENCE = b'{"error":null}'  # what Gradio answers when something went wrong that nobody foresaw
UNFORESEEN = "The server failed at this request; it goes on with others."


class Refusal(Exception):
    """A request that is not let in: its HTTP status, one sentence, and whether more of it is to come."""

    def __init__(self, status: int, sentence: str, unread: bool = False):
        super().__init__(sentence)
        self.status, self.unread = status, unread


class Door:
    """Lets requests in that weigh no more than they may; others get {"error": one sentence}.

    inputs: how many values each event takes, by its name; largest: bytes of a request, for events that
    take more than MAX_BYTES. An event of the page keeps no session: of its request only {"data": [...]}
    goes on, and stands read in the scope, under DATA and WEIGHT.
    """

    def __init__(self, app: ASGIApp, inputs: Mapping[str, int], largest: Mapping[str, int]):
        self.app, self.inputs, self.largest = app, inputs, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            if PROXY.match(scope["path"]):
                raise Refusal(404, "Nothing is fetched from other addresses.")
            if scope["method"] == "POST":
                receive = await self.let_in(scope, receive)
        except Refusal as refusal:
            if refusal.unread:
                await discarded(receive)
            answer = JSONResponse({"error": str(refusal)}, refusal.status, {"Connection": "close"})
            return await answer(scope, receive, send)
        await self.app(scope, receive, never_speechless(scope, receive, send))

    async def let_in(self, scope: Scope, receive: Receive) -> Receive:
        """What the app may receive; Refusal for what it may not."""
        if UPLOAD.search(scope["path"]):
            refuse_if_heavy(announced(scope), MAX_UPLOAD)
            return weighed(receive, MAX_UPLOAD)
        event = EVENT.search(scope["path"])
        limit = self.largest.get(event["name"], MAX_BYTES) if event else MAX_BYTES
        refuse_if_heavy(announced(scope), limit)
        body = await whole(receive, limit)
        if event:
            if not header(scope, b"content-type").startswith(b"application/json"):
                raise Refusal(415, "The request must say that it is JSON, Content-Type: application/json.")
            body = self.checked(body, scope, **event.groupdict())
        elif body:
            request_in(body)
        return replayed(body, receive)

    def checked(self, body: bytes, scope: Scope, way: str, name: str) -> bytes:
        """The request of an event, with no more in it than an event takes; its data goes to the scope."""
        if name not in self.inputs:
            raise Refusal(404, f"There is no event {reprlib.repr(name)}: {', '.join(self.inputs)} are.")
        request = request_in(body)
        if way not in ("run", "api"):
            return body  # Gradio's queue takes other forms, and says itself what it misses
        data = request.get("data")
        if not isinstance(data, list) or len(data) != self.inputs[name]:
            raise Refusal(422, f'The event {name} takes {{"data": [...]}} with {self.inputs[name]} values.')
        scope[DATA], scope[WEIGHT] = data, len(body)
        return body if len(request) == 1 else json.dumps({"data": data}).encode()


def request_in(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; Refusal for anything else, and for one that would make us fetch."""
    if body.count(b",") + body.count(b"[") + body.count(b"{") > MAX_VALUES:
        raise Refusal(413, f"More than {MAX_VALUES:,} values: a drawing has at most {MAX_POINTS:,} points.")
    objects: list[dict] = []
    try:
        request = json.loads(body, object_hook=lambda each: objects.append(each) or each)
    except (ValueError, RecursionError):
        raise Refusal(400, 'The request is no JSON that can be read: send {"data": [...]}.') from None
    if is_deep(request):
        raise Refusal(422, f"More than {MAX_DEPTH} lists or objects in each other: a drawing has 6.")
    if not isinstance(request, dict):
        raise Refusal(422, 'The request is no JSON object: send {"data": [...]}.')
    if any(is_http_url_like(each["path"]) for each in objects if isinstance(each.get("path"), str)):
        raise Refusal(422, "An address is not fetched: upload the picture itself.")
    return request


def is_deep(value: Any) -> bool:
    """Whether lists and objects lie in each other more than MAX_DEPTH deep."""
    level = [value] if type(value) in (list, dict) else []
    for _ in range(MAX_DEPTH):
        holders = [each.values() if type(each) is dict else each for each in level]
        level = [each for holder in holders for each in holder if type(each) in (list, dict)]
    return bool(level)


def announced(scope: Scope) -> int:
    """The weight in bytes that a request claims; 0 where it claims none."""
    claim = header(scope, b"content-length")
    return int(claim) if claim.isdigit() else 0


def header(scope: Scope, wanted: bytes) -> bytes:
    """A header's value; empty where there is none."""
    return next((value for name, value in scope["headers"] if name == wanted), b"")


def refuse_if_heavy(weight: int, limit: int, unread: bool = True) -> None:
    """Raises Refusal for more bytes than the limit."""
    if weight > limit:
        raise Refusal(413, f"The request is too large: at most {limit:,} bytes are accepted.", unread)


async def whole(receive: Receive, limit: int) -> bytes:
    """The body, of which no more than the limit and one piece are ever held."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)  # False, too, when the client has gone
        refuse_if_heavy(len(body), limit, unread=more)
    return bytes(body)


async def discarded(receive: Receive) -> None:
    """Reads on and keeps nothing, up to MAX_UPLOAD: many clients read no answer before all is sent."""
    weight, more = 0, True
    while more and weight < MAX_UPLOAD:
        message = await receive()
        weight += len(message.get("body", b""))
        more = message.get("more_body", False)


def replayed(body: bytes, receive: Receive) -> Receive:
    """Receives the body again, and then what else comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def weighed(receive: Receive, limit: int) -> Receive:
    """Receives up to a limit, whatever weight was announced; then Gradio is told, which clears up."""
    weight = 0

    async def counted() -> Message:
        nonlocal weight
        message = await receive()
        weight += len(message.get("body", b""))
        if weight > limit:
            raise MultiPartException(f"The upload exceeds the maximum allowed size of {limit:,} bytes.")
        return message

    return counted


def never_speechless(scope: Scope, receive: Receive, send: Send) -> Send:
    """Sends on what the app sends; an error without a sentence gets one."""
    held: Message | None = None

    async def sent(message: Message) -> None:
        nonlocal held
        if message["type"] == "http.response.start" and message["status"] == 500:
            held = message
            return
        start, held = held, None
        if start is not None and message.get("body") == NO_SENTENCE:
            return await JSONResponse({"error": UNFORESEEN}, 500)(scope, receive, send)
        if start is not None:
            await send(start)
        await send(message)

    return sent
