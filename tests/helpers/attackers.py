"""Attackers of the app, from one address of this machine: `python tests/helpers/attackers.py NAME APP`.

Each has so many connections at once, and does the same on each of them again and again. As a program it
goes on until SIGTERM, and then prints a JSON object: how often which reply came.
"""

import asyncio
import base64
import io
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from crowd import head, opened
from PIL import Image

from lenet.drawing.cost import MOST
from lenet.drawing.inking import SIDE as DIGIT
from lenet.drawing.strokes import MAX_POINTS
from lenet.explain.perturbations import PERTURBATIONS
from lenet.web.kept.assets import LARGEST
from lenet.web.kept.forms import LONGEST_HEAD
from lenet.web.limits import MAX_FILE
from lenet.web.pictures import LARGEST_REQUEST
from lenet.web.server.entrance import descriptors

ADDRESS = "127.0.0.2"
HOLDS = 15  # seconds for which what is kept open is kept
SIDE = 280  # of the pad
UNHEARD, HELD, LOST = "unheard", "held", "lost"


class Attacker(NamedTuple):
    """What it does on each of its connections: turn(app, number) returns the reply to a numbered try.

    is_slow: whether a turn takes as long as the server lets it.
    """

    connections: int
    turn: Callable[[str, int], Awaitable[str]]
    is_slow: bool = False


async def played(attacker: Attacker, app: str, replies: Counter[str], turns: int = sys.maxsize) -> None:
    """Plays so many turns of an attacker, and counts the replies."""
    numbers = iter(range(turns))

    async def on_one_connection() -> None:
        for number in numbers:
            try:
                replies[await attacker.turn(app, number)] += 1
            except (OSError, EOFError):
                replies[LOST] += 1

    await asyncio.gather(*(on_one_connection() for _ in range(attacker.connections)))


async def sent(app: str, content: bytes, heard: bool = True, rest: bytes = b"") -> str:
    """Sends a request on a connection of its own; its reply's status, or UNHEARD where it hangs up."""
    reader, writer = await opened(app, ADDRESS)
    try:
        writer.write(content)
        await writer.drain()
        writer.write(rest)
        return status_in(await reader.read()) if heard else UNHEARD
    finally:
        writer.close()
        await writer.wait_closed()


async def kept_open(app: str, content: bytes) -> str:
    """Sends what is no whole request, or asks for a stream; HELD where the server does not end it."""
    reader, writer = await opened(app, ADDRESS)
    try:
        writer.write(content)
        async with asyncio.timeout(HOLDS):
            return status_in(await reader.read())
    except TimeoutError:
        return HELD
    finally:
        writer.transport.abort()


async def conversing(app: str, handshake: bytes, frames: bytes) -> str:
    """Opens a WebSocket, and sends frames once the server has let it in; HELD where it does not end it."""
    reader, writer = await opened(app, ADDRESS)
    try:
        writer.write(handshake)
        told = await reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in told:
            return status_in(told + await reader.read())
        writer.write(frames)
        async with asyncio.timeout(HOLDS):
            await reader.read()
        return LOST
    except TimeoutError:
        return HELD
    except (ConnectionError, asyncio.IncompleteReadError):
        return LOST
    finally:
        writer.transport.abort()


async def unread(app: str, content: bytes) -> str:
    """Sends a request, and takes nothing of its answer."""
    _, writer = await opened(app, ADDRESS)
    writer.transport.pause_reading()
    writer.write(content)
    await asyncio.sleep(HOLDS)
    writer.transport.abort()
    return HELD


def status_in(reply: bytes) -> str:
    """The status of a reply, and what a refusal lacks, if anything."""
    if not reply:
        return LOST
    told, _, body = reply.partition(b"\r\n\r\n")
    status = told.split()[1].decode()
    if status == "503" and b"\r\nretry-after: " not in told.lower():
        return "503 without Retry-After"
    if status >= "400" and b"HEAD" not in told and not isinstance(json.loads(body).get("error"), str):
        return f"{status} without a sentence"
    return status


def posting(path: str, body: bytes) -> bytes:
    return head(path, len(body)) + body


def asking(question: str, inputs: Any) -> bytes:
    return posting(f"/page/{question}", json.dumps(inputs).encode())


def zigzag(points: int, pixels: float) -> np.ndarray:
    """A stroke down the pad, there and back by about so many pixels; no point can be left out."""
    stroke = np.random.default_rng(1998).uniform(0, 2, (points, 2))
    stroke[1::2, 0] += pixels / DIGIT * SIDE - 2
    stroke[:, 1] += np.linspace(0, SIDE - 2, points)
    return stroke


def drawing(stroke: np.ndarray) -> dict[str, Any]:
    return {"drawing": {"strokes": [stroke.tolist()], "pad": [SIDE, SIDE]}}


def largest_drawing() -> dict[str, Any]:
    return drawing(zigzag(MAX_POINTS, 0.95 * MOST / MAX_POINTS))


