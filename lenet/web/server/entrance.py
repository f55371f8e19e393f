"""The entrance: half as many connections as there are descriptors, each begun in its client's turn.

The system keeps all who ask in one line; here each client has its own.
"""

import asyncio
import errno
import logging
import socket
import sys
from collections.abc import Callable, Sized
from functools import partial
from typing import Any

from lenet.web.fairness.arrivals import Arrivals
from lenet.web.fairness.clients import client_of
from lenet.web.fairness.metered import step_by_step
from lenet.web.server.connections import Connection
from lenet.web.server.eviction import ConnectionTable

DESCRIPTORS = 4_096  # where the system allows it: a hall's browsers open six connections each
AT_ONCE = 64  # connections that are accepted before the event loop goes on
RETRY = 1  # seconds until the next attempt, after the system has refused
EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}


class Newcomer:
    """A connection that has not begun yet."""

    def __init__(self, connection: socket.socket):
        self.socket = connection

    def end(self) -> None:
        """End the connection."""
        self.socket.close()

    def has_ended(self) -> bool:
        """Tell whether it was ended before it began."""
        return self.socket.fileno() < 0


class Entrance:
    """Accept connections for half of the free descriptors; the rest is for the files that they need.

    Beyond that each new connection ends another one, or is closed where there is none to end.
    """

    def __init__(self, host: str, port: int, backlog: int, connections: Sized, arrivals: Arrivals):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        server = socket.create_server((host, port), family=family, backlog=backlog)
        # It must know that it is TCP's: else asyncio leaves Nagle's algorithm on.
        self.socket = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, server.detach())
        self.socket.setblocking(False)
        self.connections, self.arrivals = connections, arrivals
        self.table = ConnectionTable[Any]()
        self.newcomers: set[Newcomer] = set()
        self.tasks: set[asyncio.Task] = set()  # else nobody keeps them: asyncio holds its tasks weakly
        self.most = (descriptors() - self.socket.fileno()) // 2

    async def accept(self, protocol: Callable[[], Connection]) -> None:
        """Accept whoever asks, until this is cancelled."""
        loop, in_a_row = asyncio.get_running_loop(), 0
        while True:
            try:
                connection, address = await loop.sock_accept(self.socket)
            except OSError as error:  # of one connection, which has gone again, or of the whole system
                exhausted = error.errno in EXHAUSTED
                if exhausted:
                    logging.getLogger("uvicorn.error").error("No connection can be accepted: %s", error)
                await asyncio.sleep(RETRY if exhausted else 0)
                continue
            try:
                self.admit(connection, client_of({"client": address}), protocol)
            except Exception as error:  # of one connection; the next one is accepted all the same
                connection.close()
                loop.call_exception_handler({"message": "A connection failed.", "exception": error})
            in_a_row = (in_a_row + 1) % AT_ONCE
            if in_a_row == 0:
                await asyncio.sleep(0)

    def admit(self, connection: socket.socket, client: str, protocol: Callable[[], Connection]) -> None:
        """Let a connection begin in its client's turn, if there is room for it, or room can be made."""
        if len(self.connections) + len(self.newcomers) >= self.most:
            evicted = self.table.evicted_for(client)
            if evicted is None:
                return connection.close()
            evicted.end()
            self.newcomers.discard(evicted)
        newcomer = Newcomer(connection)
        self.newcomers.add(newcomer)
        self.table.becomes_idle(client, newcomer)
        self.arrivals.come(client, partial(self.begin, newcomer, client, protocol))

    def begin(self, newcomer: Newcomer, client: str, protocol: Callable[[], Connection]) -> None:
        """Begin a connection, unless it has ended."""
        self.table.leaves(client, newcomer)
        self.newcomers.discard(newcomer)
        if newcomer.has_ended():
            return
        task = asyncio.create_task(self.hand_over(newcomer.socket, client, protocol))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def hand_over(
        self, connection: socket.socket, client: str, protocol: Callable[[], Connection]
    ) -> None:
        """Hand a connection over to its protocol."""
        loop = asyncio.get_running_loop()
        handing = loop.connect_accepted_socket(protocol, connection)
        await step_by_step(handing, partial(self.arrivals.charge, client))

    async def close(self) -> None:
        """Accept nobody any more, and hang up on those who have not begun."""
        self.socket.close()
        for newcomer in self.newcomers:
            newcomer.end()
        if self.tasks:
            await asyncio.wait(self.tasks)


def descriptors() -> int:
    """Return how many descriptors this process may have, and have the system allow that."""
    if sys.platform == "win32":
        return DESCRIPTORS
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = DESCRIPTORS if most == resource.RLIM_INFINITY else min(DESCRIPTORS, most)
    if now != resource.RLIM_INFINITY and now < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    return allowed
