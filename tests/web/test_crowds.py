"""Greedy clients and whole lecture halls, at the real app, from several addresses of this machine."""

import asyncio
import json
from contextlib import AsyncExitStack

import pytest
from crowd import answered, asked, head, opened
from own_loop import run
from websockets.asyncio.client import connect

from lenet.web.fairness.shares import QUESTIONS

pytestmark = pytest.mark.slow

PEOPLE = 200
READS = 3
PLAIN = {"before": False, "unit": None, "amounts": {}, "checkpoint": None}


def drawing(strokes):
    return {"drawing": {"strokes": strokes, "pad": [280, 280]}, "placement": "mass", "network": "lenet5"}


def test_a_client_is_an_address_whatever_it_claims(app, examples):
    """One client whose forty connections wait for an answer left others without any."""
    why = drawing(examples["3"]) | {"view": PLAIN}

    async def ask():
        held = []
        for _ in range(QUESTIONS // 2):  # questions that begin and never end
            _, writer = await opened(app, "127.0.0.2")
            writer.write(head("/page/why", 1_000))
            held.append(writer)
        while (greedy := await asked(app, "127.0.0.2", "why", why))[0] == 200:
            pass  # until all of those have arrived
        forged = await asked(app, "127.0.0.2", "why", why, X_Forwarded_For="127.0.0.9")
        other = await asked(app, "127.0.0.3", "why", why)
        for writer in held:
            writer.close()
        again = await answered(app, "127.0.0.2", "why", why)
        return greedy, forged, other, again

    greedy, forged, other, again = run(ask())
    for status, headers, reply in (greedy, forged):
        assert status == 503 and headers["retry-after"] == "2"
        assert reply == {"error": "The server is busy: try again in 2 seconds."}
    assert other[0] == again[0] == 200 and other[2]["packet"]


def test_a_lecture_hall_behind_one_address_is_answered(app, examples):
    """200 people behind one address: everybody's drawings are read, and nobody's "why" is lost."""

    async def person(number):
        digit = str(number % 10)
        question = drawing(examples[digit]) | {"view": PLAIN}
        for _ in range(READS):
            status, reply = await answered(app, "127.0.0.4", "read", question)
            assert status == 200 and reply["packet"]["verdict"] == int(digit)
        status, reply = await answered(app, "127.0.0.4", "why", question)
        assert status == 200 and reply["packet"]

    async def hall():
        await asyncio.gather(*(person(number) for number in range(PEOPLE)))

    run(hall())


def test_a_lecture_hall_behind_one_address_can_look_on_at_training(app):
    async def hall():
        async with AsyncExitStack() as tabs:
            for number in range(PEOPLE):
                place = f"{app.replace('http', 'ws').rstrip('/')}/page/train?tab={number:032x}"
                tab = connect(place, local_addr=("127.0.0.4", 0), proxy=None)
                assert "status" in json.loads(await (await tabs.enter_async_context(tab)).recv())

    run(hall())
