"""Arrivals: of what clients send, a little from each is taken in at every turn of the event loop.

asyncio hands over all that has come before it goes on: one client with eight hundred connections kept the
others waiting for seconds, however short each of its requests was.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable

TURN = 0.0005  # seconds for each client at every turn of the event loop; what has begun then is ended


class Arrivals:
    """What has come from each client, in its order, and waits for the client's next turn."""

    def __init__(self) -> None:
        self.waiting: dict[str, deque[Callable[[], None]]] = {}
        self.spent: dict[str, float] = {}  # seconds that each has had of the current turn
        self.is_due = False  # whether the next turn is

    def come(self, client: str, piece: Callable[[], None]) -> bool:
        """Take a piece in if it is its client's turn; else keep it until then, and return True."""
        self.end_turn()
        if client not in self.waiting and self.has_turn(client):
            self.take_in(client, piece)
            return False
        self.waiting.setdefault(client, deque()).append(piece)
        return True

    def end_turn(self) -> None:
        """Begin the next turn once the event loop has gone round."""
        if not self.is_due:
            self.is_due = True
            asyncio.get_running_loop().call_soon(self.next_turn)

    def has_turn(self, client: str) -> bool:
        """Tell whether there is time left for a client in the current turn."""
        return self.spent.get(client, 0) < TURN

    def take_in(self, client: str, piece: Callable[[], None]) -> None:
        began = time.perf_counter()
        try:
            piece()
        finally:
            self.spent[client] = self.spent.get(client, 0) + time.perf_counter() - began

    def next_turn(self) -> None:
        """Take in what waits, of each client as much as there is time for."""
        self.is_due = False
        self.spent.clear()
        for client, pieces in list(self.waiting.items()):
            while pieces and self.has_turn(client):
                self.take_in(client, pieces.popleft())
            if not pieces:
                del self.waiting[client]
        if self.spent:
            self.end_turn()
