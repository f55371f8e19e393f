"""Many phones draw at once: answers per second, how long a visitor waits after pen-up, what it costs.

`python tests/benchmarks/load.py [--drawers 30] [--seconds 60]` starts the app and lets so many people draw
digits of the pen digits' test writers on it (LENET_DATA, or one run of train.py). Phones and app share this
machine, whose other work changes all times but one: the CPU time of an answer is the app's own. Answers
are checked against what the network reads here: one that belongs to another drawing is stale.

--soak: 30 minutes, and how the app's memory grows once it is warm. --servers 2: as many app processes
behind nginx, by nginx.conf in .github. --path: another address; /gradio_api/api/read is Gradio's own.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

import numpy as np
import torch
from balancing import balanced
from connection import Connection
from phone import Phone, Tally, beginning
from serving import served_by

from lenet import digit_from_strokes, load, recognise
from lenet.data import datasets
from lenet.data.test_sets import placed_at_random
from lenet.drawing.strokes import Drawing

PATH = "/page/read"  # what the page asks
SEED = 7
LAPTOPS = 3  # of so many drawers one sits at a laptop, the others hold phones
CHECKED = 500  # answers compared with what is read here
CLOSE = 1e-4  # by so much a probability may differ from the one computed here
GRACE = 60  # seconds in which the last drawings may still be answered
SOAK = 1800  # seconds
WARM = 120  # seconds of a soak after which memory should not grow
EVERY = 5  # seconds between looks at the app


class Look(NamedTuple):
    """What the app's processes use, `time` seconds after the start: MB, seconds of CPU, and counts."""

    time: float
    memory: float
    cpu: float
    threads: int
    descriptors: int


def look(processes: list[int], began: float) -> Look:
    each = [usage(process) for process in processes]
    return Look(time.monotonic() - began, *(sum(values) for values in zip(*each, strict=True)))


def usage(process: int) -> tuple[float, float, int, int]:
    """Resident memory in MB, CPU seconds, threads and open descriptors, from /proc."""
    folder = Path(f"/proc/{process}")
    lines = (folder / "status").read_text().splitlines()
    status = {name: value for name, value in (line.split(":", 1) for line in lines)}
    times = (folder / "stat").read_text().rsplit(")", 1)[1].split()
    cpu = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
    memory = int(status["VmRSS"].split()[0]) / 1024
    return memory, cpu, int(status["Threads"]), len(list((folder / "fd").iterdir()))


def drawings() -> list[Drawing]:
    """The test writers' digits at random places and sizes, as the page would send them."""
    placed = placed_at_random(datasets.pen_digits("test").drawings, SEED)
    return [Drawing([stroke.round(1).tolist() for stroke in each.strokes], each.pad) for each in placed]


async def drawn(
    address: str, path: str, drawers: int, seconds: float, processes: list[int], paper: list[Drawing]
):
    """Lets all phones draw; (tally, looks, seconds it took)."""
    place, tally, began = urlsplit(address), Tally(), time.monotonic()
    looks = [look(processes, began)]
    phones = [
        Phone(
            Connection(place.hostname, place.port), path, paper, tally, SEED + number, number % LAPTOPS == 0
        )
        for number in range(drawers)
    ]
    drawing = asyncio.gather(*(phone.draw_until(began + seconds) for phone in phones))
    end = began + seconds + GRACE
    while not drawing.done() and time.monotonic() < end:
        await asyncio.wait([drawing], timeout=EVERY)
        looks.append(look(processes, began))
    took = time.monotonic() - began
    if drawing.done():
        drawing.result()
    else:
        drawing.cancel()
    await asyncio.sleep(EVERY)  # the app notices that the connections are closed
    looks.append(look(processes, began))
    return tally, looks, took


