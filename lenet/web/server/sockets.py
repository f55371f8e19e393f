"""WebSockets: closed when the other side says nothing, or takes nothing, for too long, or says too much."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from lenet.web.server.connections import Deadline

ASKED_EVERY = 5  # seconds between two pings
PATIENCE = 15  # seconds for a ping's answer, and to take what is written
SILENCE = ASKED_EVERY + PATIENCE  # seconds after which nothing has come from the other side
WAITING = 250  # frames that wait to be read: a small piece of what arrives may hold ten thousands of them
SILENT = 1011  # the code that the app is then told


class Socket(WebSocketsSansIOProtocol):
    """Serve a client that answers pings, and takes what is written for it."""

    def __init__(self, **uvicorns: Any):
        super().__init__(**uvicorns)
        self.ping_interval, self.ping_timeout = ASKED_EVERY, PATIENCE
        self.taking = Deadline(self.give_up)

    def data_received(self, data: bytes) -> None:
        """Take in frames, but not very many at once."""
        super().data_received(data)
        if self.queue.qsize() > WAITING:
            while not self.queue.empty():
                self.queue.get_nowait()
            self.give_up()

    def pause_writing(self) -> None:
        """Wait for the client to take what is written."""
        super().pause_writing()
        self.taking.move(PATIENCE)

    def resume_writing(self) -> None:
        """Go on writing."""
        super().resume_writing()
        self.taking.call_off()

    def keepalive_timeout(self) -> None:
        """Give up a client that does not answer; uvicorn would wait until it takes what is written."""
        self.give_up()

    def give_up(self) -> None:
        """End the connection, and tell the app why."""
        self.queue.put_nowait({"type": "websocket.disconnect", "code": SILENT, "reason": ""})
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self.taking.call_off()
        super().connection_lost(exc)
