"""Attackers beside a real drawer: what they take from it, and from the machine.

`python tests/benchmarks/attack.py [NAME...] [--strokes 20] [--beside FOLDER]` plays each attacker of
tests/helpers/attackers.py, or those that are named, from one address of this machine. Beside it a browser
opens the page from another one, draws with real pointer events, and waits for "Why". The first line is the
drawer's without an attacker. A folder: the app of another checkout, after this one's.

Memory is the app's largest beyond that at its start, disk what lies in its folder at most; both again, a
minute after the attacker has left.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

import numpy as np
from attackers import ATTACKERS
from browser import chromium
from pen_up import CLOCK, OURS, draw, settle, strokes_to_draw
from serving import served_by
from watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AFTERWARDS = 60  # seconds in which all is given back
NOBODY = "nobody"
WHY = """(since) => {
    const asked = performance.getEntriesByType("resource")
        .filter(({ name, startTime }) => name.endsWith("/page/why") && startTime >= since);
    const answered = asked.find(({ responseStatus }) => responseStatus === 200);
    return answered && answered.responseEnd - asked[0].startTime;
}"""


class Visit(NamedTuple):
    """What a drawer waited for, in ms: the page, each answer after pen-up, and each "Why"."""

    opened: float
    pen_ups: list[float]
    whys: list[float]


def visit(browser: "Browser", address: str, strokes: list[np.ndarray]) -> Visit:
    """A drawer opens the page and draws all strokes, each on an empty pad; the first one warms up."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    try:
        began = time.monotonic()
        page.goto(address)
        page.wait_for_selector(OURS.ready)
        opened = 1000 * (time.monotonic() - began)
        page.click("#tab-why")
        settle(page, OURS)
        waits = [drawn(page, stroke) for stroke in [strokes[0], *strokes]][1:]
        return Visit(opened, *map(list, zip(*waits, strict=True)))
    finally:
        page.close()


def drawn(page: "Page", stroke: np.ndarray) -> tuple[float, float]:
    """One stroke on the empty pad, and what was waited for, in ms; then it is taken back."""
    page.evaluate(CLOCK, {"mark": OURS.mark, "answered": OURS.answered})
    since = page.evaluate("performance.now()")
    draw(page, OURS, stroke)
    pen_up, _ = page.evaluate("painted")
    why = page.wait_for_function(WHY, arg=since).json_value()
    page.click(OURS.undo)
    settle(page, OURS)
    return pen_up, why


@contextmanager
def attacked(name: str, address: str) -> Iterator[None]:
    """Lets an attacker play until the block is left, and prints how it was answered."""
    if name == NOBODY:
        yield
        return
    command = [sys.executable, str(ROOT / "tests/helpers/attackers.py"), name, address]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield
    finally:
        process.terminate()
        replies, _ = process.communicate()
    print(f"{'':14} its replies: {replies.strip()}")


def row(name: str, seen: Visit, alone: Visit, watch: Watch) -> str:
    """A line of the table; the times are the drawer's."""
    median, p95 = np.percentile(seen.pen_ups, [50, 95])
    ratio = p95 / np.percentile(alone.pen_ups, 95)
    return (
        f"{name:14} {seen.opened:8.0f} {median:8.0f} {p95:8.0f} {ratio:8.1f} {max(seen.whys):8.0f}"
        f" {watch.memory:8.0f} {watch.disk:8.0f}"
    )


def measure(folder: Path, names: list[str], strokes: list[np.ndarray]) -> None:
    """Prints the table of one checkout's app."""
    titles = ("opened", "pen-up", "p95", "ratio", "why", "memory", "disk")
    print(f"{folder.name}\n{'attacker':14}", *(f"{title:>8}" for title in titles), "  (ms, MB)", flush=True)
    with (
        tempfile.TemporaryDirectory() as uploads,
        tempfile.TemporaryFile() as log,
        served_by(command=(str(folder / "app.py"),), log=log, GRADIO_TEMP_DIR=uploads) as (address, app),
        chromium() as browser,
    ):
        visit(browser, address, strokes[:3])
        alone, start = None, Watch.memory_of(app)
        for name in [NOBODY, *names]:
            with Watch(app, Path(uploads), start) as watch, attacked(name, address):
                seen = visit(browser, address, strokes)
            alone = alone or seen
            print(row(name, seen, alone, watch), flush=True)
            if name != NOBODY:
                time.sleep(AFTERWARDS)
                with Watch(app, Path(uploads), start) as watch:
                    pass
                print(f"{'':14} a minute later {watch.memory:39.0f} {watch.disk:8.0f}", flush=True)
        print(f"The log has {log.tell():,} bytes.")


def main() -> None:
    """Prints a line for each attacker, of each checkout."""
    parser = argparse.ArgumentParser(description="Attackers beside a real drawer.")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(ATTACKERS)}")
    parser.add_argument("--strokes", type=int, default=20, help="drawn beside each")
    parser.add_argument("--beside", type=Path, help="another checkout")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(ATTACKERS):
        parser.error(f"there is no attacker {', '.join(unknown)}: {', '.join(ATTACKERS)} are")
    strokes = strokes_to_draw(chosen.strokes)
    for folder in filter(None, (ROOT, chosen.beside)):
        measure(folder, chosen.names or list(ATTACKERS), strokes)


if __name__ == "__main__":
    main()
