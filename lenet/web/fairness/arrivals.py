"""Arrivals: in each iteration of the event loop, a little of what has come begins, in fair turns.

asyncio alone hands over everything that has come before it goes on: one client with eight hundred
connections kept the others waiting for seconds, however short each of its requests was.
"""

import asyncio
import heapq
import time
from collections import deque
from collections.abc import Callable

from lenet.web.fairness.virtual_time import VirtualTime

TURN = 0.002  # seconds of work that begins in an iteration; a piece that has begun is finished
LEAST = 0.0001  # seconds that a piece counts as at least: asyncio has read it, or will send its answer
MEAN_OF = 16  # requests, over which the expected cost of the next one is averaged


class Arrivals:
    """What has come from each client, in its order, and waits for the client's next turn."""

    def __init__(self) -> None:
        self.waiting: dict[str, deque[tuple[Callable[[], None], float]]] = {}
        self.line: list[tuple[float, str]] = []  # a heap of those clients, by when their turn starts
        self.time = VirtualTime(LEAST)
        self.left = TURN  # seconds of this iteration; when none are left, a new turn follows
        self.is_scheduled = False  # whether `next_turn` is
        self.request = 0.0  # seconds that a request is expected to cost

    def come(self, client: str, piece: Callable[[], None], expected: float = 0.0) -> bool:
        """Begin a piece if nothing waits and time is left; else keep it until its turn, and return True.

        expected: seconds that it will cost once it has begun, beyond what beginning it takes.
        """
        if self.left > 0 and not self.waiting:
            self.begin(client, piece, expected)
            if self.left <= 0:
                self.schedule_turn()
            return False
        if client not in self.waiting:
            self.waiting[client] = deque()
            self.stand_in_line(client)
        self.waiting[client].append((piece, expected))
        self.schedule_turn()
        return True

    def charge(self, client: str, seconds: float) -> None:
        """Note what a client's request has cost since it began."""
        self.time.add(client, seconds)

    def ended(self, seconds: float) -> None:
        """Note what a request that has ended has cost in all."""
        self.request += (seconds - self.request) / MEAN_OF

    def schedule_turn(self) -> None:
        """Have the next turn begin with the next iteration of the event loop."""
        if not self.is_scheduled:
            self.is_scheduled = True
            asyncio.get_running_loop().call_soon(self.next_turn)

    def next_turn(self) -> None:
        """Begin what waits, as much as an iteration has time for."""
        self.is_scheduled, self.left = False, TURN
        try:
            while self.left > 0 and self.line:
                self.begin_next()
        finally:  # a piece that fails holds up nobody
            if self.left <= 0 or self.line:
                self.schedule_turn()

    def begin_next(self) -> None:
        start, client = heapq.heappop(self.line)
        if start < self.time.ends.get(client, 0):  # charged while it stood in line
            return self.stand_in_line(client)
        pieces = self.waiting[client]
        piece, expected = pieces.popleft()
        if pieces:
            self.stand_in_line(client)
        else:
            del self.waiting[client]
        self.begin(client, piece, expected)

    def stand_in_line(self, client: str) -> None:
        heapq.heappush(self.line, (self.time.start_of(client), client))

    def begin(self, client: str, piece: Callable[[], None], expected: float) -> None:
        self.time.begin(client)
        began = time.perf_counter()
        try:
            piece()
        finally:
            cost = time.perf_counter() - began
            self.time.charge(client, cost)
            self.left -= max(LEAST, cost) + expected
