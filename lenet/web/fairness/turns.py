"""Turns: of those who wait, the client goes next whose work has cost least lately."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from lenet.web.refusals import LEFT, Refusal

HALF_LIFE = 10.0  # seconds in which half of what somebody's work has cost is forgotten
NOTHING = 1e-4  # seconds of processor time that are forgotten altogether
MANY = 1_000  # clients whose costs are kept until those of NOTHING are looked for, if no more are left


class Costs:
    """What each client's work has cost lately, in seconds of processor time; clock: in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self.clock = clock
        self.noted: dict[str, tuple[float, float]] = {}  # the cost, and when it was so high
        self.many = MANY

    def of(self, client: str) -> float:
        """Return what is not yet forgotten."""
        cost, at = self.noted.get(client, (0.0, 0.0))
        return cost * 0.5 ** ((self.clock() - at) / HALF_LIFE)

    def add(self, client: str, seconds: float) -> None:
        """Note what a piece of work has cost."""
        self.noted[client] = self.of(client) + seconds, self.clock()
        if len(self.noted) > self.many:
            self.noted = {each: noted for each, noted in self.noted.items() if self.of(each) > NOTHING}
            self.many = max(MANY, 2 * len(self.noted))


class Turns:
    """Let so many clients work at once, each at one thing, the others in turns."""

    def __init__(self, at_once: int, costs: Costs):
        self.free, self.costs = at_once, costs
        self.waiting: dict[str, deque[asyncio.Future]] = {}  # of each client, who came first first
        self.working: set[str] = set()

    @asynccontextmanager
    async def turn(self, client: str, leaving: asyncio.Future) -> AsyncIterator[None]:
        """Wait for a client's turn and hold it; raise Refusal once whoever asked has left."""
        turn = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(client, deque()).append(turn)
        self.give_soon()
        try:
            await asyncio.wait({turn, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if leaving.done():
                raise Refusal(499, LEFT)
            yield
        finally:
            if turn.done():
                self.free += 1
                self.working.remove(client)
                self.give_soon()
            else:
                self.forget(client, turn)

    def give_soon(self) -> None:
        """Give a turn once all requests that have already arrived stand in line."""
        asyncio.get_running_loop().call_soon(self.give)

    def give(self) -> None:
        """Give the next turn, if one is free; among equals, to whoever has had none for longest."""
        idle = [client for client in self.waiting if client not in self.working]
        if not self.free or not idle:
            return
        client = min(idle, key=self.costs.of)
        line = self.waiting.pop(client)
        line.popleft().set_result(None)
        self.free -= 1
        self.working.add(client)
        if line:
            self.waiting[client] = line

    def forget(self, client: str, turn: asyncio.Future) -> None:
        """Take somebody who has left out of the line."""
        self.waiting[client].remove(turn)
        if not self.waiting[client]:
            del self.waiting[client]
