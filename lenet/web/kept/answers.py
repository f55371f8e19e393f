"""The page, its configuration and the API's description: rendered once, and kept for the last hosts.

Gradio renders them for every request, although they differ only in the address of the host that was asked.
So each is rendered for a host that does not exist, with nothing of the request in it, and the visitor's own
takes its place. A thousand hosts cost no rendering, and little memory.
"""

import asyncio
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lenet.web.door import FOR_ITS_HOST
from lenet.web.gradio_internals import origin_of
from lenet.web.static_files import File, compressed

NOWHERE = "nowhere.invalid"  # RFC 2606: the name of no host
HOSTS = 8  # the last ones, whose answers are kept


class RenderedOnce:
    """Answer what is written for its host from one rendering; stands inside Gradio's own middleware."""

    def __init__(self, app: ASGIApp):
        self.app, self.rendered, self.rendering = app, dict[str, tuple[str, bytes]](), asyncio.Lock()
        self.written = lru_cache(HOSTS * len(FOR_ITS_HOST))(self.write)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or path not in FOR_ITS_HOST:
            return await self.app(scope, receive, send)
        async with self.rendering:
            if scope["path"] not in self.rendered:
                self.rendered[scope["path"]] = await self.render(scope, FOR_ITS_HOST[path])
        answer = self.written(scope["path"], origin_of(scope)).answer(Headers(scope=scope))
        await answer(scope, receive, send)

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
        """Put the visitor's host where NOWHERE stands."""
        kind, content = self.rendered[path]
        return compressed(kind, content.replace(f"http://{NOWHERE}".encode(), origin.encode()))
