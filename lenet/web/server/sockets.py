"""WebSockets: closed when the other side says nothing, or takes nothing, for too long, or says too much."""

import asyncio
from contextlib import ExitStack, suppress
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState
from websockets.frames import CloseCode, Frame
from websockets.http11 import Request

from lenet.web.fairness.arrivals import Arrivals
from lenet.web.fairness.clients import client_of
from lenet.web.fairness.places import Places
from lenet.web.refusals import Refusal
from lenet.web.server.connections import Connection, Deadline, Patience
from lenet.web.server.in_turn import InTurn
from lenet.web.server.malformed import NO_HANDSHAKE, bad_request

ASKED_EVERY = 5  # seconds between two pings
PATIENCE = 15  # seconds for a ping's answer, and to take what is written
SILENCE = ASKED_EVERY + PATIENCE  # seconds after which nothing has come from the other side
READ = 2**11  # bytes that are read at a time: they may hold hundreds of frames, and others come in between
LEAST = 100  # bytes: smaller frames, pings among them, cost more than what is in them
FRAMES = 250  # of those, in ASKED_EVERY seconds: the page sends a few
LARGE = 2**16  # bytes of a message that needs a place: until it is dealt with, it takes four times its size
PLACES = 32  # for large messages; a digit drawn by hand makes none
SILENT = 1011  # the code that the app is then told


class Socket(InTurn, WebSocketsSansIOProtocol):
    """Serve a client that answers pings, and takes what is written for it; places: for large messages."""

    def __init__(self, places: Places, arrivals: Arrivals, **uvicorns: Any):
        super().__init__(**uvicorns)
        self.places, self.place, self.arrivals = places, ExitStack(), arrivals
        self.ping_interval, self.ping_timeout = ASKED_EVERY, PATIENCE
        self.taking, self.ending = Deadline(), Patience()
        self.counted_from, self.count = 0.0, 0  # when, and how many small frames since
        self.arrived = 0  # bytes of a message that is not whole, in its current piece
        self.unfinished = 0  # bytes of all its pieces

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection over."""
        super().connection_made(transport)
        transport.max_size = READ  # type: ignore[attr-defined]

    def take_in(self, data: bytes) -> None:
        """Take in frames, but not very many, each message as fast as a request's body has to come.

        uvicorn hands a whole handshake over at once, and would wait for ever where that is none.
        """
        WebSocketsSansIOProtocol.data_received(self, data)
        if not self.handshake_initiated:
            return self.refuse_handshake()
        if self.count > FRAMES:
            while not self.queue.empty():
                self.queue.get_nowait()
            return self.give_up()
        if not (self.frames or self.conn.reader.buffer):
            self.arrived = self.unfinished = 0
            return self.ending.call_off()
        self.arrived += len(data)
        self.take_place(len(data))
        if self.ending.timer is None or self.arrived >= Connection.PIECE:
            self.arrived = 0
            self.ending.start(Connection.PATIENCE, self.transport, self.give_up)

    def take_place(self, arrived: int) -> None:
        """Hold a place once an unfinished message becomes large; if none is free, close the connection."""
        self.unfinished += arrived
        if self.unfinished - arrived <= LARGE < self.unfinished:
            try:
                visitor = client_of(self.scope)  # type: ignore[arg-type]  # a dict all the same
                self.place.enter_context(self.places.held(visitor, 1))
            except Refusal:
                self.fail(CloseCode.TRY_AGAIN_LATER)

    async def receive(self) -> Any:
        """Wait for the next message; the app is done with the one before."""
        self.place.close()
        return await super().receive()

    def is_paused(self) -> bool:
        """Tell whether nothing is read for now."""
        return super().is_paused() or self.read_paused

    def refuse_handshake(self) -> None:
        """Answer with one sentence, and close the connection."""
        self.handshake_initiated = self.handshake_complete = self.close_sent = True
        self.transport.write(bad_request(NO_HANDSHAKE))
        self.transport.close()

    def handle_connect(self, event: Request) -> None:
        """Let the app decide on a handshake, if it is one."""
        if self.conn.accept(event).status_code != 101:
            return self.refuse_handshake()
        super().handle_connect(event)

    def handle_events(self) -> None:
        """Count the small frames, also those that are no messages: pings, and empty parts of one."""
        now = self.loop.time()
        if now - self.counted_from > ASKED_EVERY:
            self.counted_from, self.count = now, 0
        self.count += sum(isinstance(each, Frame) and len(each.data) < LEAST for each in self.conn.events)
        if self.count <= FRAMES:
            super().handle_events()

    def send_receive_event_to_app(self) -> None:
        """Hand a message on; close the connection for text that is none, without uvicorn's traceback."""
        self.unfinished = 0
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                return self.fail(CloseCode.INVALID_DATA)
        super().send_receive_event_to_app()

    def fail(self, code: CloseCode) -> None:
        """Close the connection; end it at once where its handshake has not been answered."""
        with suppress(InvalidState):  # the client has begun to close it, or it is not open yet
            self.conn.send_close(code)
        if self.conn.close_sent is None:
            return self.give_up()
        self.handle_parser_exception()

    def handle_parser_exception(self) -> None:
        """Close the connection; whatever the app still sends meets a client that has gone."""
        super().handle_parser_exception()
        self.disconnected = True

    async def send(self, message: Any) -> None:
        """Send what the app says; after a refusal in HTTP, there is no handshake to be missed."""
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body"):
            self.handshake_complete = True

    def pause_writing(self) -> None:
        """Wait for the client to take what is written."""
        super().pause_writing()
        self.taking.move(PATIENCE, self.give_up)

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
        self.ending.call_off()
        self.place.close()
        self.conn.handshake_exc = self.conn.parser_exc = None  # their tracebacks are reference cycles
        super().connection_lost(exc)
