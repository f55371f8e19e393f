"""Many visitors open the page at once: how long until each has all that its browser asks for.

`python tests/benchmarks/opening.py [--visitors 30] [--beside FOLDER]` starts the app, and another
checkout's where one is given, lets one real browser open each page to learn what it asks for, and then lets
so many visitors ask for all of that at the same moment, each by as many connections as a browser opens.
Visitors and app share this machine: the visitors are bare connections, which decode nothing.
"""

import argparse
import asyncio
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

import numpy as np
from browser import chromium
from connection import Connection
from drawing_hand import READY
from load import look
from serving import served_by

SHOWN = READY.replace("html.ready ", "")  # another checkout may have another word for it
CONNECTIONS = 6  # of a browser to one server
TIMES = 3  # each is opened by all, the checkouts in turn


def asked_for(address: str) -> list[str]:
    """What a browser asks for until the page is ready, the page itself first."""
    urls: list[str] = []

    def watch(page) -> None:
        page.on("request", lambda request: request.method == "GET" and urls.append(request.url))

    with chromium() as browser:
        page = browser.new_page()
        watch(page)
        page.goto(address)
        page.wait_for_function(SHOWN)
        page.wait_for_load_state("networkidle")
    return [url for url in dict.fromkeys(urls) if url.startswith("http") and "heartbeat" not in url]


async def opening(urls: list[str]) -> tuple[float, int]:
    """One visitor: seconds until all is there, and its bytes on the way."""
    began, weight = time.monotonic(), 0
    place = urlsplit(urls[0])
    waiting = [url.removeprefix(f"http://{place.netloc}") for url in urls]

    async def fetch_all(connection: Connection) -> None:
        nonlocal weight
        while waiting:
            path = waiting.pop(0)
            status, length = await connection.get(path)
            if status != 200:
                raise RuntimeError(f"{path}: status {status}")
            weight += length

    connections = [Connection(place.hostname, place.port) for _ in range(CONNECTIONS)]
    first, *rest = waiting
    waiting[:] = [first]
    await fetch_all(connections[0])
    waiting[:] = rest
    await asyncio.gather(*map(fetch_all, connections))
    for connection in connections:
        connection.close()
    return time.monotonic() - began, weight


async def all_opening(visitors: int, urls: list[str]) -> list[tuple[float, int]]:
    return await asyncio.gather(*(opening(urls) for _ in range(visitors)))


def report(folder: Path, visitors: int) -> None:
    """Open one checkout's page by one visitor alone, then by all at once, and print how long it took."""
    with served_by(command=(str(folder / "app.py"),)) as (address, app):
        urls = asked_for(address)
        for count in (1, visitors):
            before, own = look([app.pid], 0.0), time.process_time()
            opened_by = asyncio.run(all_opening(count, urls))
            own = time.process_time() - own
            cpu = look([app.pid], 0.0).cpu - before.cpu
            seconds = np.array([took for took, _ in opened_by])
            print(
                f"{folder.name}, {count:3} at once: {len(urls)} answers, "
                f"{opened_by[0][1] / 2**20:.2f} MB each; "
                f"median {np.median(seconds):.2f} s, last {seconds.max():.2f} s; "
                f"CPU each: app {cpu / count:.2f} s, visitor {own / count:.2f} s"
            )


def main() -> None:
    """Report on each checkout, in turn."""
    parser = argparse.ArgumentParser(description="Many visitors open the page at once.")
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--beside", type=Path)
    options = parser.parse_args()
    for _ in range(TIMES):
        for folder in filter(None, (ROOT, options.beside)):
            report(folder, options.visitors)


if __name__ == "__main__":
    main()
