"""Fairness: who a client is, what each may have under way, and whose turn it is."""

import asyncio
import gc
import json
import os
import random
import threading
import time
import weakref
from functools import partial
from types import SimpleNamespace

import gradio as gr
import pytest
import uvicorn
from own_loop import run

from lenet.web import gradio_internals
from lenet.web.fairness import shares
from lenet.web.fairness.clients import CLIENT, client_of, trust_proxies
from lenet.web.fairness.pace import LARGE, RATE, Pace
from lenet.web.fairness.places import Places
from lenet.web.fairness.shares import FairShares
from lenet.web.fairness.turns import Turns
from lenet.web.fairness.virtual_time import MANY, VirtualTime
from lenet.web.fairness.work import AT_ONCE, Work, is_wanted
from lenet.web.gradio_internals import UNCOLLECTED
from lenet.web.pictures import LARGEST_REQUEST
from lenet.web.refusals import OneSentence, Refusal
from lenet.web.server.connections import Connection

LARGEST = 16_000_000


# Who a client is


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("127.0.0.2", "127.0.0.3", False),
        ("198.51.100.7", "198.51.100.7", True),
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::9", True),  # one household has the whole /64
        ("2001:db8:1:2::3", "2001:db8:1:3::3", False),
        ("::ffff:198.51.100.7", "198.51.100.7", True),
        ("::ffff:198.51.100.7", "::ffff:198.51.100.8", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("no address", "another", True),
        ("no address", "127.0.0.2", False),
    ],
)
def test_a_client_is_an_address_or_a_household(one, other, same):
    assert (client_of({"client": (one, 1)}) == client_of({"client": (other, 2)})) is same


def test_who_has_no_address_is_a_client_too():
    assert client_of({}) == client_of({"client": None}) == client_of({"client": ("", 0)})


def client_behind(peer, forwarded, monkeypatch, **environment):
    """The client that a request comes from, as uvicorn hands it over after trust_proxies."""
    monkeypatch.setattr(os, "environ", environment)
    trust_proxies()
    found = []

    async def app(scope, receive, send):
        found.append(client_of(scope))

    config = uvicorn.Config(app, lifespan="off")
    config.load()
    headers = [(b"x-forwarded-for", forwarded.encode())]
    scope = {"type": "http", "asgi": {}, "client": (peer, 1), "headers": headers, "scheme": "http"}
    run(config.loaded_app(scope, None, None))
    return found[0]


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.2.3", "198.51.100.7"])
def test_a_forged_header_gains_nothing(monkeypatch, peer):
    assert client_behind(peer, "192.0.2.66", monkeypatch) == peer


@pytest.mark.parametrize("forged", ["", "192.0.2.66, ", "10.0.0.1, ", "garbage, "])
def test_a_trusted_proxys_word_counts_and_what_was_forged_before_it_does_not(monkeypatch, forged):
    real = "203.0.113.5"
    assert client_behind("10.1.2.3", forged + real, monkeypatch, SPACE_ID="someone/lenet") == real
    named = {"FORWARDED_ALLOW_IPS": "198.51.100.0/24"}
    assert client_behind("198.51.100.1", forged + real, monkeypatch, **named) == real
    assert client_behind("198.51.100.1", f"{forged}{real}, 198.51.100.2", monkeypatch, **named) == real


def test_a_space_believes_no_visitor(monkeypatch):
    assert client_behind("203.0.113.5", "192.0.2.66", monkeypatch, SPACE_ID="a/b") == "203.0.113.5"


def test_what_the_operator_has_named_stays(monkeypatch):
    named = {"SPACE_ID": "a/b", "FORWARDED_ALLOW_IPS": "198.51.100.1"}
    assert client_behind("10.1.2.3", "203.0.113.5", monkeypatch, **named) == "10.1.2.3"


# How much each may have


def take(places, client, held):
    """Whether the client gets a place more, which it keeps."""
    try:
        held.append(places.held(client, 1))
        held[-1].__enter__()
    except Refusal as refusal:
        held.pop()
        assert (refusal.status, refusal.unread) == (503, True) and refusal.retry_after > 0
        return False
    return True


@pytest.mark.parametrize("greedy", range(1, 6))
def test_however_many_are_greedy_the_next_one_finds_as_much_left_as_each_of_them_has(greedy):
    places, held = Places(120), []
    while any([take(places, f"greedy {number}", held) for number in range(greedy)]):
        pass
    share = 120 // (greedy + 1)
    assert list(places.taken.values()) == [share] * greedy
    assert sum(take(places, "next", held) for _ in range(120)) == share // 2
    for each in held:
        each.__exit__(None, None, None)
    assert not places.taken


