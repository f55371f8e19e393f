"""All that costs processor time, done in turns: quick work on the event loop, other work by a few threads.

Python runs one thread at a time, so that many threads only contend: what takes a few milliseconds is done
where it was asked for, one after the other.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from typing import Any, TypeVar

from starlette.types import Receive

from lenet.web.fairness.turns import Turns

AT_ONCE = 2  # pieces of work that are not quick; more would only wait for each other

Result = TypeVar("Result")

_leaving: ContextVar[asyncio.Future] = ContextVar("leaving")  # done once whoever asked has left


def is_wanted() -> bool:
    """Tell long work whether whoever asked for it still waits; True outside of work."""
    leaving = _leaving.get(None)
    return leaving is None or not leaving.done()


class Work:
    """Do each client's work in its turn."""

    def __init__(self) -> None:
        self.quick, self.other = Turns(1), Turns(AT_ONCE)
        self.threads = ThreadPoolExecutor(AT_ONCE, "working")

    async def done(
        self, client: str, left: Coroutine[Any, Any, None], piece: Callable[[], Result], quick: bool = False
    ) -> Result:
        """Do a piece of work for a client and return its result.

        left: ends when whoever asked has left; work that has to wait is then not begun, but raises Refusal.
        """
        turns, cost = self.quick if quick else self.other, 0.0

        def measured() -> Result:
            nonlocal cost
            started = time.thread_time()
            try:
                return piece()
            finally:
                cost = time.thread_time() - started

        if quick and turns.take(client):
            left.close()
            try:
                return measured()
            finally:
                turns.time.charge(client, cost)
                turns.give_back(client)
        leaving = asyncio.create_task(left)
        try:
            async with turns.turn(client, leaving):
                before = _leaving.set(leaving)
                try:
                    if quick:
                        return measured()
                    loop, context = asyncio.get_running_loop(), copy_context()
                    return await loop.run_in_executor(self.threads, context.run, measured)
                finally:
                    _leaving.reset(
                        before
                    )  # else each holds on to the one before, for as long as a WebSocket
                    turns.time.charge(client, cost)
        finally:
            leaving.cancel()


async def left(receive: Receive) -> None:
    """Return once whoever sent a request, whose body has been received, has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
