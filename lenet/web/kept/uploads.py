"""Files that programs upload for the API: in one folder, within one budget for all, each for a while.

This answers in Gradio's place, which keeps whatever arrives. A file's name is made up here: what its sender
called it is not even read.
"""

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from lenet.web.failures import failed
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.places import refuse_if_greedy
from lenet.web.kept.forms import BROKEN_OFF, file_in
from lenet.web.limits import BOUNDARY, MAX_FILE
from lenet.web.refusals import Refusal

BUDGET = 256 * 2**20  # bytes of all uploads together
MOST = 1_000  # files
KEPT = 600  # seconds
PERIOD = 60  # seconds between two sweeps
RETRY = 10  # seconds after which an upload that found no room may be tried again


class Upload(NamedTuple):
    """Whose a file is, and its bytes so far."""

    client: str
    size: int


class Uploads:
    """Keep uploads in a folder, and delete each when its time is over, or a newer one needs its room.

    Room is made by whoever has most: its oldest goes. kept: the oldest first; coming: what is on its way.
    """

    def __init__(self, folder: Path, budget: int = BUDGET, most: int = MOST, seconds: float = KEPT):
        self.folder, self.budget, self.most, self.seconds = folder, budget, most, seconds
        self.kept: dict[Path, Upload] = {}
        self.coming: dict[Path, Upload] = {}

    def route(self) -> Route:
        """Make the route that stands in the place of Gradio's own."""
        return Route("/gradio_api/upload", self.answer, methods=["POST"])

    async def answer(self, request: Request) -> JSONResponse:
        """Keep the file in a form; tell where it is, as Gradio's clients expect it."""
        kind = BOUNDARY.fullmatch(request.headers["content-type"].encode("latin-1"))
        assert kind is not None  # the limits have seen to that
        try:
            path = await self.keep(request.scope[CLIENT], file_in(request.stream(), kind["boundary"]))
        except ClientDisconnect:
            raise Refusal(400, BROKEN_OFF) from None
        return JSONResponse([str(path)])

    async def keep(self, client: str, pieces: AsyncIterator[bytes]) -> Path:
        """Write a client's file as it comes; of one that does not come to its end, nothing is left."""
        path = self.folder / secrets.token_hex(16)
        self.coming[path] = Upload(client, 0)
        try:
            self.make_room(path, 0)
            with open(path, "xb") as file:
                async for piece in pieces:
                    self.make_room(path, len(piece))
                    await run_in_threadpool(file.write, piece)
        except BaseException as error:
            del self.coming[path]
            path.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise Refusal(
                    507, "The server has no room for uploads: try again later.", True, RETRY
                ) from None
            raise
        self.kept[path] = self.coming.pop(path)
        return path

    def make_room(self, path: Path, size: int) -> None:
        """Count more bytes of a coming file, in place of the oldest ones; Refusal where that is no help."""
        client, before = self.coming[path]
        if before + size > MAX_FILE:
            raise Refusal(413, f"The file is too large: at most {MAX_FILE:,} bytes are accepted.", True)
        coming = by_client(self.coming, lambda each: each.size)
        refuse_if_greedy(coming, self.budget, client, size)
        self.coming[path] = Upload(client, before + size)
        self.push_out(self.budget, lambda each: each.size)
        self.push_out(self.most, lambda each: 1)

    def push_out(self, room: int, weight: Callable[[Upload], int]) -> None:
        """Delete kept files until all together weigh no more than there is room for."""
        coming = sum(map(weight, self.coming.values()))
        while self.kept and coming + sum(map(weight, self.kept.values())) > room:
            weights = by_client(self.kept, weight)
            greediest = max(weights, key=weights.__getitem__)
            path = next(path for path, each in self.kept.items() if each.client == greediest)
            remove(path)
            del self.kept[path]

    @asynccontextmanager
    async def sweeping(self, _app: object = None, period: float = PERIOD) -> AsyncIterator[None]:
        """Sweep again and again for as long as the app runs, whatever goes wrong."""

        async def sweep_on() -> None:
            while True:
                await asyncio.sleep(period)
                with logged():
                    await self.sweep()

        task = asyncio.create_task(sweep_on())
        yield
        task.cancel()

    async def sweep(self) -> None:
        """Delete what has lain in the folder for too long, Gradio's own leavings with it."""
        for path in await run_in_threadpool(older, self.folder, time.time() - self.seconds):
            if path not in self.coming:
                with logged():
                    await run_in_threadpool(remove, path)
                    self.kept.pop(path, None)


def by_client(files: Mapping[Path, Upload], weight: Callable[[Upload], int]) -> Counter[str]:
    """Sum up the weights of each client's files."""
    weights: Counter[str] = Counter()
    for each in files.values():
        weights[each.client] += weight(each)
    return weights


def older(folder: Path, since: float) -> list[Path]:
    """List what in a folder was last written before a time."""
    found = []
    for each in folder.iterdir():
        with suppress(FileNotFoundError):  # it has just made room for another
            if each.lstat().st_mtime < since:
                found.append(each)
    return found


def remove(path: Path) -> None:
    """Delete a file, or a folder and all in it."""
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def logged() -> Iterator[None]:
    """Log a failure in one line, and go on."""
    try:
        yield
    except Exception as error:
        failed(error)