def test_a_few_who_come_one_after_the_other_shut_nobody_out():
    """Seven clients took 64, 32, 16 and so on of 128 places, and for everybody else nothing was left."""
    places, held = Places(128, first=2), []
    for number in range(7):
        while take(places, f"greedy {number}", held):
            pass
    assert places.taken.total() >= 127
    for number in range(50):
        assert [take(places, f"other {number}", held) for _ in range(3)] == [True, True, False]
    assert not any(take(places, f"greedy {number}", held) for number in range(7))
    while take(places, f"late {len(held)}", held):
        pass
    assert places.taken.total() == 2 * 128


@pytest.mark.parametrize("size", [1_000, LARGEST_REQUEST])
@pytest.mark.parametrize("path", ["/page/read", "/page/why", "/gradio_api/run/recognise"])
def test_beside_eight_clients_that_hold_all_they_may_a_visitor_is_let_in(path, size):
    async def ask():
        server = Server(largest=LARGEST_REQUEST)
        for number in range(8):
            mine = [request(path, f"198.51.100.{number}", content_length=size) for _ in range(300)]
            await server.let_in(mine)
        assert await server.let_in([request(path, content_length=size)]) == 1
        await server.close()

    run(ask())


def test_never_is_more_held_than_there_is():
    chance, places, held = random.Random(7), Places(50), []
    for _ in range(5_000):
        if chance.random() < 0.6:
            take(places, chance.choice("abcdefgh"), held)
        elif held:
            held.pop(chance.randrange(len(held))).__exit__(None, None, None)
        assert 0 <= places.taken.total() == len(held) <= 50


def request(path, client="127.0.0.2", method="POST", **headers):
    told = [(name.replace("_", "-").encode(), str(value).encode()) for name, value in headers.items()]
    return {"type": "http", "path": path, "method": method, "client": (client, 1), "headers": told}


class Server:
    """FairShares around an app whose requests stay under way until the end; none has been read."""

    def __init__(self, queued=(), largest=LARGEST):
        self.end = asyncio.Event()
        self.shares = OneSentence(FairShares(self.app, lambda: queued, largest))
        self.under_way = []

    async def app(self, scope, receive, send):
        await self.end.wait()

    async def status(self, scope):
        """200 where the request is let in and stays; else the status of its refusal, which is checked."""
        sent = []

        async def receive():
            assert all(each["more_body"] for each in sent), "no connection ends before all has come"
            return {"type": "http.request"}

        async def send(message):
            sent.append(message)

        task = asyncio.create_task(self.shares(scope, receive, send))
        self.under_way.append(task)
        for _ in range(5):
            await asyncio.sleep(0)
        if not sent:
            return 200
        headers = dict(sent[0]["headers"])
        assert int(headers[b"retry-after"]) > 0
        assert json.loads(sent[1]["body"])["error"].endswith(f"{headers[b'retry-after'].decode()} seconds.")
        return sent[0]["status"]

    async def let_in(self, scopes):
        """How many of the requests are let in, up to the first that is not."""
        for number, scope in enumerate(scopes):
            if (status := await self.status(scope)) != 200:
                assert status == 503
                return number
        return len(scopes)

    async def close(self):
        self.end.set()
        await asyncio.gather(*self.under_way)


