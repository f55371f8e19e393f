"""Who is begun next on the event loop, how much at a time, and to whom it is charged."""

import asyncio
import gc
import socket
import time
import weakref
from functools import partial

import pytest
from own_loop import run

from lenet.web.fairness.arrivals import LEAST, TURN, Arrivals
from lenet.web.fairness.metered import Metered, step_by_step
from lenet.web.server import entrance
from lenet.web.server.entrance import Entrance


async def rounds(begun, count):
    """What is begun in each of so many iterations of the event loop."""
    seen = []
    for _ in range(count):
        await asyncio.sleep(0)
        seen.append(list(begun))
        begun.clear()
    return seen


def test_what_comes_alone_is_begun_at_once():
    async def come():
        arrivals, begun = Arrivals(), []
        return arrivals.come("a", partial(begun.append, "a")), begun

    assert run(come()) == (False, ["a"])


def test_an_iteration_begins_no_more_requests_than_it_has_time_for():
    """Eight clients each began one, however long, and whoever came next waited for all eight."""

    async def come():
        arrivals, begun = Arrivals(), []
        for client in "abcdefgh":
            arrivals.come(client, partial(begun.append, client), expected=2 * TURN)
        return [len(begun)], *await rounds(begun, 8)

    (first, *rest) = run(come())
    assert first == [1]
    assert rest == [["a", "b"], *(list(each) for each in "cdefgh"), []]


def test_much_that_costs_little_is_begun_in_one_iteration():
    async def come():
        arrivals, begun = Arrivals(), []
        for client in range(8):
            arrivals.come(f"{client}", partial(begun.append, client), expected=TURN / 20)
        return begun

    assert run(come()) == list(range(8))


def test_who_has_cost_much_comes_after_who_has_cost_little():
    async def come():
        arrivals, begun = Arrivals(), []
        for client in ("dear", "cheap"):
            arrivals.come(client, lambda: None)
        arrivals.charge("dear", 1.0)  # what its request took once it had begun
        arrivals.come("other", lambda: None, expected=TURN)
        for client in ("dear", "dear", "cheap", "cheap", "new"):
            arrivals.come(client, partial(begun.append, client), expected=TURN)
        while arrivals.waiting:
            await asyncio.sleep(0)
        return begun

    assert run(come()) == ["new", "cheap", "cheap", "dear", "dear"]


def test_who_is_charged_while_standing_in_line_goes_back():
    async def come():
        arrivals, begun = Arrivals(), []
        arrivals.come("other", lambda: None, expected=TURN)
        for client in ("a", "b"):
            arrivals.come(client, partial(begun.append, client))
        arrivals.charge("a", 1.0)
        while arrivals.waiting:
            await asyncio.sleep(0)
        return begun

    assert run(come()) == ["b", "a"]


def test_a_clients_own_pieces_keep_their_order():
    async def come():
        arrivals, begun = Arrivals(), []
        for number in range(50):
            arrivals.come("a", partial(begun.append, number), expected=TURN / 3)
        while arrivals.waiting:
            await asyncio.sleep(0)
        return begun

    assert run(come()) == list(range(50))


def test_a_piece_that_fails_holds_up_nobody():
    def fail():
        raise ValueError("so")

    async def come():
        arrivals, begun, failures = Arrivals(), [], []

        def failed(_, context):
            failures.append(context["exception"])

        asyncio.get_running_loop().set_exception_handler(failed)
        arrivals.come("other", lambda: None, expected=TURN)
        for piece in (fail, partial(begun.append, "a")):
            arrivals.come("a", piece)
        arrivals.come("b", partial(begun.append, "b"))
        while arrivals.waiting:
            await asyncio.sleep(0)
        return sorted(begun), list(map(str, failures))

    assert run(come()) == (["a", "b"], ["so"])


def test_a_request_is_expected_to_cost_what_the_last_ones_did():
    arrivals = Arrivals()
    for _ in range(200):
        arrivals.ended(0.005)
    assert arrivals.request == pytest.approx(0.005, rel=1e-3)


# What a request costs


