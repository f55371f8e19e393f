"""The WebSocket of live training, page/train?tab=<name>: JSON both ways, a frame at a time.

A tab's name is a secret of its own: who comes back with it within a while takes its run up again.
"""

import asyncio
import re
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from starlette.routing import WebSocketRoute
from starlette.types import Scope
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from lenet.drawing.cost import is_small
from lenet.training.live.settings import SettingsError, settings_of
from lenet.web import checks
from lenet.web.checks import InputError
from lenet.web.door import SOCKET
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work
from lenet.web.limits import SMALL, header, request_in
from lenet.web.live import frames
from lenet.web.live.room import GONE, Room
from lenet.web.refusals import Refusal
from lenet.web.server.sockets import SILENCE, SILENT

TAB = re.compile(r"[0-9a-f]{16,64}")
REPLACED = 4000  # the code for a connection in whose place its tab has opened another
LEFT = (1000, 1001)  # codes of a browser that closes the connection, or the tab
REFUSED = (*checks.REFUSED, SettingsError, Refusal)  # each with one sentence for whoever asked
FOREIGN = "Another site's page cannot train here."


def training_route(room: Room, work: Work) -> WebSocketRoute:
    """Make the route; work: whatever is read for a visitor is done in its turn."""

    async def talk(socket: WebSocket) -> None:
        tab = socket.query_params.get("tab", "")
        if is_foreign(socket.scope):
            raise Refusal(403, FOREIGN)
        if not TAB.fullmatch(tab):
            raise Refusal(422, "The address names the tab: ?tab= and 16 to 64 hexadecimal digits.")
        await socket.accept()
        await Conversation(room, work, tab, socket).go_on()

    return WebSocketRoute(SOCKET, talk)


def is_foreign(scope: Scope) -> bool:
    """Tell whether a page of another host opens the connection; only browsers say who does."""
    origin = header(scope, b"origin").decode("latin-1")
    hosts = header(scope, b"host") + b"," + header(scope, b"x-forwarded-host")
    known = [each.strip() for each in hosts.decode("latin-1").split(",") if each.strip()]
    try:
        return bool(origin) and urlsplit(origin).netloc not in known
    except ValueError:  # it is no address
        return True


class Conversation:
    """One connection of a tab: frames are answered in their order, states are sent as they come."""

    def __init__(self, room: Room, work: Work, tab: str, socket: WebSocket):
        self.room, self.work, self.tab, self.socket = room, work, tab, socket
        self.gone = asyncio.Event()
        self.visitor = room.enter(tab, socket.scope[CLIENT])

    async def go_on(self) -> None:
        """Talk until the connection ends, or the tab opens another one."""
        visitor, before = self.visitor, self.visitor.connection
        visitor.connection = asyncio.current_task()
        if before is not None:
            before.cancel()
        sending, code = asyncio.create_task(self.send_on()), 0
        try:
            code = await self.listen()
        except WebSocketDisconnect:
            pass  # noticed while an error was told
        except asyncio.CancelledError:
            with suppress(RuntimeError, WebSocketDisconnect):
                await self.socket.close(REPLACED)
        finally:
            self.gone.set()
            sending.cancel()
            if visitor.connection is asyncio.current_task():
                visitor.connection = None
                self.end(code)

    def end(self, code: int) -> None:
        """Let the tab go, or give it a while to come back."""
        if code in LEFT:
            self.room.leave(self.tab)
        else:
            seconds = GONE - SILENCE if code == SILENT else GONE
            self.visitor.leaving.move(seconds, partial(self.room.leave, self.tab))

    async def listen(self) -> int:
        """Obey frames; return the code that the connection ends with."""
        while (message := await self.socket.receive())["type"] != "websocket.disconnect":
            try:
                await self.obey(await self.frame_in(message.get("text") or ""))
            except REFUSED as error:
                await self.send({"error": str(error)})  # who does not read it, is not read either
        return message.get("code", 0)

    async def frame_in(self, text: str) -> dict[str, Any]:
        """Read the JSON object in a frame, in its client's turn."""
        body = text.encode()
        return await self.in_turn(partial(request_in, body), len(body) <= SMALL)

    async def in_turn(self, piece: Any, quick: bool) -> Any:
        return await self.work.done(self.visitor.client, self.has_gone(), piece, quick)

    async def has_gone(self) -> None:
        await self.gone.wait()

    async def obey(self, frame: dict[str, Any]) -> None:
        """Do what a frame asks."""
        room, visitor, command = self.room, self.visitor, frames.command_in(frame)
        if not room.is_open:
            visitor.tell_status()
        elif command == "ready":
            room.prepare()
            visitor.tell_status()
        elif command == "fetch":
            room.fetch()
        elif command == "start":
            settings = settings_of(frame.get("settings"), room.has_drawings)
            room.start(visitor, settings, frame.get("paused") is True)
        elif command == "look":
            visitor.looks += 1
            small = is_small(frame.get("drawing"))
            piece = partial(frames.look_in, frame, visitor.looks, small)
            visitor.look_at(await self.in_turn(piece, small))
        elif command == "watch":
            room.watch(visitor)
        elif visitor is not room.owner:
            raise InputError("You have no run here: press Start first.")
        elif command == "stop":
            room.stop()
        else:
            room.order(command)
        if room.process is not None:
            await room.process.told()

    # What goes out

    async def send_on(self) -> None:
        """Send what is new, whenever there is something: always the newest, never what it has overtaken."""
        visitor = self.visitor
        visitor.news.set()
        with suppress(WebSocketDisconnect):
            while True:
                await visitor.news.wait()
                visitor.news.clear()
                if visitor.status_is_new:
                    visitor.status_is_new = False
                    await self.send({"status": self.room.status_for(visitor)})
                while visitor.replies:
                    await self.send(visitor.replies.pop(0))
                try:
                    await self.send_state()
                except REFUSED as error:
                    await self.send({"error": str(error)})

    async def send(self, frame: dict[str, Any]) -> None:
        await self.send_text(frames.written(frame))

    async def send_text(self, text: str) -> None:
        if self.socket.application_state is WebSocketState.CONNECTED:  # else it was found gone meanwhile
            await self.socket.send_text(text)

    async def send_state(self) -> None:
        """Send the newest state, if it is new to this visitor, or if it looks at something new."""
        room, visitor = self.room, self.visitor
        snapshot, look = room.snapshot, visitor.look
        if snapshot is None or not (visitor is room.owner or visitor.watches):
            return
        if visitor.sent_run != room.run:
            visitor.sent_run, visitor.sent_points, visitor.sent_snapshot = room.run, 0, 0
        is_new = visitor.sent_snapshot != room.snapshots
        if not is_new and (look is None or visitor.looked == look.number):
            return
        points = room.points[visitor.sent_points :]
        visitor.sent_snapshot, visitor.looked = room.snapshots, look.number if look else 0
        visitor.sent_points += len(points)
        piece = partial(frames.state, room.run, snapshot, points, look, is_new)
        await self.send_text(await self.in_turn(piece, look is None or look.is_small))