VIEW = {
    "before": True,
    "unit": ["C3", 9, 5, 5],
    "amounts": {name: each.amounts[-1] for name, each in PERTURBATIONS.items()},
    "checkpoint": None,
    "off": [["C5", number] for number in range(120)],
}
READER = {"placement": "mass", "network": "lenet5"}
SEARCH = {**READER, "view": VIEW, "seed": 3}


def largest_questions() -> list[bytes]:
    """The seven kinds of question about a drawing, each with the largest legal one."""
    largest = largest_drawing()
    kinds = {
        "read": largest | READER | {"view": VIEW},
        "placements": largest | {"network": "lenet5", "view": VIEW},
        "why": largest | READER | {"view": VIEW},
        "compare": largest | {"placement": "mass"},
        "stress": largest | READER | {"view": VIEW, "other": "1998"},
        "learning": largest | {"placement": "mass"},
        "misread": SEARCH,
    }
    return [asking(question, inputs) for question, inputs in kinds.items()]


def picture_request() -> bytes:
    """A lossless WebP of 25 million pixels and 1.5 kB, in a request that is as large as it may be."""
    file = io.BytesIO()
    Image.new("RGB", (5_000, 5_000)).save(file, "WEBP", lossless=True, method=0)
    content = base64.b64encode(file.getvalue()).decode()
    return padded(json.dumps({"content": content}).encode())


def padded(body: bytes) -> bytes:
    return head("/page/picture", LARGEST_REQUEST) + body + b" " * (LARGEST_REQUEST - len(body))


def upload(*parts: bytes, size: int | None = None) -> bytes:
    """A form of these files; size: what it claims to have."""
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"
    kind = b"Content-Type: multipart/form-data; boundary=b"
    asked = head("/gradio_api/upload", len(body) if size is None else size)
    return asked.replace(b"Content-Type: application/json", kind) + body


def a_file(content: bytes, field: bytes = b"files", name: bytes = b"7.png") -> bytes:
    return b'Content-Disposition: form-data; name="%s"; filename="%s"\r\n\r\n%s' % (field, name, content)


def uploads() -> list[bytes]:
    """What filled the disk, and was never deleted."""
    large = b"x" * (MAX_FILE - LONGEST_HEAD)
    return [
        upload(a_file(large)),
        upload(a_file(large), size=MAX_FILE),  # BREAKS_OFF
        upload(*[a_file(b"four")] * 1_000),
        upload(a_file(large, name=b"..")),
        upload(a_file(large, field=b"others")),
    ]


def get(path: str, *lines: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "Connection: close", "", ""]).encode()


ODD = [  # what put a traceback into the log, or a bare 500 on the wire
    get("/", "Host: 256.1.1.1"),
    get("/config", "Host: [::1"),
    get("/config", "Host: xn--\u00e9"),
    get("/pwa_icon/192", "Host: x"),
    get("/gradio_api/dev/reload", "Host: x"),
    get("/gradio_api/queue/data?session_hash=unknown", "Host: x"),
    get("/gradio_api/call/recognise/unknown", "Host: x"),
    get("/gradio_api/file=https://example.org/7.png", "Host: x"),
    get("/static/%ff%fe", "Host: x"),
    get("/gradio_api/file=%00", "Host: x"),
    asking("read", {"drawing": {"strokes": 7}, **READER, "view": None}),
    asking("no-such", {}),
]
COSTLY = [  # to read, in Python: each of these headers, and this query, has 15,000 characters
    get("/gradio_api/app_id", "Host: x", f'Cookie: a="{15_000 * chr(92)}"'),
    get("/gradio_api/app_id", "Host: x", f"X-Forwarded-Host: {7_500 * 'a,'}a"),
    get("/gradio_api/app_id", "Host: x", f"Range: bytes={3_750 * '0-1,'}0-1"),
    get(f"/embed?{7_500 * 'a&'}", "Host: x"),
]
NAMES = count()
BREAKS_OFF = 1
BUILT = Path(find_spec("gradio").origin).parent / "templates/frontend/assets"
SIZES = {f"/assets/{path.name}": path.stat().st_size for path in BUILT.glob("*.js")}
LARGE_ASSETS = (  # of all, and of those that are served
    max(SIZES, key=SIZES.__getitem__),
    max((path for path, size in SIZES.items() if size <= LARGEST), key=SIZES.__getitem__),
)


def requests(connections: int, *requests: bytes, unheard: bool = False) -> Attacker:
    """Send one request after the other; half of them, or all, unheard."""

    async def turn(app: str, number: int) -> str:
        return await sent(app, requests[number % len(requests)], heard=not unheard and number % 2 == 0)

    return Attacker(connections, turn)


def slowly(connections: int, *requests: bytes) -> Attacker:
    """Send requests that are not whole, or whose answers have no end."""
    return Attacker(
        connections, lambda app, number: kept_open(app, requests[number % len(requests)]), is_slow=True
    )


