"""What each client may have under way, decided before anything of a request is read."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

from starlette.types import ASGIApp, Receive, Scope, Send

from lenet.web.fairness.clients import CLIENT, client_of
from lenet.web.fairness.places import Places, refuse_if_greedy
from lenet.web.requests import QUEUED, STREAM, UPLOAD, announced_size, header

READS = 512  # asked while the pen moves, a few milliseconds each; one client alone may have half, as of all
QUESTIONS = 128  # all other requests with a body: 64 alone are answered within the page's patience
EVENTS = 40  # in Gradio's queue, which works at so many at once
STREAMS = 256  # of events: each keeps a connection
SOCKETS = 512  # WebSockets, one for each tab that trains or may look on: a lecture hall is one client
BYTES = 64 * 2**20  # of bodies, while they arrive, wait and are worked at
FIRST = 2  # of each of these, that every client may have even when others have taken all
LIGHTEST = 2**16  # bytes that any request weighs: JSON takes more room than its text

READ = re.compile(r"/page/read$")


class FairShares:
    """Hold for each request what it takes of the server; raise Refusal where its client has enough.

    queued: lists the requests whose events wait in Gradio's queue. largest: bytes that a body may have.
    """

    def __init__(self, app: ASGIApp, queued: Callable[[], Iterable[Scope]], largest: int):
        self.app, self.queued, self.largest = app, queued, largest
        self.reads, self.questions = Places(READS, FIRST), Places(QUESTIONS, FIRST)
        self.streams, self.sockets = Places(STREAMS, FIRST), Places(SOCKETS, FIRST)
        self.bytes = Places(BYTES, largest)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        client = scope[CLIENT] = client_of(scope)
        if scope["type"] == "websocket":
            with self.sockets.held(client, 1):
                return await self.app(scope, receive, send)
        if scope["method"] == "POST" and QUEUED.search(scope["path"]):
            events = Counter(request[CLIENT] for request in self.queued())
            refuse_if_greedy(events, EVENTS, client, 1, FIRST)
        with ExitStack() as held:
            for places, amount in self.taken_by(scope):
                held.enter_context(places.held(client, amount))
            await self.app(scope, receive, send)

    def taken_by(self, scope: Scope) -> Iterator[tuple[Places, int]]:
        """List what a request takes, of which."""
        path = scope["path"]
        if scope["method"] == "POST":
            yield (self.reads if READ.search(path) else self.questions), 1
            yield self.bytes, LIGHTEST if UPLOAD.search(path) else self.weight(scope)
        elif STREAM.search(path):
            yield self.streams, 1

    def weight(self, scope: Scope) -> int:
        """Return the bytes of a body: those that are announced, or all that could come."""
        told = header(scope, b"content-length") and not header(scope, b"transfer-encoding")
        return max(LIGHTEST, min(announced_size(scope), self.largest) if told else self.largest)
