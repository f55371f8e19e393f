"""Many visitors open the page at once: how long until each has all that its browser asks for.

`python tests/benchmarks/opening.py [--visitors 30]` starts the app, lets one real browser open the page to
learn what it asks for, and then lets so many visitors ask for all of that at the same moment, each by as
many connections as a browser opens. Visitors and app share this machine.
"""

import argparse
import asyncio
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

import httpx
import numpy as np
from browser import chromium
from drawing_hand import opened
from load import look
from serving import served_by

CONNECTIONS = 6  # of a browser to one server
ACCEPTED = {"Accept-Encoding": "gzip, deflate, br"}
PATIENCE = 120  # seconds


def asked_for(address: str) -> list[str]:
    """What a browser asks for until the page is ready, the page itself first."""
    urls: list[str] = []

    def watch(page) -> None:
        page.on("request", lambda request: request.method == "GET" and urls.append(request.url))

    with chromium() as browser, opened(browser, address, watch):
        pass
    return [url for url in dict.fromkeys(urls) if url.startswith("http") and "heartbeat" not in url]


async def opening(urls: list[str]) -> tuple[float, int]:
    """One visitor: seconds until all is there, and its bytes on the way."""
    began, weight = time.monotonic(), 0
    limits = httpx.Limits(max_connections=CONNECTIONS)
    async with httpx.AsyncClient(headers=ACCEPTED, limits=limits, timeout=PATIENCE) as client:

        async def fetched(url: str) -> int:
            async with client.stream("GET", url) as answer:
                answer.raise_for_status()
                return sum([len(piece) async for piece in answer.aiter_raw()])

        weight += await fetched(urls[0])
        weight += sum(await asyncio.gather(*map(fetched, urls[1:])))
    return time.monotonic() - began, weight


async def all_opening(visitors: int, urls: list[str]) -> list[tuple[float, int]]:
    return await asyncio.gather(*(opening(urls) for _ in range(visitors)))


def main() -> None:
    """Opens the page by one visitor alone, then by all at once, and prints how long it took."""
    parser = argparse.ArgumentParser(description="Many visitors open the page at once.")
    parser.add_argument("--visitors", type=int, default=30)
    visitors = parser.parse_args().visitors
    with served_by() as (address, app):
        urls = asked_for(address)
        for count in (1, visitors):
            before, own = look([app.pid], 0.0), time.process_time()
            opened_by = asyncio.run(all_opening(count, urls))
            own = time.process_time() - own
            cpu = look([app.pid], 0.0).cpu - before.cpu
            seconds = np.array([took for took, _ in opened_by])
            print(
                f"{count:3} at once: {len(urls)} answers, {opened_by[0][1] / 2**20:.2f} MB each; "
                f"median {np.median(seconds):.2f} s, last {seconds.max():.2f} s; "
                f"CPU each: app {cpu / count:.2f} s, visitor {own / count:.2f} s"
            )


if __name__ == "__main__":
    main()