@pytest.mark.parametrize(
    ("path", "method", "size", "places"),
    [
        ("/page/read", "POST", 1_000, shares.READS),
        ("/page/why", "POST", 1_000, shares.QUESTIONS),
        ("/lenet/page/why", "POST", 1_000, shares.QUESTIONS),
        ("/gradio_api/run/recognise", "POST", 1_000, shares.QUESTIONS),
        ("/gradio_api/upload", "POST", 25_000_000, shares.QUESTIONS),
        ("/page/picture", "POST", LARGEST, shares.BYTES // LARGEST),
        ("/page/picture", "POST", 10 * LARGEST, shares.BYTES // LARGEST),
        ("/page/why", "POST", 1_000_000, shares.BYTES // 1_000_000),
        ("/page/read", "POST", None, shares.BYTES // LARGEST),  # of a size that nobody knows
        ("/gradio_api/heartbeat/me", "GET", 0, shares.STREAMS),
        ("/gradio_api/queue/data", "GET", 0, shares.STREAMS),
        ("/gradio_api/call/recognise/me", "GET", 0, shares.STREAMS),
    ],
)
def test_one_client_has_half_of_what_there_is_and_others_are_let_in(path, method, size, places):
    async def ask():
        server = Server()
        told = {} if size is None else {"content_length": size}
        mine = [request(path, method=method, **told) for _ in range(places)]
        assert await server.let_in(mine) == places // 2
        assert await server.let_in([request(path, "127.0.0.3", method, **told)]) == 1
        if method == "POST":
            forged = request(path, method=method, x_forwarded_for="192.0.2.66", **told)
            assert await server.status(forged) == 503
        await server.close()
        server.end.clear()
        assert await server.let_in(mine[:1]) == 1  # all is given back
        await server.close()

    run(ask())


def test_a_body_without_an_end_weighs_as_much_as_could_come():
    async def ask():
        server = Server()
        lying = [request("/page/read", content_length=10, transfer_encoding="chunked") for _ in range(9)]
        assert await server.let_in(lying) == shares.BYTES // LARGEST // 2
        await server.close()

    run(ask())


def test_an_event_is_let_in_beside_clients_whose_events_fill_gradios_queue():
    async def ask():
        queued = [{CLIENT: f"198.51.100.{number % 8}"} for number in range(shares.EVENTS)]
        server = Server(queued)
        assert await server.status(request("/gradio_api/queue/join", content_length=10)) == 200
        await server.close()

    run(ask())


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/call/recognise"])
def test_the_places_in_gradios_queue_are_shared_as_well(path):
    async def ask():
        queued = [{CLIENT: "127.0.0.2"}] * (shares.EVENTS // 2)
        server = Server(queued)
        assert await server.status(request(path, content_length=10)) == 503
        assert await server.status(request(path, "127.0.0.3", content_length=10)) == 200
        await server.close()

    run(ask())


def test_pages_are_always_given_out():
    async def ask():
        server = Server()
        assert await server.let_in([request("/", method="GET") for _ in range(1_000)]) == 1_000
        await server.close()

    run(ask())


# Whose turn it is


async def stays():
    """An asker that never leaves."""
    await asyncio.Future()


async def asked(work, client, piece, quick=False, left=stays):
    return await work.done(client, left(), piece, quick)


async def line_up(work, pieces, quick=False):
    """Tasks for (client, piece), all of which stand in line."""
    tasks = [asyncio.create_task(asked(work, client, piece, quick)) for client, piece in pieces]
    for _ in range(5):
        await asyncio.sleep(0)
    return tasks


@pytest.mark.parametrize("quick", [True, False])
def test_beside_a_greedy_client_a_visitor_waits_for_no_more_than_what_is_under_way(quick):
    """One client with forty connections left another visitor without any answer."""
    begun, hold = [], threading.Event()

    def piece(client):
        begun.append(client)
        quick or hold.wait()

    async def ask():
        work = Work()
        greedy = [("greedy", lambda: piece("greedy"))] * 40
        tasks = [asyncio.create_task(asked(work, *each, quick)) for each in greedy]
        while not begun:
            await asyncio.sleep(0)
        visitor = asyncio.create_task(asked(work, "visitor", lambda: piece("visitor"), quick))
        await asyncio.sleep(0)
        hold.set()
        await visitor
        await asyncio.gather(*tasks)

    run(ask())
    assert begun.count("greedy") == 40 and begun.index("visitor") <= (2 if quick else 1)


def test_one_client_holds_one_thread_and_leaves_the_others():
    begun, hold = threading.Semaphore(0), threading.Event()

    def piece():
        begun.release()
        hold.wait()

    async def ask():
        work = Work()
        tasks = await line_up(work, [("greedy", piece)] * 9)
        for client in range(AT_ONCE - 1):
            tasks += await line_up(work, [(f"visitor {client}", piece)])
        for _ in range(AT_ONCE):
            await asyncio.to_thread(begun.acquire)
        at_work = work.other.working.copy()
        hold.set()
        await asyncio.gather(*tasks)
        return at_work

    assert run(ask()) == {"greedy", *(f"visitor {client}" for client in range(AT_ONCE - 1))}


def test_turns_are_weighed_by_what_work_has_cost():
    begun = []

    def cheap():
        begun.append("cheap")

    def dear():
        begun.append("dear")
        end = time.thread_time() + 0.01
        while time.thread_time() < end:
            pass

    async def ask():
        work = Work()
        tasks = await line_up(work, [("a", dear), ("b", cheap)] * 8, quick=True)
        await asyncio.gather(*tasks)

    run(ask())
    assert begun.index("dear") <= 1
    assert begun[:10].count("cheap") == 8  # a piece of each first, and then eight cheap ones are due


def test_among_equals_each_has_one_turn_after_the_other():
    begun = []

    async def ask():
        work = Work()
        pieces = [(client, lambda client=client: begun.append(client)) for client in "aaaabbcc"]
        await asyncio.gather(*await line_up(work, pieces, quick=True))

    run(ask())
    assert "".join(begun) == "abcabcaa"


def test_a_client_is_answered_in_the_order_of_its_questions():
    begun = []

    async def ask():
        pieces = [("a", lambda number=number: begun.append(number)) for number in range(20)]
        await asyncio.gather(*await line_up(Work(), pieces, quick=True))

    run(ask())
    assert begun == list(range(20))


@pytest.mark.parametrize("quick", [True, False])
def test_who_has_drawn_for_long_does_not_wait_for_a_newcomer_with_much_that_is_cheap(quick):
    """Ten thousands of cheap messages kept a visitor who had drawn before them waiting for 15 seconds."""
    begun = []

    def piece(client):
        begun.append(client)

    async def ask():
        work = Work()
        for _ in range(200):
            await asked(work, "visitor", partial(piece, "visitor"), quick)
        begun.clear()
        tasks = await line_up(work, [("newcomer", partial(piece, "newcomer"))] * 100, quick)
        tasks += await line_up(work, [("visitor", partial(piece, "visitor"))], quick)
        await asyncio.gather(*tasks)

    run(ask())
    assert begun.index("visitor") < 10 * AT_ONCE


def test_who_comes_after_a_pause_has_no_more_than_the_others():
    begun = []
    pieces = [(client, partial(begun.append, client)) for client in "aaaaaaaabbbbbbbb"]

    async def ask():
        work = Work()
        for _ in range(100):
            await asked(work, "a", partial(begun.append, "a"), quick=True)
        begun.clear()
        await asyncio.gather(*await line_up(work, pieces, quick=True))

    run(ask())
    assert 3 <= begun[:8].count("a") <= 5


def test_only_clients_who_have_had_something_lately_are_noted():
    time = VirtualTime(0.001)
    for number in range(20 * MANY):
        time.now = number
        time.charge(f"{number}", 5.0)
    assert len(time.ends) <= MANY + 1


def test_a_crowd_of_clients_is_not_looked_through_at_each_piece_of_work():
    looked = 0

    class Counted(VirtualTime):
        def __setattr__(self, name, value):
            nonlocal looked
            looked += len(value) if name == "ends" else 0
            super().__setattr__(name, value)

    time = Counted(0.001)
    for number in range(20 * MANY):
        time.charge(f"{number}", 1.0)
    assert MANY < looked < 4 * 20 * MANY


def test_who_asks_again_and_again_leaves_nothing_behind():
    """Each message of a WebSocket kept what the one before it had left: 400 MB a minute."""
    kept = []

    async def stay():
        kept.append(weakref.ref(asyncio.current_task()))
        await asyncio.Event().wait()

    async def ask():
        work = Work()
        for _ in range(20):
            await work.done("a", stay(), lambda: time.sleep(0.01))
        gc.collect()
        return sum(each() is not None for each in kept)

    assert run(ask()) <= 1 and len(kept) == 20


@pytest.mark.parametrize("cancelled_first", [True, False])
def test_who_is_cancelled_as_its_turn_comes_gives_it_back(cancelled_first):
    """Its turn was lost, and with it everybody's readings, if a tab opened another connection just then."""

    async def ask():
        turns = Turns(1)
        assert turns.take("a")
        waiting = asyncio.create_task(hold(turns))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if cancelled_first:
            waiting.cancel()
        turns.give_back("a")
        if not cancelled_first:
            waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return turns.take("c"), turns.waiting, turns.working

    async def hold(turns):
        async with turns.turn("b", asyncio.get_running_loop().create_future()):
            pass

    assert run(ask()) == (True, {}, {"c"})


@pytest.mark.parametrize("quick", [True, False])
def test_what_fails_gives_its_turn_back_and_is_charged(quick):
    def fail():
        time.sleep(0)
        raise ValueError("so")

    async def ask():
        work = Work()
        for _ in range(AT_ONCE + 1):
            with pytest.raises(ValueError, match="so"):
                await asked(work, "a", fail, quick)
        assert (work.quick if quick else work.other).time.ends["a"] > 0
        return await asked(work, "a", lambda: "done", quick)

    assert run(ask()) == "done"


# How fast each may send


def test_what_a_client_sends_beyond_its_pace_waits_and_others_do_not():
    """Thirty connections that sent pictures at full speed made answers take 14 times as long."""
    pace = Pace(None)
    waits = [pace.wait("greedy", RATE // 10) for _ in range(30)]
    assert waits[0] == 0 and waits[-1] == pytest.approx(2.9, abs=0.5) and waits == sorted(waits)
    assert pace.wait("another", RATE // 10) == 0


def test_what_is_read_at_once_is_large_enough_to_be_paced():
    assert LARGE < Connection.READ


def test_only_large_pieces_are_paced_and_none_is_changed():
    waited, sent = [], [b"x" * LARGE, b"y" * (LARGE + 1), b""]

    async def app(scope, receive, send):
        assert [(await receive())["body"] for _ in range(3)] == [b"x" * LARGE, b"y" * (LARGE + 1), b""]

    async def receive():
        return {"type": "http.request", "body": sent.pop(0)}

    pace = Pace(app)
    pace.wait = lambda client, size: waited.append((client, size)) or 0
    run(pace({"type": "http", "client": ("127.0.0.2", 1)}, receive, None))
    assert waited == [("127.0.0.2", LARGE + 1)]


# Who has left


@pytest.mark.parametrize("quick", [True, False])
def test_work_of_who_has_hung_up_is_never_begun(quick):
    """Sixty searches of a client that hung up held another visitor's question for 95 s."""
    begun = []

    async def ask():
        work, hung_up = Work(), asyncio.Event()
        lane = work.quick if quick else work.other
        lane.free = 0  # somebody else's work takes all
        tasks = [
            asyncio.create_task(asked(work, "a", lambda: begun.append("a"), quick, hung_up.wait))
            for _ in range(60)
        ]
        staying = asyncio.create_task(asked(work, "a", lambda: begun.append("staying"), quick))
        await asyncio.sleep(0)
        hung_up.set()
        refused = await asyncio.gather(*tasks, return_exceptions=True)
        assert {type(each) for each in refused} == {Refusal} and sum(map(len, lane.waiting.values())) == 1
        lane.free = 1
        lane.give_soon()
        await staying
        assert lane.free == 1 and not lane.waiting

    run(ask())
    assert begun == ["staying"]


def test_long_work_can_tell_that_its_asker_has_left():
    assert is_wanted()
    begun, told = threading.Event(), threading.Event()

    def search():
        begun.set()
        assert is_wanted()
        told.wait()
        return is_wanted()

    async def ask():
        hung_up = asyncio.Event()
        work = Work()
        leaver = asyncio.create_task(asked(work, "a", search, left=hung_up.wait))
        await asyncio.to_thread(begun.wait)
        hung_up.set()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        told.set()
        assert is_wanted()
        return await leaver, await asked(work, "b", is_wanted), await asked(work, "b", is_wanted, True)

    assert run(ask()) == (False, True, True)


def test_who_asks_through_gradios_queue_has_left_with_its_stream():
    event = SimpleNamespace(request=object(), alive=True)
    page = SimpleNamespace(_queue=SimpleNamespace(event_ids_to_events={"a": event}))

    async def ask():
        leaving = asyncio.create_task(gradio_internals.left(page, event.request))
        await asyncio.sleep(0)
        assert not leaving.done()
        event.alive = False
        await leaving

    run(ask())


def test_who_asks_directly_has_left_with_its_connection():
    messages = [{"type": "http.disconnect"}, {"type": "http.request"}]
    page = SimpleNamespace(_queue=SimpleNamespace(event_ids_to_events={}))

    async def receive():
        return messages.pop()

    run(gradio_internals.left(page, SimpleNamespace(receive=receive)))
    assert messages == []


def test_answers_in_gradios_queue_that_nobody_collects_are_forgotten():
    """Of each event that was joined and never listened to, something stayed for good."""

    async def joined():
        page = gr.Blocks()
        sessions, messages = page._queue.pending_event_ids_session, page._queue.pending_messages_per_session
        for number in range(3 * UNCOLLECTED):
            for session in (f"session {number}", "greedy"):
                gradio_internals.queued(page)
                messages.setdefault(session, [])
                sessions.setdefault(session, set()).add(number)
        return sessions, messages

    sessions, messages = run(joined())
    assert sum(map(len, sessions.values())) <= UNCOLLECTED + 2 and len(messages) <= UNCOLLECTED + 2
    assert f"session {3 * UNCOLLECTED - 1}" in sessions and "session 0" not in sessions


def test_a_crowd_of_clients_shares_what_there_is():
    """Two hundred people behind one address beside a hundred others."""

    async def ask():
        server = Server()
        hall = [request("/page/read", "198.51.100.7", content_length=5_000) for _ in range(200)]
        others = [request("/page/read", f"203.0.113.{n}", content_length=5_000) for n in range(100)]
        assert await server.let_in(hall) == 200 and await server.let_in(others) == 100
        await server.close()

    run(ask())