def listening(connections: int, *requests: bytes) -> Attacker:
    return Attacker(connections, lambda app, number: sent(app, requests[number % len(requests)]))


def scribbles() -> Attacker:
    scribble = drawing(zigzag(2_000, 18).round())
    return listening(50, asking("read", scribble | READER | {"view": None}))


def pages() -> Attacker:
    async def turn(app: str, number: int) -> str:
        host = f"Host: h{next(NAMES)}.example"
        path = ("/", "/config", f"/embed?network={number}", *LARGE_ASSETS)[number % 5]
        return await sent(app, get(path, host, "Accept-Encoding: br"))

    return Attacker(50, turn)


def hoarder() -> Attacker:
    """More connections than there may be, each with an answer that it does not take."""
    descriptors()  # as many as may be

    async def turn(app: str, _: int) -> str:
        return await unread(app, get(LARGE_ASSETS[1], "Host: x"))

    return Attacker(2_500, turn, is_slow=True)


def uploading() -> Attacker:
    files = uploads()

    async def turn(app: str, number: int) -> str:
        return await sent(app, files[number % len(files)], heard=number % len(files) != BREAKS_OFF)

    return Attacker(20, turn)


def api() -> Attacker:
    """The documented event, with the largest drawing, called directly and through the queue."""
    data = [largest_drawing()["drawing"], None, "mass", "lenet5", []]
    bodies = {
        "run/recognise": {"data": data},
        "call/recognise": {"data": data},
        "queue/join": {"data": data, "fn_index": 0, "session_hash": "attacker"},
    }
    return listening(
        40, *(posting(f"/gradio_api/{path}", json.dumps(body).encode()) for path, body in bodies.items())
    )


def socket(origin: str = "http://x") -> bytes:
    """The handshake of the page's WebSocket."""
    lines = ["Host: x", f"Origin: {origin}", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
    lines += ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
    asked = get(f"/page/train?tab={next(NAMES):032x}", *lines)
    return asked.replace(b"Connection: close", b"Connection: Upgrade")


PING = b"\x89\x80" + bytes(4)


def frame(content: bytes) -> bytes:
    """A frame of text, whose mask is zero."""
    size = len(content)
    told = bytes([0x80 | size]) if size < 126 else b"\xff" + size.to_bytes(8, "big")
    return b"\x81" + told + bytes(4) + content


def sockets() -> Attacker:
    """WebSockets that are silent, of another site's, no handshakes, not whole, or full of small frames."""
    look = {"do": "look", **largest_drawing(), "placement": "mass", "view": VIEW, "whole": True}
    large = frame(json.dumps(look).encode())
    kinds = [
        (socket, b""),
        (lambda: socket("http://evil.example"), b""),
        (lambda: socket().replace(b"Host: x", b"Host: x\r\nContent-Length: 9"), b""),
        (socket, large[:390_000]),
        (socket, frame(b" " * 390_000) + frame(b"x" * 390_000)[:-1]),
        (socket, frame(b"") * 200_000),
        (socket, PING * 200_000),
        (socket, frame(b'{"do": "ready"}') * 200),
    ]

    async def turn(app: str, number: int) -> str:
        handshake, frames = kinds[number % len(kinds)]
        return await conversing(app, handshake(), frames)

    return Attacker(800, turn, is_slow=True)


ATTACKERS: dict[str, Callable[[], Attacker]] = {  # the first one was the worst
    "questions": lambda: requests(40, *largest_questions()),
    "searches": lambda: requests(60, asking("misread", SEARCH), unheard=True),
    "scribbles": scribbles,
    "pages": pages,
    "pictures": lambda: requests(30, picture_request()),
    "api": api,
    "slow bodies": lambda: slowly(60, padded(b"{")[:-100]),
    "slow headers": lambda: slowly(300, head("/page/why", 1_000)[:-2]),
    "unfinished": lambda: slowly(300, head("/page/why", 1_000)),
    "streams": lambda: slowly(400, get("/gradio_api/heartbeat/attacker", "Host: x")),
    "unread": lambda: Attacker(400, lambda app, _: unread(app, get("/config", "Host: x")), is_slow=True),
    "sockets": sockets,
    "hoarder": hoarder,
    "headers": lambda: listening(64, *COSTLY),
    "uploads": uploading,
    "odd requests": lambda: listening(20, *ODD),
}


async def until_ended(attacker: Attacker, app: str) -> Counter[str]:
    """Plays an attacker until SIGTERM; the replies."""
    replies: Counter[str] = Counter()
    playing = asyncio.create_task(played(attacker, app, replies))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, playing.cancel)
    await asyncio.wait({playing})
    if not playing.cancelled():
        playing.result()
    return replies


if __name__ == "__main__":
    os.nice(10)  # a real attacker has a machine of its own
    print(json.dumps(asyncio.run(until_ended(ATTACKERS[sys.argv[1]](), sys.argv[2]))))
