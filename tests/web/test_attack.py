"""Each attacker for a few turns: what it may take, what it is told, and that nothing of others is lost.

The times are measured by tests/benchmarks/attack.py.
"""

import asyncio
import time
from collections import Counter

import attackers
import pytest
from attackers import ATTACKERS, HELD, LOST, UNHEARD, played
from crowd import answered
from own_loop import run
from serving import served_by
from watching import Watch

from lenet.web.fairness.shares import SOCKETS, STREAMS
from lenet.web.kept.uploads import BUDGET

pytestmark = pytest.mark.slow

PATIENCE = 1  # second, of this server
MEMORY = 150  # MB beyond those at its start
LOG = 20_000  # bytes
GIVEN_BACK = 60  # seconds until it counts as kept
TURNS = 2  # of each connection
SETTINGS = (
    "from lenet.web.server.bounded import BoundedServer",
    "from lenet.web.server.connections import Connection",
    f"BoundedServer.MINUTE, Connection.PATIENCE = 1, {PATIENCE}",
    "import app",
    "app.launch()",
)
EXPECTED = {UNHEARD, "101", "200", "400", "403", "404", "413", "414", "422", "503"}
OF_THE_SLOW = {HELD, LOST}
ROOM = {"streams": STREAMS, "sockets": SOCKETS}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """(address, process, folder for uploads, log, MB at the start)."""
    uploads, log = tmp_path_factory.mktemp("uploads"), tmp_path_factory.mktemp("log") / "log"
    with (
        log.open("w") as file,
        served_by(command=["-c", "; ".join(SETTINGS)], log=file, GRADIO_TEMP_DIR=str(uploads)) as (
            address,
            app,
        ),
    ):
        run(warm_up(address))
        yield address, app, uploads, log, Watch.memory_of(app)


async def warm_up(address):
    """Have the app make its threads and caches, which stay: each question, and many events at once."""
    for _ in range(2):
        for question in attackers.largest_questions():
            await attackers.sent(address, question)
    api = ATTACKERS["api"]()
    await played(api, address, Counter(), TURNS * api.connections)


def asking(strokes):
    drawing = {"drawing": {"strokes": strokes, "pad": [280, 280]}}
    return drawing | {"placement": "mass", "network": "lenet5", "view": None}


async def drawn_until(address, playing, examples):
    """Another visitor's digits are read rightly, and explained, while the attacker plays."""
    while True:
        for name, strokes in examples.items():
            status, reply = await answered(address, "127.0.0.1", "read", asking(strokes))
            assert status == 200 and reply["packet"]["verdict"] == int(name)
        status, reply = await answered(address, "127.0.0.1", "why", asking(examples["3"]))
        assert status == 200 and reply["packet"]["first"] == 3
        if playing.done():
            return


@pytest.mark.parametrize("name", ATTACKERS)
def test_an_attacker_gets_its_share_and_the_next_visitor_everything(server, examples, monkeypatch, name):
    address, app, uploads, log, start = server
    monkeypatch.setattr(attackers, "HOLDS", 3 * PATIENCE)
    attacker, replies = ATTACKERS[name](), Counter()

    async def together():
        turns = attacker.connections * (1 if attacker.is_slow else TURNS)
        attack = played(attacker, address, replies, turns)
        # On a loop of its own: eight hundred connections would make this visitor late with its own request.
        playing = asyncio.create_task(asyncio.to_thread(asyncio.run, attack))
        await drawn_until(address, playing, examples)
        await playing

    with Watch(app, uploads, start) as watch:
        run(together())
    assert set(replies) <= EXPECTED | (OF_THE_SLOW if attacker.is_slow else set()), replies
    assert watch.memory < MEMORY and watch.disk < BUDGET / 1e6 + 5
    if name in ROOM:
        assert replies[HELD] <= ROOM[name] // 2 and replies["503"]
    assert "Traceback" not in log.read_text() and log.stat().st_size < LOG
    assert comes_true(lambda: Watch.memory_of(app) - start < MEMORY / 2)


def comes_true(condition):
    end = time.monotonic() + GIVEN_BACK
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)  # polling a condition
    return condition()
