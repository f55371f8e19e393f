"""Gradio's own scripts, styles and pictures: each read and compressed once, in its visitor's turn.

Gradio compresses them for every request, on the one thread that serves all visitors, and has some of 30 MB,
which this page does not need.
"""

import mimetypes
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work, left
from lenet.web.refusals import Refusal
from lenet.web.static_files import FOR_GOOD, KINDS, File, compressed

LARGEST = 2**20  # bytes: the page's own have no more than half
TEXTS = ("text/", "application/json", "image/svg+xml")  # other kinds are compressed already
FOR_A_DAY = "public, max-age=86400"


class Assets:
    """Serve the files of Gradio's folders, by address; those in `assets` have their hash in their names."""

    def __init__(self, folders: Mapping[str, Path], work: Work):
        self.work = work
        self.paths = {
            f"/{name}/{path.relative_to(folder).as_posix()}": path
            for name, folder in folders.items()
            for path in folder.rglob("*")
            if path.is_file() and path.stat().st_size <= LARGEST
        }
        self.kept: dict[Path, File] = {}
        self.routes = [Route(f"/{name}/{{path:path}}", self.answer) for name in folders]

    async def answer(self, request: Request) -> Response:
        """Send a file."""
        address = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        path = self.paths.get(address)
        if path is None:
            raise Refusal(404, "There is nothing at this address.")
        if path not in self.kept:
            client = request.scope[CLIENT]
            self.kept[path] = await self.work.done(client, left(request.receive), partial(self.read, path))
        for_how_long = FOR_GOOD if address.startswith("/assets/") else FOR_A_DAY
        return self.kept[path].answer(request.headers, **{"cache-control": for_how_long})

    def read(self, path: Path) -> File:
        """Read a file, unless that was done while others had their turn."""
        if path in self.kept:
            return self.kept[path]
        known = KINDS.get(path.suffix)  # first: Gradio tells Python's mimetypes that a script is no text
        kind = known or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        content = path.read_bytes()
        return compressed(kind, content) if kind.startswith(TEXTS) else File(kind, {"": content})
