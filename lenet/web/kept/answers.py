"""The page, its configuration and the API's description: rendered once, and kept for the last hosts.

Gradio renders them for every request, although they differ only in the address of the host that was asked.
So each is rendered for a host that does not exist, with nothing of the request in it, and the visitor's own
takes its place. A thousand hosts cost no rendering, and little memory.
"""

import asyncio
from functools import partial

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lenet.web.door import FOR_ITS_HOST
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work, left
from lenet.web.gradio_internals import origin_of
from lenet.web.static_files import File, compressed

NOWHERE = "nowhere.invalid"  # RFC 2606: the name of no host
HOSTS = 8  # the last ones, whose answers are kept


class RenderedOnce:
    """Answer what is written for its host from one rendering; stands inside Gradio's own middleware.

    written: for the last hosts, by path and origin, the one asked for last at the end.
    """

    def __init__(self, app: ASGIApp, work: Work):
        self.app, self.work = app, work
        self.rendered, self.rendering = dict[str, tuple[str, bytes]](), asyncio.Lock()
        self.written: dict[tuple[str, str], File] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or path not in FOR_ITS_HOST:
            return await self.app(scope, receive, send)
        async with self.rendering:
            if scope["path"] not in self.rendered:
                self.rendered[scope["path"]] = await self.render(scope, FOR_ITS_HOST[path])
        where = scope["path"], origin_of(scope)
        file = self.written.pop(where, None)
        if file is None:
            file = await self.work.done(scope[CLIENT], left(receive), partial(self.write, *where))
        self.written[where] = file
        if len(self.written) > HOSTS * len(FOR_ITS_HOST):
            del self.written[next(iter(self.written))]
        await file.answer(Headers(scope=scope))(scope, receive, send)

    async def render(self, scope: Scope, query: bytes) -> tuple[str, bytes]:
        """Let Gradio answer for NOWHERE; return the content's type, and the content."""
        nobody = {"method": "GET", "scheme": "http", "headers": [(b"host", NOWHERE.encode())]}
        sent: list[Message] = []

        async def nothing() -> Message:
            return {"type": "http.request", "body": b""}

        async def kept(message: Message) -> None:
            sent.append(message)

        await self.app({**scope, **nobody, "query_string": query}, nothing, kept)
        start, *rest = sent
        if start["status"] != 200:
            raise RuntimeError("Gradio does not render its page.")
        kind = Headers(raw=start["headers"])["content-type"]
        return kind, b"".join(message["body"] for message in rest)

    def write(self, path: str, origin: str) -> File:
        """Put the visitor's host where NOWHERE stands, unless that was done while others had their turn."""
        if written := self.written.get((path, origin)):
            return written
        kind, content = self.rendered[path]
        return compressed(kind, content.replace(f"http://{NOWHERE}".encode(), origin.encode()))
