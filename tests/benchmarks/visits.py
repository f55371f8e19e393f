"""What a visit weighs: kB over the wire and requests, of a browser's first visit and of its second.

`python tests/benchmarks/visits.py [--beside FOLDER]` starts the app, and another checkout's where one is
given, and opens each page twice in one browser, until it takes strokes and nothing more is on its way.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from browser import chromium
from drawing_hand import READY
from serving import serving

SHOWN = READY.replace("html.ready ", "")  # another checkout may have another word for it


def visit(context, address: str) -> tuple[int, float]:
    """Requests that went to the server, and kB that came from it with their headers."""
    page = context.new_page()
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
    page.goto(address)
    page.wait_for_function(SHOWN)
    page.wait_for_load_state("networkidle")
    page.close()
    sent = [weight for request, weight in weights.items() if request not in cached]
    return len(sent), sum(sent) / 1000


def main() -> None:
    """Print both visits of each checkout."""
    parser = argparse.ArgumentParser(description="What a visit weighs.")
    parser.add_argument("--beside", type=Path)
    beside = parser.parse_args().beside
    for folder in filter(None, (ROOT, beside)):
        with serving(command=(str(folder / "app.py"),)) as address, chromium() as browser:
            context = browser.new_context()
            for which in ("first", "second"):
                requests, weight = visit(context, address)
                print(f"{folder.name}, {which} visit: {weight:.0f} kB, {requests} requests")


if __name__ == "__main__":
    main()
