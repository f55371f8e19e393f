"""Arrivals: in each iteration of the event loop, a little of what each client has sent is taken in.

asyncio alone hands over everything that has come before it goes on: one client with eight hundred
connections kept the others waiting for seconds, however short each of its requests was.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable

TURN = 0.0005  # seconds for each client in an iteration; a piece that has begun is finished


class Arrivals:
    """What has come from each client, in its order, and waits for the client's next turn."""

    def __init__(self) -> None:
        self.waiting: dict[str, deque[Callable[[], None]]] = {}
        self.spent: dict[str, float] = {}  # seconds that each client has had in this iteration
        self.is_scheduled = False  # whether `next_turn` is

    def come(self, client: str, piece: Callable[[], None]) -> bool:
        """Take a piece in if it is its client's turn; else keep it until then, and return True."""
        self.schedule_turn()
        if client not in self.waiting and self.has_turn(client):
            self.take_in(client, piece)
            return False
        self.waiting.setdefault(client, deque()).append(piece)
        return True

    def schedule_turn(self) -> None:
        """Have the next turn begin with the next iteration of the event loop."""
        if not self.is_scheduled:
            self.is_scheduled = True
            asyncio.get_running_loop().call_soon(self.next_turn)

    def has_turn(self, client: str) -> bool:
        """Tell whether a client has time left in this iteration."""
        return self.spent.get(client, 0) < TURN

    def take_in(self, client: str, piece: Callable[[], None]) -> None:
        began = time.perf_counter()
        try:
            piece()
        finally:
            self.spent[client] = self.spent.get(client, 0) + time.perf_counter() - began

    def next_turn(self) -> None:
        """Take in what waits, as much of each client as it has time for."""
        self.is_scheduled = False
        self.spent.clear()
        for client, pieces in list(self.waiting.items()):
            while pieces and self.has_turn(client):
                self.take_in(client, pieces.popleft())
            if not pieces:
                del self.waiting[client]
        if self.spent:
            self.schedule_turn()
