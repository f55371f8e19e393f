"""The server's life: how long it waits for whom, how many it takes, what it logs, and how it ends."""

import asyncio
import gc
import io
import json
import logging
import queue
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import urlsplit

import pytest
import uvicorn
from asking import ask
from attackers import frame
from attackers import socket as websocket
from balancing import balanced
from pytest import MonkeyPatch
from serving import free_port, served_by
from websockets.server import ServerProtocol
from websockets.sync.client import connect

from lenet.web.pictures import LARGEST_REQUEST
from lenet.web.refusals import OneSentence, Refusal
from lenet.web.server import entrance, sockets
from lenet.web.server.bounded import BoundedServer
from lenet.web.server.connections import Connection
from lenet.web.server.eviction import ConnectionTable
from lenet.web.server.malformed import NO_HANDSHAKE, NO_REQUEST
from lenet.web.server.repeats import Repeats

PATIENCE = 0.5  # seconds, of the servers in this file
LOST = 60  # seconds until a server counts as lost
ENOUGH = 30  # parts of something, a tenth of PATIENCE apart: it takes longer than any limit
TO_GO = 100  # bytes of a body that do not come


def request(path="/", size=0, kept=True) -> bytes:
    """The headers of a request with a body of so many bytes."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: x",
        "Content-Type: application/json",
        f"Content-Length: {size}",
    ]
    return "\r\n".join([*lines, *([] if kept else ["Connection: close"]), "", ""]).encode()


def client(address: str, own: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(("127.0.0.1", urlsplit(address).port), LOST, (own, 0))


def hung_up(client: socket.socket, within: float = LOST) -> bool:
    """Whether the server ends the connection in that time; what it says before is passed over."""
    client.settimeout(within)
    try:
        while client.recv(65_536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        pass
    return True


def status(client: socket.socket) -> int:
    client.settimeout(LOST)
    return int(client.recv(65_536).split()[1])


# The limits, of a small app on our server in this process


async def read(receive) -> bytes:
    """The whole body; what is cut off counts as none."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b""
        body, more = body + message["body"], message["more_body"]
    return body


async def answer(send, content: bytes = b"") -> None:
    size = (b"content-length", str(len(content)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [size]})
    await send({"type": "http.response.body", "body": content})


async def reading(scope, receive, send):
    await answer(send, str(len(await read(receive))).encode())


