"""A phone for the load test: it draws on the page as a person does, and asks as the page asks.

The rules are those of asker.js, retries.js and throttle.js (lenet/web/static/server), told once more in
Python, with their numbers: one question under way at most, the newest drawing always answered last, a rest
while the pen moves and answers are slow, none once it is up. Wide ones, laptops, have more in sight, which
asks about the drawing at rest.
"""

import asyncio
import contextlib
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from connection import Connection

from lenet.drawing.strokes import Drawing

PACE = 0.010  # seconds from point to point
BETWEEN_STROKES = 0.15  # seconds with the pen in the air
PAUSE = (0.5, 1.5)  # seconds to look at an answer before the next digit is drawn
SAMPLED = 20  # of the answers that are not a drawing's last, one of so many is kept to be checked


def of_the_page(script: str, name: str) -> Any:
    """A constant of one of the page's scripts, so that the phone's cannot be another."""
    text = (Path(__file__).parents[2] / "lenet/web/static/server" / script).read_text(encoding="utf-8")
    return json.loads(re.search(rf"^const {name} = (.+?);", text, re.MULTILINE)[1])


PATIENCE = of_the_page("post.js", "PATIENCE") / 1000
RETRIES = [wait / 1000 for wait in of_the_page("retries.js", "RESTS")]
QUICK = of_the_page("throttle.js", "QUICK") / 1000
SHARE = of_the_page("throttle.js", "SHARE")
LONGEST_REST = of_the_page("throttle.js", "LONGEST_REST") / 1000
REST = of_the_page("debounced.js", "REST") / 1000


class Answered(NamedTuple):
    """An answer to a drawing's first `points` points; final: to all of it, `wait` seconds after pen-up."""

    drawing: int
    points: int
    probabilities: list[float]
    final: bool
    wait: float | None


class Tally:
    """What all phones of one run saw."""

    def __init__(self) -> None:
        self.answers: list[Answered] = []  # the final ones, and every SAMPLED-th of the others
        self.count = 0
        self.drawn = 0
        self.errors: list[str] = []
        self.took: list[float] = []
        self.closer: list[float] = []  # seconds that each question about a drawing at rest took


class Phone:
    """One drawer with one page. path: what it asks while the pen moves; wide: it is a laptop."""

    def __init__(
        self,
        connection: Connection,
        path: str,
        drawings: list[Drawing],
        tally: Tally,
        seed: int,
        wide: bool = False,
    ):
        self.connection, self.path, self.drawings, self.tally = connection, path, drawings, tally
        self.random = np.random.default_rng(seed)
        self.wide = wide
        self.newest = None  # (drawing, points), what is to be asked next
        self.asking: asyncio.Task | None = None
        self.pen_down = False
        self.lifted = asyncio.Event()
        self.quickest = float("inf")
        self.pen_up = 0.0
        self.settled = asyncio.Event()

    async def draw_until(self, end: float) -> None:
        """Draws one digit after the other; leaves none unanswered."""
        await asyncio.sleep(self.random.uniform(0, PAUSE[1]))
        while time.monotonic() < end:
            drawing = int(self.random.integers(len(self.drawings)))
            await self.draw(drawing)
            await self.settled.wait()
            next_one = time.monotonic() + self.random.uniform(*PAUSE)
            if self.wide:
                await self.look_closer(drawing)
            await asyncio.sleep(next_one - time.monotonic())
        self.connection.close()

    async def draw(self, drawing: int) -> None:
        """Moves the pen along all strokes, asking at every point; returns when it is up."""
        self.settled.clear()
        self.tally.drawn += 1
        points, clock = 0, time.monotonic()
        for stroke in self.drawings[drawing].strokes:
            self.pen_down = True
            self.lifted.clear()
            for _ in stroke:
                points += 1
                self.ask(drawing, points)
                clock += PACE
                await asyncio.sleep(clock - time.monotonic())
            self.pen_down = False
            self.pen_up = time.monotonic()
            self.lifted.set()
            clock += BETWEEN_STROKES
            if points < size(self.drawings[drawing].strokes):
                await asyncio.sleep(clock - time.monotonic())

    def ask(self, drawing: int, points: int) -> None:
        self.newest = (drawing, points)
        if self.asking is None or self.asking.done():
            self.asking = asyncio.create_task(self.send())

    async def send(self) -> None:
        failures = 0
        while self.newest is not None:
            asked, self.newest = self.newest, None
            started = time.monotonic()
            answer = await self.request(self.path, wired(self.drawings[asked[0]], asked[1]))
            if answer is None:
                self.newest = self.newest or asked
                await asyncio.sleep(RETRIES[min(failures, len(RETRIES) - 1)])
                failures += 1
                continue
            failures = 0
            took = time.monotonic() - started
            self.note(*asked, answer["probabilities"], took)
            self.quickest = min(self.quickest, took)
            if self.pen_down:
                await self.rest(min(SHARE * max(0.0, took - max(self.quickest, QUICK)), LONGEST_REST))

    async def rest(self, seconds: float) -> None:
        """Waits so long, or until the pen is up."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.lifted.wait(), seconds)

    async def look_closer(self, drawing: int) -> None:
        """Asks about a drawing that rests, as the parts do that a phone has below its window's edge."""
        await asyncio.sleep(REST)
        asked = wired(self.drawings[drawing])
        for question, left_out in (("placements", "placement"), ("why", None)):
            inputs = {name: value for name, value in asked.items() if name != left_out}
            started = time.monotonic()
            if await self.request(self.path.rpartition("/")[0] + "/" + question, inputs):
                self.tally.closer.append(time.monotonic() - started)

    async def request(self, path: str, inputs: dict[str, Any]) -> Any:
        """The answer, or None, noted as an error, where there was none."""
        body = json.dumps(inputs, separators=(",", ":")).encode()
        try:
            async with asyncio.timeout(PATIENCE):
                status, content = await self.connection.post(path, body)
            if status == 200:
                return json.loads(content)["packet"]
            self.tally.errors.append(f"status {status}: {content[:200]!r}")
        except (OSError, EOFError, TimeoutError) as error:
            self.tally.errors.append(repr(error))
        return None

    def note(self, drawing: int, points: int, probabilities: list[float], took: float) -> None:
        self.tally.count += 1
        self.tally.took.append(took)
        final = points == size(self.drawings[drawing].strokes)
        if final:
            # An answer that came while the pen was still on the last point was there at pen-up.
            wait = 0.0 if self.pen_down else time.monotonic() - self.pen_up
            self.settled.set()
        if final or self.tally.count % SAMPLED == 0:
            wait = wait if final else None
            self.tally.answers.append(Answered(drawing, points, probabilities, final, wait))


def wired(drawing: Drawing, points: int | None = None) -> dict[str, Any]:
    """What the page's page.js sends: the drawing so far, the placement, the network, the view."""
    view = {"before": False, "unit": None, "amounts": {}, "checkpoint": None}
    strokes = drawing.strokes if points is None else list(beginning(drawing.strokes, points))
    sent = {"strokes": strokes, "pad": list(drawing.pad)}
    return {"drawing": sent, "placement": "mass", "network": "lenet5", "view": view}


def beginning(strokes: list[list], points: int) -> Iterator[list]:
    """The strokes' first so many points."""
    for stroke in strokes:
        if points > 0:
            yield stroke[:points]
        points -= len(stroke)


def size(strokes: list[list]) -> int:
    return sum(map(len, strokes))
