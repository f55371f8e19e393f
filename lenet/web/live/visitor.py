"""A browser tab that trains or looks on: what it looks at, what it has been sent, whether it is there."""

import asyncio
from typing import Any

from lenet.web.live.frames import Look
from lenet.web.server.connections import Deadline


class Visitor:
    """One browser tab, for as long as it has a connection, and a while longer.

    news: is set when there is something to send. replies: other frames than states and its status, of
    which only the newest counts. watches: whether it looks on at another's run. sent: how many points of
    which run and of which snapshot it has had.
    """

    def __init__(self, client: str):
        self.client, self.leaving = client, Deadline()
        self.connection: asyncio.Task | None = None
        self.watches = False
        self.arrive()

    def arrive(self) -> None:
        """Begin a connection: whatever it has seen before, it is told all anew."""
        self.leaving.call_off()
        self.news = asyncio.Event()
        self.replies: list[dict[str, Any]] = []
        self.status_is_new = True
        self.look: Look | None = None
        self.looks = self.looked = 0
        self.see_anew()

    def see_anew(self) -> None:
        """Let the next state have all points."""
        self.sent_run, self.sent_points, self.sent_snapshot = "", 0, 0

    def tell_status(self) -> None:
        """Send its status, as it is by then."""
        self.status_is_new = True
        self.news.set()

    def reply(self, frame: dict[str, Any]) -> None:
        """Send a frame of its own."""
        self.replies.append(frame)
        self.news.set()

    def look_at(self, look: Look) -> None:
        """Read this from now on."""
        self.look = look
        self.news.set()