@contextmanager
def running(app):
    """The address of an app on a server of ours, in a thread."""
    config = uvicorn.Config(app, port=free_port(), lifespan="off", log_config=None)
    own = BoundedServer(config)
    thread = threading.Thread(target=own.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{config.port}"
    finally:
        own.should_exit = True
        thread.join()


@pytest.fixture
def hasty(monkeypatch):
    """Servers whose time limits are short."""
    monkeypatch.setattr(Connection, "PATIENCE", PATIENCE)
    monkeypatch.setattr(BoundedServer, "IDLE", PATIENCE)


INCOMPLETE = {
    "silent": b"",
    "headers": request()[:-2],
    "second headers": request() + request()[:-2],
    "second body": request() + request(size=900),
    "body": request(size=900),
    "end of a body": request(size=100_000) + b"x" * (100_000 - TO_GO),
}


@pytest.mark.parametrize("begun", INCOMPLETE.values(), ids=INCOMPLETE)
def test_a_client_that_stops_is_hung_up_on(hasty, begun):
    """Slow headers and bodies were never closed."""
    with running(reading) as address, client(address) as slow:
        slow.sendall(begun)
        assert hung_up(slow)


@pytest.mark.parametrize("begun", [each for each in INCOMPLETE.values() if each], ids=[*INCOMPLETE][1:])
def test_a_client_that_dribbles_is_hung_up_on(hasty, begun):
    with running(reading) as address, client(address) as slow:
        slow.sendall(begun)
        for _ in range(TO_GO - 1):
            if hung_up(slow, PATIENCE / 10):
                return
            slow.sendall(b"x")
    pytest.fail("it was waited for")


def test_an_idle_connection_is_closed(hasty):
    with running(reading) as address, client(address) as idle:
        idle.sendall(request())
        assert status(idle) == 200
        assert hung_up(idle)


def test_a_long_body_that_goes_on_is_taken(hasty):
    pieces = ENOUGH
    with running(reading) as address, client(address) as steady:
        steady.sendall(request(size=pieces * Connection.PIECE))
        for _ in range(pieces):
            assert not hung_up(steady, PATIENCE / 10)
            steady.sendall(b"x" * Connection.PIECE)
        assert status(steady) == 200


def test_a_refusal_does_not_wait_for_a_body_that_does_not_come(hasty):
    """The body was read to its end first, or until the client was hung up on without an answer."""

    async def refusing(scope, receive, send):
        raise Refusal(413, "The request is too large.", unread=True)

    with running(OneSentence(refusing)) as address, client(address) as slow:
        slow.sendall(request(size=900))
        assert status(slow) == 413
        slow.sendall(b"x" * 900)
        assert hung_up(slow)


# Whose turn it is


def test_beside_a_client_with_hundreds_of_connections_another_is_heard_soon():
    """All that had come was taken in before anything else: eight hundred handshakes took two seconds."""
    begun, blocked, arrived = [], threading.Event(), threading.Event()

    async def app(scope, receive, send):
        begun.append(scope["client"][0])
        if scope["path"] == "/block":
            blocked.set()
            arrived.wait(LOST)
        await reading(scope, receive, send)

    with running(app) as address, ExitStack() as stack:
        greedy = [stack.enter_context(client(address)) for _ in range(300)]
        visitor = stack.enter_context(client(address, "127.0.0.2"))
        for each in (*greedy, visitor):
            each.sendall(request())
            assert is_answered(each)
        begun.clear()
        greedy[0].sendall(request("/block"))
        assert blocked.wait(LOST)
        for each in (*greedy[1:], visitor):
            each.sendall(request())
        arrived.set()
        assert all(map(is_answered, (*greedy, visitor)))
    assert begun.index("127.0.0.2") < 30 and len(begun) == 301


def is_answered(client: socket.socket) -> bool:
    """Whether the answer to an empty request comes, and is 0 bytes."""
    said = b""
    while not said.endswith(b"\r\n\r\n0"):
        said += client.recv(65_536)
    return b" 200 " in said


def test_pieces_that_wait_for_their_turn_are_taken_in_in_order():
    body = bytes(range(256)) * 4_000

    async def app(scope, receive, send):
        time.sleep(0.001)  # others arrive meanwhile
        assert await read(receive) == body
        await answer(send)

    with running(app) as address, ExitStack() as stack:
        clients = [stack.enter_context(client(address)) for _ in range(20)]
        with ThreadPoolExecutor(len(clients)) as at_once:
            list(at_once.map(lambda each: each.sendall(request(size=len(body)) + body), clients))
        assert [status(each) for each in clients] == [200] * len(clients)


@pytest.mark.parametrize("kind", ["requests", "WebSockets", "handshakes that are none"])
def test_connections_that_have_ended_leave_nothing_for_the_garbage_collector(kind):
    """Each left a hundred objects in cycles: the search for those halted all for a fifth of a second."""

    def come_and_go(address):
        with client(address) as visitor:
            if kind == "requests":
                visitor.sendall(request(kept=False))
            elif kind == "WebSockets":
                shake_hands(visitor)
                visitor.sendall(b"\x88\x80" + bytes(4))
            else:
                visitor.sendall(HANDSHAKE.replace(b"Host: x", b"Host: x\r\nContent-Length: 3"))
            assert hung_up(visitor)

    with running(reading if kind == "requests" else listening) as address:
        come_and_go(address)
        ours = (Connection, sockets.Socket, asyncio.Transport, ServerProtocol)
        try:
            gc.collect()
            gc.disable()
            gc.set_debug(gc.DEBUG_SAVEALL)
            for _ in range(5):
                come_and_go(address)
        finally:
            gc.enable()
    gc.collect()
    gc.set_debug(0)
    found = [each for each in gc.garbage if isinstance(each, ours)]
    gc.garbage.clear()
    assert not found


# WebSockets

HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


def shake_hands(client: socket.socket) -> None:
    client.sendall(HANDSHAKE)
    assert status(client) == 101


@contextmanager
def conversation(sends: int = 0):
    """The address of an app that sends so many large frames, then echoes what it hears; how each ended."""
    codes = queue.Queue()

    async def echo(scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        with suppress(OSError):
            for _ in range(sends):
                await send({"type": "websocket.send", "text": "x" * 1_000_000})
        while (message := await receive())["type"] != "websocket.disconnect":
            await send({"type": "websocket.send", "text": message["text"]})
        codes.put(message["code"])

    with running(echo) as address:
        yield address, codes


@pytest.fixture
def hasty_sockets(hasty, monkeypatch):
    monkeypatch.setattr(sockets, "ASKED_EVERY", PATIENCE / 5)
    monkeypatch.setattr(sockets, "PATIENCE", PATIENCE)


def test_a_websocket_outlives_the_limits_of_requests(hasty_sockets):
    with conversation() as (address, codes):
        with connect(address.replace("http", "ws"), proxy=None) as visitor:
            with pytest.raises(TimeoutError):
                visitor.recv(timeout=3 * PATIENCE)
            visitor.send("still here")
            assert visitor.recv(timeout=LOST) == "still here"
        assert codes.get(timeout=LOST) == 1000


def test_a_websocket_whose_client_says_nothing_is_hung_up_on(hasty_sockets):
    with conversation() as (address, codes), client(address) as silent:
        silent.sendall(HANDSHAKE)
        assert hung_up(silent) and codes.get(timeout=LOST) == sockets.SILENT


def test_a_websocket_whose_client_takes_nothing_is_hung_up_on(hasty_sockets, monkeypatch):
    monkeypatch.setattr(sockets, "ASKED_EVERY", LOST)
    with conversation(sends=20) as (address, codes), client(address) as slow:
        slow.sendall(HANDSHAKE)
        assert codes.get(timeout=LOST) == sockets.SILENT


@pytest.mark.parametrize(
    "handshake",
    [
        HANDSHAKE.replace(b"Host: x\r\n", b"Host: x\r\nContent-Length: 3\r\n") + b"abc",
        HANDSHAKE.replace(b"Host: x\r\n", b"Host: x\r\nX: " + b"x" * 9_000 + b"\r\n"),
        HANDSHAKE.replace(b"Host: x\r\n", b"Host: x\r\n" + b"X: x\r\n" * 200),
        HANDSHAKE.replace(b"GET", b"POST"),
        HANDSHAKE.replace(b"Sec-WebSocket-Key", b"X"),
    ],
    ids=["with a body", "a long line", "many lines", "no GET", "no key"],
)
def test_a_handshake_that_is_none_is_answered_at_once(handshake):
    """It was held without a limit, and counted nowhere: half of all descriptors could be taken so."""
    with conversation() as (address, _), client(address) as odd:
        odd.sendall(handshake)
        answer = odd.makefile("rb").read()
        assert answer.startswith(b"HTTP/1.1 400") and b"nosniff" in answer
        assert json.loads(answer.partition(b"\r\n\r\n")[2]) == {"error": NO_HANDSHAKE}


def test_what_is_no_request_is_answered_with_one_sentence():
    with running(reading) as address, client(address) as odd:
        odd.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")
        answer = odd.makefile("rb").read()
        assert answer.startswith(b"HTTP/1.1 400") and b"nosniff" in answer
        assert json.loads(answer.partition(b"\r\n\r\n")[2]) == {"error": NO_REQUEST}


TRY_AGAIN_LATER, CLOSED = 1013, b"\x88\x02"  # a code, and how a frame that carries one begins
BEGUN = b"\x01\x80\0\0\0\0"  # an empty text, of which more is to come


@pytest.mark.parametrize(
    ("begun", "flood"),
    [
        (b"", b"\x89\x80\0\0\0\0"),
        (b"", b"\x8a\x80\0\0\0\0"),
        (BEGUN, b"\0\x80\0\0\0\0"),
        (b"", frame(b"{}")),
    ],
    ids=["pings", "pongs", "empty parts", "messages"],
)
def test_a_websocket_full_of_small_frames_is_hung_up_on(begun, flood):
    """They were taken as fast as they came, which kept all other visitors waiting for half a minute."""
    with conversation() as (address, codes), client(address) as greedy:
        shake_hands(greedy)
        with suppress(ConnectionError):
            greedy.sendall(begun + flood * 20_000)
        assert hung_up(greedy) and codes.get(timeout=LOST) == sockets.SILENT


def test_a_message_that_stops_short_is_given_up(hasty):
    with conversation() as (address, codes), client(address) as short:
        shake_hands(short)
        short.sendall(frame(b"x" * 3 * Connection.PIECE)[:-1])
        assert hung_up(short) and codes.get(timeout=LOST) == sockets.SILENT


def test_a_message_that_goes_on_is_taken(hasty):
    whole, piece = frame(b"x" * 5 * Connection.PIECE), Connection.PIECE
    with conversation() as (address, _), client(address) as steady:
        shake_hands(steady)
        for start in range(0, len(whole), piece):
            assert not hung_up(steady, PATIENCE / 3)
            steady.sendall(whole[start : start + piece])
        steady.settimeout(LOST)
        assert b"xxx" in steady.recv(65_536)  # it comes back


def test_few_large_messages_of_one_client_are_under_way_at_once():
    """A hundred of them took 1.3 MB each: nothing counted them."""
    large = frame(b"x" * 2 * sockets.LARGE)
    with conversation() as (address, codes), ExitStack() as stack:
        begun = [stack.enter_context(client(address)) for _ in range(sockets.PLACES // 2)]
        for each in begun:
            shake_hands(each)
            each.sendall(large[:-1])
        assert begins_reply(address, large) == CLOSED and codes.get(timeout=LOST) == TRY_AGAIN_LATER
        assert begins_reply(address, frame(b"x")) == frame(b"x")[:1] + b"\x01"
        begun[0].sendall(large[-1:])
        assert begun[0].recv(1) == large[:1]
        assert begins_reply(address, large) == large[:1] + b"\x7f"  # it has that one's place
        assert not any(hung_up(each, PATIENCE / 100) for each in begun[1:])


def begins_reply(address: str, message: bytes) -> bytes:
    """The first two bytes of what a new WebSocket answers to a message."""
    with client(address) as talker:
        shake_hands(talker)
        with suppress(ConnectionError):
            talker.sendall(message)
        return talker.recv(2)


@pytest.mark.parametrize("times", [1, 2])
def test_text_that_is_none_leaves_no_traceback(caplog, times):
    with conversation() as (address, codes), client(address) as odd:
        shake_hands(odd)
        odd.sendall(times * frame(b"\xff\xfe"))
        assert hung_up(odd) and codes.get(timeout=LOST) == 1007
    assert "Traceback" not in caplog.text


def test_text_that_is_none_before_the_handshake_is_answered_leaves_no_traceback(caplog):
    begun, accepts = threading.Event(), threading.Event()

    async def late(scope, receive, send):
        begun.set()
        await asyncio.to_thread(accepts.wait, LOST)
        with suppress(OSError):
            await send({"type": "websocket.accept"})

    with running(late) as address, client(address) as odd:
        odd.sendall(HANDSHAKE)
        assert begun.wait(LOST)
        odd.sendall(frame(b"\xff\xfe"))
        accepts.set()
        assert hung_up(odd)
    assert "Traceback" not in caplog.text


def chunked(content: bytes, size: int) -> bytes:
    """A request whose body comes in chunks of that size."""
    chunks = [content[start : start + size] for start in range(0, len(content), size)]
    asked = request().replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    return asked + b"".join(b"%x\r\n%s\r\n" % (len(each), each) for each in chunks) + b"0\r\n\r\n"


@pytest.mark.parametrize("size", [50, 4_000, 70_000])
def test_a_body_in_chunks_is_taken(size):
    with running(reading) as address, client(address) as visitor:
        visitor.sendall(chunked(b"x" * 200_000, size))
        assert status(visitor) == 200


@pytest.mark.parametrize("size", [1, 5, 15])
def test_a_body_in_tiny_chunks_is_hung_up_on(size):
    """Some 40,000 of them came at once, and held the event loop for a quarter of a second."""
    with running(reading) as address, client(address) as greedy:
        with suppress(ConnectionError):
            greedy.sendall(chunked(b"x" * 200_000, size))
        greedy.settimeout(LOST)
        with suppress(ConnectionError):
            assert greedy.recv(65_536) == b""


def test_a_body_of_short_lines_is_taken():
    body = 50_000 * b"1,\r\n"
    with running(reading) as address, client(address) as visitor:
        visitor.sendall(request(size=len(body)) + body)
        assert status(visitor) == 200


def test_a_request_that_comes_before_the_last_ones_answer_is_not_read():
    """Hundreds of them on each connection kept others waiting for seconds: they were read in no turn."""
    begun = []

    async def app(scope, receive, send):
        begun.append(scope["path"])
        await reading(scope, receive, send)

    with running(app) as address, client(address) as hasty:
        hasty.sendall(request("/first") + 99 * request("/next"))
        assert status(hasty) == 200 and hung_up(hasty)
    assert begun == ["/first"]


def test_a_body_that_the_app_is_late_to_read_is_taken(hasty):
    async def late(scope, receive, send):
        await asyncio.sleep(3 * PATIENCE)
        await reading(scope, receive, send)

    with running(late) as address, client(address) as waiting:
        waiting.sendall(request(size=2**20) + b"x" * 2**20)
        assert status(waiting) == 200


def test_time_in_which_the_app_reads_nothing_is_not_the_clients(hasty):
    """The client was hung up on when the app read on shortly before the client's time was over."""
    reads = threading.Event()

    async def late(scope, receive, send):
        await asyncio.sleep(2.8 * PATIENCE)
        reads.set()
        await reading(scope, receive, send)

    with running(late) as address, client(address) as waiting:
        body = b"x" * 80_000
        waiting.sendall(request(size=len(body)) + body[:70_000])  # uvicorn then waits for the app
        assert reads.wait(LOST)
        assert not hung_up(waiting, PATIENCE / 2)
        waiting.sendall(body[70_000:])
        assert status(waiting) == 200


def test_a_stream_of_events_outlasts_every_limit(hasty):
    async def stream(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(ENOUGH):
            await asyncio.sleep(PATIENCE / 10)
            await send({"type": "http.response.body", "body": b"data: on\n\n", "more_body": True})
        await send({"type": "http.response.body", "body": b"data: end\n\n"})

    with running(stream) as address, urllib.request.urlopen(address, timeout=LOST) as events:
        assert events.read().count(b"data: on") == ENOUGH


def test_a_client_that_does_not_take_its_answer_is_hung_up_on(hasty):
    gone = threading.Event()

    async def endless(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        heard = asyncio.create_task(heard_of_its_end(receive))
        while not heard.done():
            await send({"type": "http.response.body", "body": b"x" * 2**20, "more_body": True})
        gone.set()

    async def heard_of_its_end(receive):
        while (await receive())["type"] != "http.disconnect":
            pass

    with running(endless) as address, client(address) as deaf:
        deaf.sendall(request() + request()[:-2])  # what follows the request makes no difference
        assert gone.wait(LOST)


async def listening(scope, receive, send):
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


@pytest.mark.parametrize(("size", "is_ended"), [(0, True), (300, False)])
def test_a_websocket_that_sends_very_many_frames_at_once_is_hung_up_on(size, is_ended):
    """Ten thousands of empty ones, in the 256 kB that are read at once, waited as objects in memory."""
    with running(listening) as address, client(address) as talker:
        talker.settimeout(LOST)
        with suppress(ConnectionError):
            talker.sendall(websocket())
            assert b" 101 " in talker.recv(65_536)
            talker.sendall(frame(b"x" * size) * 20_000)
            talker.sendall(b"\x88\x80" + bytes(4))  # a frame that ends the conversation
        said = b""
        with suppress(ConnectionError):
            while piece := talker.recv(65_536):
                said += piece
        assert said.endswith(b"\x88\x00") is not is_ended


@pytest.fixture
def few(monkeypatch):
    """Servers that take a few connections."""
    monkeypatch.setattr(entrance, "descriptors", lambda: free_descriptor() + 20)


def free_descriptor() -> int:
    with socket.socket() as probe:
        return probe.fileno()


def test_a_new_connection_ends_the_one_that_has_waited_longest(few):
    with running(reading) as address, ExitStack() as stack:
        idle = [stack.enter_context(client(address)) for _ in range(50)]
        for _ in range(20):
            assert status(asked(stack, address)) == 200
        assert hung_up(idle[0])


def asked(stack, address) -> socket.socket:
    """A connection on which a request was sent."""
    own = stack.enter_context(client(address))
    own.sendall(request())
    return own


def keeping(whom=lambda client: True):
    """An app that answers such clients when it may, a count of their requests, and the event to let it."""
    begun, may_answer = threading.Semaphore(0), threading.Event()

    async def app(scope, receive, send):
        if whom(scope["client"][0]):
            begun.release()
            await asyncio.to_thread(may_answer.wait)
        await answer(send)

    return app, begun, may_answer


def until_one_is_too_many(stack, address, begun) -> list[socket.socket]:
    """Connections with a request each; that of the last one does not begin."""
    connections = [asked(stack, address)]
    while begun.acquire(timeout=1):
        connections.append(asked(stack, address))
    return connections


def test_where_none_waits_a_new_one_is_closed_and_the_others_are_answered(few):
    app, begun, may_answer = keeping()
    with running(app) as address, ExitStack() as stack:
        stack.callback(may_answer.set)
        under_way = until_one_is_too_many(stack, address, begun)
        assert len(under_way) > 5 and hung_up(under_way.pop())
        may_answer.set()
        assert [status(each) for each in under_way] == [200] * len(under_way)


def test_a_client_that_has_all_connections_loses_one_to_another_client(few):
    """One that read its answers slowly had them all, and most requests of others were hung up on."""
    app, begun, may_answer = keeping("127.0.0.1".__eq__)
    with running(app) as address, ExitStack() as stack:
        stack.callback(may_answer.set)
        under_way = until_one_is_too_many(stack, address, begun)
        for _ in range(3):
            other = stack.enter_context(client(address, "127.0.0.2"))
            other.sendall(request(kept=False))
            assert status(other) == 200
        assert hung_up(under_way[0])


def test_room_is_made_at_the_cost_of_whoever_has_most():
    table = ConnectionTable()
    assert table.evicted_for("a") is None
    for client, kinds in {"a": "iib", "b": "bbbb", "c": "i"}.items():
        for at, kind in enumerate(kinds):
            (table.becomes_idle if kind == "i" else table.becomes_busy)(client, f"{client}{at}")
    assert table.evicted_for("c") == "b0"  # busy, but its client has most
    assert table.evicted_for("b") == "a0"  # idle, and another's
    table.becomes_busy("b", "b1")  # its next piece makes it no younger
    assert table.evicted_for("d") == "b1"
    assert [table.evicted_for("b") for _ in range(2)] == ["a1", None]  # none for the greediest
    of_one_each = [table.evicted_for("d") for _ in range(3)]
    assert of_one_each == ["b2", "c0", None]  # an idle one alone


# The log


def test_a_line_that_repeats_is_logged_once_and_then_with_its_count():
    repeats, logger, written = Repeats(), logging.getLogger("tested"), io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(repeats)
    with MonkeyPatch.context() as patch:
        for each in (logger, logging.getLogger("lenet")):
            patch.setattr(each, "handlers", [handler])
            patch.setattr(each, "propagate", False)
        for number in range(5_000):
            logger.error("out of resources\nsocket: %s", number)
        logger.error("something else")
        repeats.report()
        for _ in range(3):
            logger.error("out of resources")
        repeats.report()
    assert written.getvalue().splitlines() == [
        "out of resources",
        "socket: 0",
        "something else",
        "out of resources (and 4,999 times more in the last minute)",
        "out of resources (and 3 times more in the last minute)",
    ]


# The real app


def launched(*statements: str) -> list[str]:
    """The command that runs the app after some statements."""
    return ["-c", "; ".join([*statements, "import app", "app.launch()"])]


SHORT_MINUTE = "from lenet.web.server.bounded import BoundedServer; BoundedServer.MINUTE = 1"
FEW = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))"
LITTLE_GRACE = "from lenet.web.server.bounded import BoundedServer; BoundedServer.GRACE = 1"


def asking_to_read(examples, name: str) -> bytes:
    asked = {"drawing": {"strokes": examples[name]}, "placement": "mass", "network": "lenet5", "view": None}
    return json.dumps(asked).encode()


def read_by(address, examples, name: str) -> int | None:
    asked = json.loads(asking_to_read(examples, name))
    code, packet = ask(address, "read", **asked)
    assert code == 200
    return packet["verdict"]


@pytest.mark.slow
def test_two_hundred_idle_sockets_end_no_service_and_fill_no_log(examples, tmp_path):
    """Under `ulimit -n 128`, 200 idle sockets ended all service, and the log grew by 83 MB in 45 s."""
    with (
        open(tmp_path / "log", "w+") as log,
        served_by(command=launched(FEW), log=log) as (address, _),
        ExitStack() as stack,
    ):
        for _ in range(3):
            for _ in range(200):
                stack.enter_context(client(address))
            for name in examples:
                assert read_by(address, examples, name) == int(name)
        for _ in range(50):
            stack.enter_context(client(address)).sendall(b"no HTTP\r\n\r\n")
        assert read_by(address, examples, "5") == 5
        log.seek(0)
        assert 0 < log.read().count("Invalid HTTP request") < 3 and log.tell() < 10_000


@pytest.mark.slow
def test_bodies_that_stop_short_are_not_held():
    """60 requests that declared 15.9 MB and stopped short of their last 100 bytes held 15.5 MB each."""
    with served_by(command=launched(SHORT_MINUTE)) as (address, process), ExitStack() as stack:
        before = megabytes(process)
        incomplete = request("/page/picture", LARGEST_REQUEST) + b"x" * (LARGEST_REQUEST - TO_GO)
        for _ in range(2):
            slow = [stack.enter_context(client(address)) for _ in range(20)]
            for each in slow:
                with suppress(ConnectionError):  # on a busy machine one may be too slow already
                    each.sendall(incomplete)
            assert all(hung_up(each) for each in slow)
        assert wait_until(lambda: megabytes(process) < before + 100)


def wait_until(condition) -> bool:
    """Whether the condition comes true before the server counts as lost."""
    end = time.monotonic() + LOST
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)  # polling a condition
    return condition()


def megabytes(process) -> float:
    asked = ["ps", "-o", "rss=", "-p", str(process.pid)]
    return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout) / 1024


def refuses(address) -> bool:
    """Whether the server accepts nobody any more."""
    try:
        client(address).close()
    except ConnectionError:
        return True
    return False


def end(process, address) -> None:
    """Ask the process to end, and wait until it accepts nobody."""
    process.send_signal(signal.SIGTERM)
    while not refuses(address):
        assert process.poll() is None


@pytest.mark.slow
@pytest.mark.parametrize("asked_by", [signal.SIGTERM, signal.SIGINT])
def test_what_is_under_way_is_answered_at_the_end(examples, tmp_path, asked_by):
    """SIGTERM answered none of the requests under way (0.17 s, exit -15)."""
    body = asking_to_read(examples, "7")
    with (
        open(tmp_path / "log", "w+") as log,
        served_by(log=log) as (address, process),
        client(address) as visitor,
        client(address) as idle,
        urllib.request.urlopen(f"{address}/gradio_api/heartbeat/somebody", timeout=LOST) as heartbeat,
    ):
        visitor.sendall(request("/page/read", len(body)) + body[:-1])
        process.send_signal(asked_by)
        assert hung_up(idle) and b"ALIVE" in heartbeat.read()  # to its end
        assert refuses(address)
        visitor.sendall(body[-1:])
        answered = b"".join(iter(lambda: visitor.recv(65_536), b""))
        assert b" 200 " in answered and b'"verdict":7' in answered
        assert process.wait(LOST) == 0
        log.seek(0)
        assert "Traceback" not in log.read()


@pytest.mark.slow
def test_the_end_does_not_wait_for_ever(tmp_path):
    with (
        open(tmp_path / "log", "w+") as log,
        served_by(command=launched(LITTLE_GRACE), log=log) as (address, process),
        client(address) as slow,
    ):
        slow.sendall(request("/page/read", 900))
        end(process, address)
        assert hung_up(slow)  # and not answered by an error, which nobody would ask another server about
        assert process.wait(LOST) == 0
        log.seek(0)
        assert "Traceback" not in log.read()


@pytest.mark.slow
def test_a_second_signal_ends_at_once():
    with served_by() as (address, process), client(address) as slow:
        slow.sendall(request("/page/read", 900))
        end(process, address)
        process.send_signal(signal.SIGTERM)
        assert process.wait(LOST) == -signal.SIGTERM


@pytest.mark.slow
def test_a_rolling_restart_loses_nothing(examples):
    names = "".join(examples) * 20
    with balanced(2) as (address, apps), ThreadPoolExecutor(8) as visitors:
        sent = [visitors.submit(read_by, address, examples, name) for name in names]
        sent[len(names) // 4].result()
        apps[0].terminate()
        assert not sent[-1].done()
        assert [answer.result() for answer in sent] == [int(name) for name in names]
        assert apps[0].wait(LOST) == 0
