"""What a visit weighs and takes: kB, requests, and ms until ready, of a first visit and of a second.

`python tests/benchmarks/visits.py [--beside FOLDER]` starts the app, and another checkout's where one is
given, and opens the page, and the light one to embed, twice in each of several fresh browser profiles,
until it takes strokes and nothing more is on its way. It prints medians.
"""

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

import httpx
import numpy as np
from browser import chromium
from drawing_hand import READY
from serving import serving

PAGES = {"page": "/", "compact page": "/embed"}
TIMES = 7  # profiles
WATCH = """new MutationObserver(() => {
    if (document.querySelector("html.ready")) window.ready ??= performance.now();
}).observe(document, { subtree: true, childList: true, attributeFilter: ["class"] });"""


class Visit(NamedTuple):
    """What came from the server, with its headers, and when the page took strokes."""

    kb: float
    requests: int
    ms: float


def visit(context, address: str) -> Visit:
    """Open a page, and measure."""
    page = context.new_page()
    page.add_init_script(WATCH)
    device = context.new_cdp_session(page)
    device.send("Network.enable")
    cached, weights = set(), {}
    device.on("Network.requestServedFromCache", lambda event: cached.add(event["requestId"]))
    device.on(
        "Network.responseReceived",
        lambda event: event["response"].get("fromDiskCache") and cached.add(event["requestId"]),
    )
    device.on(
        "Network.loadingFinished",
        lambda event: weights.__setitem__(event["requestId"], event["encodedDataLength"]),
    )
    page.goto(address, wait_until="networkidle")  # until then Playwright runs nothing in the page
    page.wait_for_function(READY)
    took = page.evaluate("window.ready")
    page.close()
    sent = [weight for request, weight in weights.items() if request not in cached]
    return Visit(sum(sent) / 1000, len(sent), took)


def main() -> None:
    """Print both visits of each page, of each checkout."""
    parser = argparse.ArgumentParser(description="What a visit weighs and takes.")
    parser.add_argument("--beside", type=Path)
    beside = parser.parse_args().beside
    for folder in filter(None, (ROOT, beside)):
        with serving(command=(str(folder / "app.py"),)) as address, chromium() as browser:
            for name, path in PAGES.items():
                if httpx.get(address + path).is_error:
                    continue  # an older checkout has no such page
                contexts = [browser.new_context() for _ in range(TIMES)]
                visits = [[visit(context, address + path) for _ in range(2)] for context in contexts]
                for which, found in zip(("first", "second"), np.median(visits, 0), strict=True):
                    median = Visit(*found)
                    print(
                        f"{folder.name}, {name}, {which} visit: {median.kb:.0f} kB, "
                        f"{median.requests:.0f} requests, ready after {median.ms:.0f} ms"
                    )


if __name__ == "__main__":
    main()
