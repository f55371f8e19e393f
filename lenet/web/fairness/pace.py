"""Pace: what a client sends is taken no faster than leaves the event loop free for others' requests."""

import asyncio
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lenet.web.fairness.clients import client_of

RATE = 16 * 2**20  # bytes a second from each client: a network of 130 Mbit/s
LARGE = 2**13  # bytes of a piece, of which the server reads twice as many at once: a drawing is smaller
MANY = 1_000  # clients noted until those are looked for who have sent nothing lately


class Pace:
    """Receive an app's large requests at RATE from each client; it then holds back the rest itself."""

    def __init__(self, app: ASGIApp):
        self.app = app
        self.due: dict[str, float] = {}  # when a client's next piece may be taken, in seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def paced() -> Message:
            message = await receive()
            if (size := len(message.get("body", b""))) > LARGE:
                await asyncio.sleep(self.wait(client_of(scope), size))
            return message

        await self.app(scope, paced if scope["type"] == "http" else receive, send)

    def wait(self, client: str, size: int) -> float:
        """Return the seconds that a piece has to wait for those before it, and note it."""
        now = time.monotonic()
        begin = max(now, self.due.get(client, now))
        if len(self.due) > MANY:
            self.due = {each: due for each, due in self.due.items() if due > now}
        self.due[client] = begin + size / RATE
        return begin - now
