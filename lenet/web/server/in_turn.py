"""A connection whose data is taken in when it is its client's turn; until then it reads little more."""

import asyncio
from functools import partial
from typing import Any

from lenet.web.fairness.arrivals import Arrivals
from lenet.web.fairness.clients import client_of

LITTLE = 2**12  # bytes that may wait while more is read: most clients send no more before the answer


class InTurn:
    """Mixin for a protocol: `take_in` is given what `data_received` was, but when it is its client's turn.

    late: how many pieces wait. Behind a proxy, all connections are one client's here: the headers that name
    the visitors are still to be read.
    """

    arrivals: Arrivals
    transport: Any
    client: Any
    address = ""
    late = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note who the client is."""
        super().connection_made(transport)  # type: ignore[misc]  # of the protocol that this is mixed into
        self.address = client_of({"client": self.client})

    def data_received(self, data: bytes) -> None:
        """Take data in, now or later."""
        if self.arrivals.come(self.address, partial(self.take_in_turn, data)):
            self.late += 1
            if self.late > 1 or len(data) > LITTLE:
                self.transport.pause_reading()

    def take_in_turn(self, data: bytes) -> None:
        """Take data in, unless the connection has ended, and read on if that was the last that waited."""
        was_late, self.late = bool(self.late), max(0, self.late - 1)
        if self.transport.is_closing():
            return
        try:
            self.take_in(data)
        except Exception as error:  # as asyncio does where data is taken in at once
            told = {"message": "A connection failed.", "exception": error, "transport": self.transport}
            asyncio.get_running_loop().call_exception_handler(told)
            return self.transport.abort()
        if was_late and not self.transport.get_protocol().is_paused():
            self.transport.resume_reading()

    def take_in(self, data: bytes) -> None:
        """Do with data what the protocol does."""
        raise NotImplementedError

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave no reference cycle behind: collecting those stops everything for a tenth of a second."""
        super().connection_lost(exc)  # type: ignore[misc]  # as above
        self.transport._read_ready_cb = None  # asyncio's, a method of the transport's own

    def is_paused(self) -> bool:
        """Tell whether nothing more is wanted now: a piece waits for its turn, or the app is not ready."""
        return self.late > 0
