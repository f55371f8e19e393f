"""Turns: so many clients work at once, and whoever has had least lately goes next."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from lenet.web.fairness.virtual_time import VirtualTime
from lenet.web.refusals import LEFT, Refusal

LEAST = 0.001  # seconds that a piece counts as at least: about what receiving and answering a request takes


class Turns:
    """Let so many clients work at once, each at one thing, the others in turns."""

    def __init__(self, at_once: int):
        self.free = at_once
        self.waiting: dict[str, deque[asyncio.Future]] = {}  # of each client, who came first first
        self.working: set[str] = set()
        self.time = VirtualTime(LEAST)

    @asynccontextmanager
    async def turn(self, client: str, leaving: asyncio.Future) -> AsyncIterator[None]:
        """Wait for a client's turn and hold it; raise Refusal once whoever asked has left."""
        turn = asyncio.get_running_loop().create_future()

        def give_up(_: asyncio.Future) -> None:
            if not turn.done():
                self.forget(client, turn)
                turn.set_result(False)

        leaving.add_done_callback(give_up)
        self.waiting.setdefault(client, deque()).append(turn)
        self.give_soon()
        try:
            if not await asyncio.shield(turn) or leaving.done():  # a cancellation leaves the turn as it is
                raise Refusal(499, LEFT)
            yield
        finally:
            leaving.remove_done_callback(give_up)
            if not turn.done():
                self.forget(client, turn)
            elif turn.result():
                self.give_back(client)

    def take(self, client: str) -> bool:
        """Take a turn if one is free and nobody waits, and return True; `give_back` ends it."""
        if not self.free or self.waiting:
            return False
        self.hold(client)
        return True

    def give_back(self, client: str) -> None:
        """Give back a turn, in the next iteration of the event loop."""
        asyncio.get_running_loop().call_soon(self.release, client)

    def hold(self, client: str) -> None:
        self.time.begin(client)
        self.free -= 1
        self.working.add(client)

    def release(self, client: str) -> None:
        self.free += 1
        self.working.remove(client)
        self.give()

    def give_soon(self) -> None:
        """Give a turn once all requests that have already arrived stand in line."""
        asyncio.get_running_loop().call_soon(self.give)

    def give(self) -> None:
        """Give the next turn, if one is free; among equals, to whoever has had none for longest."""
        idle = [client for client in self.waiting if client not in self.working]
        if not self.free or not idle:
            return
        client = min(idle, key=self.time.start_of)
        self.hold(client)
        line = self.waiting.pop(client)
        line.popleft().set_result(True)
        if line:
            self.waiting[client] = line

    def forget(self, client: str, turn: asyncio.Future) -> None:
        """Take somebody who has left out of the line."""
        self.waiting[client].remove(turn)
        if not self.waiting[client]:
            del self.waiting[client]