def stale(tally: Tally, paper: list[Drawing]) -> tuple[int, int]:
    """How many answers are not those of their drawing, and how many were compared."""
    torch.set_num_threads(1)
    model = load("lenet5")
    order = np.random.default_rng(SEED).permutation(len(tally.answers))[:CHECKED]
    wrong = 0
    for answer in (tally.answers[i] for i in order):
        digit = digit_from_strokes(list(beginning(paper[answer.drawing].strokes, answer.points)))
        read = recognise(model, digit).probabilities
        wrong += not np.allclose(answer.probabilities, read, atol=CLOSE)
    return wrong, len(order)


def report(tally: Tally, looks: list[Look], took: float, generator: float, paper: list[Drawing]) -> str:
    rate = tally.count / took
    waits = 1000 * np.array([answer.wait for answer in tally.answers if answer.final])
    wrong, compared = stale(tally, paper)
    first, *_, busy, last = looks
    cpu, questions = busy.cpu - first.cpu, tally.count + len(tally.closer)
    lines = [
        f"{tally.count} answers, {rate:.0f} a second, to {tally.drawn} drawings in {took:.0f} s",
        "an answer took       " + spread(1000 * np.array(tally.took)),
        "pen-up to its answer " + spread(waits),
        f"{'at rest, a closer look':21}" + spread(1000 * np.array(tally.closer)),
        f"errors {len(tally.errors)}, drawings without an answer {tally.drawn - len(waits)}, "
        f"stale answers {wrong} of {compared} compared",
        f"CPU time a question, {len(tally.closer)} closer looks among {questions}: "
        f"app {1000 * cpu / questions:.2f} ms, phones {1000 * generator / questions:.2f} ms",
        f"app's cores in use: {cpu / took:.2f}",
        f"{'':22}{'memory MB':>10}{'threads':>10}{'descriptors':>12}",
        *(
            f"{name:22}{at.memory:10.0f}{at.threads:10}{at.descriptors:12}"
            for name, at in (
                ("before", first),
                ("while they draw", looks[len(looks) // 2]),
                ("after", last),
            )
        ),
    ]
    warm = [at for at in looks if at.time > WARM]
    if len(warm) > 2:
        per_minute = np.polyfit([at.time / 60 for at in warm], [at.memory for at in warm], 1)[0]
        lines.append(
            f"memory after {WARM} s: {warm[0].memory:.0f} MB, at the end {warm[-1].memory:.0f} MB, "
            f"by {per_minute:+.2f} MB a minute"
        )
    return "\n".join([*lines, *sorted(set(tally.errors))[:5]])


def spread(milliseconds: np.ndarray) -> str:
    p50, p95, p99 = np.percentile(milliseconds, [50, 95, 99])
    return f"p50 {p50:6.0f}  p95 {p95:6.0f}  p99 {p99:6.0f}  most {milliseconds.max():6.0f} ms"


@contextmanager
def served(servers: int) -> Iterator[tuple[str, list[int]]]:
    """The address to ask, and the app's processes."""
    with ExitStack() as stack:
        if servers == 1:
            address, app = stack.enter_context(served_by())
            yield address, [app.pid]
        else:
            address, apps = stack.enter_context(balanced(servers))
            yield address, [app.pid for app in apps]


def main() -> None:
    """Serves the app, lets the phones draw, prints what they saw."""
    parser = argparse.ArgumentParser(description="Many phones draw at once.")
    parser.add_argument("--drawers", type=int, default=30, help="phones")
    parser.add_argument("--seconds", type=float, default=60, help="for which they draw")
    parser.add_argument("--soak", action="store_true", help=f"for {SOAK} seconds")
    parser.add_argument(
        "--servers", type=int, default=1, help="app processes, behind nginx if more than one"
    )
    parser.add_argument("--path", default=PATH, help="what is asked")
    chosen = parser.parse_args()
    paper = drawings()
    with served(chosen.servers) as (address, processes):
        began = time.process_time()
        seconds = SOAK if chosen.soak else chosen.seconds
        tally, looks, took = asyncio.run(
            drawn(address, chosen.path, chosen.drawers, seconds, processes, paper)
        )
        generator = time.process_time() - began
    print(report(tally, looks, took, generator, paper))


if __name__ == "__main__":
    main()
