"""Metered: each request begins in its client's turn, and its time on the event loop is charged to it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Generator
from functools import partial
from types import coroutine
from typing import Any, TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

from lenet.web.fairness.arrivals import Arrivals
from lenet.web.fairness.clients import client_of

Result = TypeVar("Result")


class Metered:
    """Wrap an app in this, behind whatever tells its visitors apart."""

    def __init__(self, app: ASGIApp, arrivals: Arrivals):
        self.app, self.arrivals = app, arrivals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        client, total = client_of(scope), 0.0

        def note(seconds: float) -> None:
            nonlocal total
            total += seconds
            self.arrivals.charge(client, seconds)

        turn = asyncio.get_running_loop().create_future()
        if self.arrivals.come(client, partial(begin, turn), self.arrivals.request):
            await turn
        try:
            await step_by_step(self.app(scope, receive, send), note)
        finally:
            if scope["type"] == "http":  # a WebSocket's cost is no request's
                self.arrivals.ended(total)


def begin(turn: asyncio.Future) -> None:
    """Let a request begin, if it has not been cancelled."""
    if not turn.done():
        turn.set_result(None)


@coroutine
def step_by_step(work: Awaitable[Result], note: Callable[[float], None]) -> Generator[Any, None, Result]:
    """Await a coroutine, and note how many seconds each of its steps holds the event loop."""
    steps = work.__await__()
    error: BaseException | None = None
    while True:
        began = time.perf_counter()
        try:
            awaited = next(steps) if error is None else steps.throw(error)
        except StopIteration as end:
            return end.value
        finally:
            error = None  # else its traceback, which holds this frame, is a reference cycle
            note(time.perf_counter() - began)
        try:
            yield awaited
        except BaseException as thrown:  # a cancellation, above all
            error = thrown
