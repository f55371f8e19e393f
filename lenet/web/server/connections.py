"""Connections: each for as long as its client goes on.

The time limits stand where the bytes arrive, below ASGI: a request whose headers are incomplete is none yet
there. Where a client is too slow, its connection is ended, and the app sees that it has gone.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from lenet.web.fairness.arrivals import Arrivals
from lenet.web.requests import header
from lenet.web.server.eviction import ConnectionTable
from lenet.web.server.in_turn import InTurn
from lenet.web.server.malformed import NO_REQUEST, bad_request


class Deadline:
    """A time at which something is done, unless that is moved or called off before."""

    def __init__(self) -> None:
        self.timer: asyncio.TimerHandle | None = None

    def move(self, seconds: float, then: Callable[[], None]) -> None:
        """Do something so many seconds from now, and not before."""
        self.call_off()
        self.timer = asyncio.get_running_loop().call_later(seconds, then)

    def call_off(self) -> None:
        """Do nothing."""
        if self.timer is not None:
            self.timer.cancel()
        self.timer = None


class Patience(Deadline):
    """A client's time to send something, without the time in which nothing is read of it."""

    PARTS = 10  # of the time: a part at whose end nothing is read does not count

    def start(self, seconds: float, transport: asyncio.Transport, then: Callable[[], None]) -> None:
        """Do something once so many seconds have counted."""
        self.move(seconds / self.PARTS, partial(self.count, self.PARTS, seconds, transport, then))

    def count(
        self, parts: int, seconds: float, transport: asyncio.Transport, then: Callable[[], None]
    ) -> None:
        """Count a part, or not; parts: how many are left with it."""
        parts -= transport.is_reading() and not transport.get_protocol().late  # type: ignore[attr-defined]
        if parts == 0:
            return then()
        self.move(seconds / self.PARTS, partial(self.count, parts, seconds, transport, then))


class Connection(InTurn, H11Protocol):
    """Serve a client that sends each PIECE of its requests within PATIENCE.

    table: where it is noted whether a request is under way. For the next request, and for the client to
    take what is written, there is uvicorn's timeout_keep_alive.
    """

    PATIENCE: float = 10  # seconds
    PIECE = 2**15  # bytes of headers and body; fewer where the request ends
    READ = 2**14  # bytes that are read at a time: others come in between
    LINE = 24  # bytes of a body in chunks for each line end: a chunk has two, and takes its time
    LINES = 500  # line ends beyond that

    def __init__(self, table: ConnectionTable[Any], arrivals: Arrivals, **uvicorns: Any):
        super().__init__(**uvicorns)
        self.table, self.arrivals = table, arrivals
        self.arrived = 0  # bytes of the current piece
        self.lines = 0  # line ends in a body, less those that its size allows
        self.sending, self.taking = Patience(), Deadline()

    def under_way(self) -> bool:
        """Tell whether a request's headers have come, and not yet all of its answer has gone."""
        return self.cycle is not None and not self.cycle.response_complete

    def comes_body(self) -> bool:
        """Tell whether more of a request's body is to come."""
        return self.under_way() and self.cycle.more_body

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the first request."""
        super().connection_made(transport)
        transport.max_size = self.READ  # type: ignore[attr-defined]  # asyncio's own is 256 KiB
        self.transport.set_write_buffer_limits(0)  # each piece waits until the one before it has gone
        self.table.becomes_idle(self.address, self)
        self.await_piece()

    def take_in(self, data: bytes) -> None:
        """Take in headers, and what has come of the body behind them."""
        end = data.find(b"\r\n\r\n") + 4 if not self.under_way() else 0
        if 4 <= end < len(data):
            self.take_part(data[:end])
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                return
            data = data[end:]
        self.take_part(data)

    def take_part(self, data: bytes) -> None:
        """Wait for the rest of a request that is incomplete."""
        if self.comes_body() and header(self.cycle.scope, b"transfer-encoding"):
            self.lines = max(0, self.lines + data.count(b"\r\n") - len(data) // self.LINE)
            if self.lines > self.LINES:
                return self.end()
        H11Protocol.data_received(self, data)
        if self.transport.get_protocol() is not self:  # a WebSocket by now, with limits of its own
            return self.wait_no_more()
        self.arrived += len(data)
        if self.under_way():
            self.table.becomes_busy(self.address, self)
        if self.under_way() and not self.cycle.more_body:
            self.sending.call_off()
        elif self.sending.timer is None or self.arrived >= self.PIECE:
            self.await_piece()

    def await_piece(self) -> None:
        """Give the client PATIENCE for the next PIECE."""
        self.arrived = 0
        self.sending.start(self.PATIENCE, self.transport, self.end)

    def is_paused(self) -> bool:
        """Tell whether nothing is read for now."""
        return super().is_paused() or self.flow.read_paused

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request with one sentence."""
        self.transport.write(bad_request(NO_REQUEST))
        self.transport.close()

    def on_response_complete(self) -> None:
        """Wait for the next request; one that has come already is not read.

        Nobody's browser sends it before the answer, and it would be read in no turn.
        """
        if self.conn.their_state is h11.DONE and self.conn.trailing_data[0]:
            self.transport.close()
        super().on_response_complete()
        if not self.under_way():
            self.table.becomes_idle(self.address, self)
        elif self.cycle.more_body:
            self.await_piece()

    def pause_writing(self) -> None:
        """Wait for the client to take what is written."""
        super().pause_writing()
        self.taking.move(self.timeout_keep_alive, self.end)

    def resume_writing(self) -> None:
        """Go on writing."""
        super().resume_writing()
        self.taking.call_off()

    def end(self) -> None:
        """End the connection, for the app as if the client had."""
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        super().connection_lost(exc)
        self.wait_no_more()

    def wait_no_more(self) -> None:
        """Call off all that is waited for."""
        self.table.leaves(self.address, self)
        self.sending.call_off()
        self.taking.call_off()