def busy(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def test_each_step_of_a_request_is_charged_and_no_wait_is():
    async def app(scope, receive, send):
        busy(0.01)
        await asyncio.sleep(0.1)
        busy(0.02)

    async def ask():
        arrivals = Arrivals()
        scope = {"type": "http", "client": ("127.0.0.9", 1)}
        await Metered(app, arrivals)(scope, None, None)
        return arrivals

    arrivals = run(ask())
    assert 0.03 <= arrivals.time.ends["127.0.0.9"] < 0.1
    assert arrivals.request > 0


def test_behind_a_proxy_each_visitor_is_charged_for_itself():
    async def app(scope, receive, send):
        busy(0.01)

    async def ask():
        arrivals = Arrivals()
        for visitor in ("203.0.113.7", "203.0.113.8"):  # as the proxy names them, on its one connection
            await Metered(app, arrivals)({"type": "http", "client": (visitor, 0)}, None, None)
        return arrivals.time.ends

    assert set(run(ask())) == {"203.0.113.7", "203.0.113.8"}


def test_a_request_that_is_cancelled_before_its_turn_is_not_begun():
    async def app(scope, receive, send):
        raise AssertionError("It has begun.")

    async def behind_another(arrivals):
        arrivals.come("other", lambda: None, expected=TURN)
        await Metered(app, arrivals)({"type": "http", "client": ("127.0.0.9", 1)}, None, None)

    async def ask():
        arrivals = Arrivals()
        task = asyncio.create_task(behind_another(arrivals))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        while arrivals.waiting:
            await asyncio.sleep(0)

    run(ask())


async def work(how):
    try:
        if how == "fails":
            await asyncio.sleep(0)
            raise ValueError("so")
        if how == "waits":
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        return "done"
    except asyncio.CancelledError:
        return "cancelled, and tidied up"


@pytest.mark.parametrize("how", ["returns", "waits"])
def test_step_by_step_a_coroutine_does_what_it_does_without(how):
    async def both():
        results = []
        for run_it in (work, lambda how: metered(work(how))):
            task = asyncio.create_task(run_it(how))
            await asyncio.sleep(0)
            if how == "waits":
                task.cancel()
            results.append(await task)
        return results

    plain, stepped = run(both())
    assert plain == stepped


async def metered(coroutine):
    return await step_by_step(coroutine, lambda seconds: None)


def test_step_by_step_a_failure_comes_through_and_leaves_no_cycle():
    class Kept:
        pass

    async def fail():
        kept = Kept()
        seen.append(weakref.ref(kept))
        try:
            await asyncio.Event().wait()
        finally:
            del kept

    async def ask():
        task = asyncio.create_task(metered(fail()))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with pytest.raises(ValueError, match="so"):
            await metered(work("fails"))

    seen = []
    gc.disable()
    try:
        run(ask())
        assert seen[0]() is None
    finally:
        gc.enable()


# New connections


@pytest.fixture
def door():
    own = Entrance("127.0.0.1", 0, 500, [], Arrivals())
    yield own
    run(own.close())


class Noted(asyncio.Protocol):
    def __init__(self, begun):
        self.begun = begun

    def connection_made(self, transport):
        self.begun.append(transport)


def clients_of(door, address, count):
    port = door.socket.getsockname()[1]
    return [socket.create_connection(("127.0.0.1", port), 60, (address, 0)) for _ in range(count)]


async def until(condition):
    while not condition():
        await asyncio.sleep(0)


def test_a_connection_behind_a_flood_of_anothers_begins_among_the_first(door):
    """The system's line is one for all: behind a flood, a page's first connection waited for seconds."""

    async def accept():
        begun = []
        accepting = asyncio.create_task(door.accept(lambda: Noted(begun)))
        await until(lambda: len(begun) == len(flood) + 1)
        accepting.cancel()
        addresses = [transport.get_extra_info("peername")[0] for transport in begun]
        for transport in begun:
            transport.abort()
        await asyncio.sleep(0)
        return addresses

    flood = clients_of(door, "127.0.0.1", 300)
    visitor = clients_of(door, "127.0.0.2", 1)
    addresses = run(accept())
    turns = len(flood) / entrance.AT_ONCE + 2  # until it is accepted, and until its own
    assert addresses.index("127.0.0.2") < turns * TURN / LEAST < len(flood) / 2
    for each in flood + visitor:
        each.close()


def test_what_is_written_is_sent_at_once(door):
    """With Nagle's algorithm an answer in two parts takes 40 ms."""

    async def accept():
        begun = []
        accepting = asyncio.create_task(door.accept(lambda: Noted(begun)))
        await until(lambda: begun)
        accepting.cancel()
        option = begun[0].get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        begun[0].abort()
        await asyncio.sleep(0)
        return option

    clients = clients_of(door, "127.0.0.1", 1)
    assert run(accept())
    clients[0].close()


@pytest.mark.parametrize("error", [OSError(71, "Protocol error"), ConnectionAbortedError()])
def test_a_connection_that_cannot_be_accepted_stops_no_other(door, monkeypatch, error):
    errors = [error]

    async def accept():
        loop, begun = asyncio.get_running_loop(), []
        accepted = loop.sock_accept

        async def failing(listener):
            if errors:
                raise errors.pop()
            return await accepted(listener)

        monkeypatch.setattr(loop, "sock_accept", failing)
        accepting = asyncio.create_task(door.accept(lambda: Noted(begun)))
        await until(lambda: begun)
        accepting.cancel()
        begun[0].abort()
        await asyncio.sleep(0)

    (client,) = clients_of(door, "127.0.0.1", 1)
    run(accept())
    client.close()


def test_a_connection_that_fails_at_the_entrance_stops_no_other(door, monkeypatch):
    admitted, failures = door.admit, []

    def failing(connection, client, protocol):
        if not failures:
            raise ValueError("so")
        admitted(connection, client, protocol)

    async def accept():
        begun = []
        asyncio.get_running_loop().set_exception_handler(lambda _, told: failures.append(told["exception"]))
        accepting = asyncio.create_task(door.accept(lambda: Noted(begun)))
        await until(lambda: begun)
        accepting.cancel()
        begun[0].abort()
        await asyncio.sleep(0)

    monkeypatch.setattr(door, "admit", failing)
    clients = clients_of(door, "127.0.0.1", 2)
    run(accept())
    assert list(map(str, failures)) == ["so"]
    for each in clients:
        each.close()


def test_one_that_was_ended_before_its_turn_does_not_begin(door):
    async def admit():
        begun = []
        near, far = socket.socketpair()
        door.arrivals.come("other", lambda: None, expected=TURN)
        door.admit(near, "a", lambda: Noted(begun))
        door.table.evicted_for("b").end()
        await until(lambda: not door.newcomers)
        far.close()
        return begun, near.fileno()

    assert run(admit()) == ([], -1)


def test_those_who_wait_at_the_end_are_hung_up_on(door):
    async def admit():
        near, far = socket.socketpair()
        door.arrivals.come("other", lambda: None, expected=TURN)
        door.admit(near, "a", lambda: Noted([]))
        await door.close()
        assert far.recv(1) == b""
        while door.arrivals.waiting:
            await asyncio.sleep(0)
        assert not door.tasks
        far.close()

    run(admit())
