"""Turns by start-time fair queueing (Goyal, Vin and Cheng, 1996): whoever has had least lately goes next.

In virtual time, each client's pieces of work follow one another, each as long as it has cost. The piece
that starts earliest is done next; a client that returns after a pause starts where the others are. So a
client that has had much before does not wait behind a newcomer with tens of thousands of small pieces.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from lenet.web.refusals import LEFT, Refusal

LEAST = 0.001  # seconds that any piece counts as: about what receiving and answering a request takes
MANY = 1_000  # clients that are noted before those who have had nothing lately are forgotten


class Turns:
    """Let so many clients work at once, each at one thing, the others in turns."""

    def __init__(self, at_once: int):
        self.free = at_once
        self.waiting: dict[str, deque[asyncio.Future]] = {}  # of each client, who came first first
        self.working: set[str] = set()
        self.now = 0.0  # virtual time, in seconds: where the latest piece started
        self.ends: dict[str, float] = {}  # in virtual time, of each client's latest piece
        self.many = MANY

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
        client = min(idle, key=self.start_of)
        self.now = self.ends[client] = self.start_of(client)
        line = self.waiting.pop(client)
        line.popleft().set_result(None)
        self.free -= 1
        self.working.add(client)
        if line:
            self.waiting[client] = line

    def start_of(self, client: str) -> float:
        """Return where a client's next piece of work starts, in virtual time."""
        return max(self.now, self.ends.get(client, 0))

    def charge(self, client: str, seconds: float) -> None:
        """Note what a client's current piece has cost, in seconds of processor time."""
        self.ends[client] = self.ends.get(client, self.now) + max(LEAST, seconds)
        if len(self.ends) > self.many:
            self.ends = {each: end for each, end in self.ends.items() if end > self.now}
            self.many = max(MANY, 2 * len(self.ends))

    def forget(self, client: str, turn: asyncio.Future) -> None:
        """Take somebody who has left out of the line."""
        self.waiting[client].remove(turn)
        if not self.waiting[client]:
            del self.waiting[client]
