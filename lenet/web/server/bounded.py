"""uvicorn's server within bounds, whose end answers what is under way."""

import asyncio
import logging
import socket
from functools import partial
from typing import Any

import uvicorn

from lenet.web.fairness.arrivals import Arrivals
from lenet.web.fairness.metered import Metered
from lenet.web.fairness.places import Places
from lenet.web.fairness.shares import FIRST
from lenet.web.server.connections import Connection
from lenet.web.server.entrance import Entrance
from lenet.web.server.memory import give_back_freed
from lenet.web.server.repeats import Repeats
from lenet.web.server.sockets import PLACES, Socket


class BoundedServer(uvicorn.Server):
    """Serve an app until `should_exit`, with limits on connections, on their time, and on the log."""

    IDLE = 60  # seconds until a client's next request, or until it takes what is written for it
    MINUTE = 60  # seconds
    FRAME = 400_000  # bytes of a WebSocket's frame: the largest drawing as the page sends it has 300,000
    GRACE = 7  # seconds, at the end, for what is under way: all has ended within ten

    def __init__(self, config: uvicorn.Config, *more: Any, **named: Any):
        super().__init__(config, *more, **named)
        self.arrivals = Arrivals()
        config.app = Metered(config.app, self.arrivals)  # type: ignore[arg-type]  # an app, not the name of one
        connections = self.server_state.connections
        self.entrance = Entrance(config.host, config.port, config.backlog, connections, self.arrivals)
        config.ws = partial(Socket, Places(PLACES, FIRST), self.arrivals)  # type: ignore[assignment]  # not a class, but called like one
        config.ws_max_size = self.FRAME
        config.ws_per_message_deflate = (
            False  # most of a frame is base64 that gains little, on our one thread
        )
        config.loop = "asyncio"  # whose transports in_turn.py and connections.py know
        config.timeout_keep_alive = self.IDLE
        config.timeout_graceful_shutdown = self.GRACE + 1
        config.callback_notify, config.timeout_notify = self.each_minute, self.MINUTE
        self.repeats = Repeats()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve those who come to our own entrance."""
        handlers = [each for each in (logging.lastResort, *logging.getLogger("uvicorn").handlers) if each]
        for handler in handlers:
            handler.addFilter(self.repeats)
        try:
            super().run([])  # uvicorn itself listens nowhere
        finally:
            for handler in handlers:
                handler.removeFilter(self.repeats)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the app, and accept whoever comes."""
        await super().startup(sockets)
        self.accepting = asyncio.create_task(self.entrance.accept(self.connection))

    def connection(self) -> Connection:
        """Make the protocol of a new connection."""
        return Connection(
            self.entrance.table,
            self.arrivals,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )

    async def each_minute(self) -> None:
        """Clear up behind what repeats, and behind what was large."""
        self.repeats.report()
        await asyncio.to_thread(give_back_freed)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept nobody any more, answer what is under way, and hang up on what takes too long."""
        self.accepting.cancel()
        await asyncio.wait({self.accepting})  # it lets go of the socket
        await self.entrance.close()
        asyncio.get_running_loop().call_later(self.GRACE, self.hang_up)
        await super().shutdown(sockets)

    def hang_up(self) -> None:
        """End what is left: a proxy may ask another server, as it would not after an error."""
        logging.getLogger("uvicorn.error").disabled = True  # it would call each a failure
        for connection in list(self.server_state.connections):
            connection.transport.abort()
