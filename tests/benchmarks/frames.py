"""What an answer costs the page: its bytes, its painting, and the frames while one draws.

`python tests/benchmarks/frames.py [--strokes 10]` draws strokes with real pointer events on the real page,
for each network with no unit pinned and with a unit of C3 pinned. Painting is the time in which the page's
parts show one answer; frames are the times from one animation frame to the next while the pen is down.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1] / "helpers"), str(Path(__file__).parents[2])]

from browser import chromium
from drawing_hand import choose, opened
from pen_up import OURS, draw, settle, strokes_to_draw
from serving import serving

from lenet import VARIANTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

WATCH = """() => {
    window.costs = { painting: [], frames: [] };
    const { change } = store;
    store.change = (changed) => {
        const started = performance.now();
        change(changed);
        if (changed.answer) window.costs.painting.push(performance.now() - started);
    };
    let drawing = false, before = null;
    window.addEventListener("pointerdown", () => { drawing = true; before = null; }, true);
    window.addEventListener("pointerup", () => { drawing = false; }, true);
    const frame = (now) => {
        if (drawing && before !== null) window.costs.frames.push(now - before);
        before = now;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
}"""


class Cost(NamedTuple):
    """Of one network: bytes of each answer, ms of each painting, ms of each frame."""

    sizes: np.ndarray
    painting: np.ndarray
    frames: np.ndarray


def cost(page: "Page", strokes: list[np.ndarray], pinned: bool) -> Cost:
    """What it costs to draw the strokes, each on an empty pad."""
    sizes = []
    listen = lambda answer: answer.url.endswith("/page/read") and sizes.append(len(answer.body()))  # noqa: E731
    if pinned:
        page.locator("#c3 canvas").nth(3).click(position={"x": 10, "y": 10})
    page.evaluate("() => (window.costs = { painting: [], frames: [] })")
    page.on("response", listen)
    for stroke in strokes:
        draw(page, OURS, stroke)
        page.wait_for_function("() => answer.dataset.drawing === sketchpad.dataset.drawing")
        page.click(OURS.undo)
        settle(page, OURS)
    page.remove_listener("response", listen)
    if pinned:
        page.keyboard.press("Escape")
    return Cost(
        np.array(sizes), *(np.array(page.evaluate("window.costs")[name]) for name in Cost._fields[1:])
    )


def told(name: str, cost: Cost) -> str:
    size, painting, frames = (np.percentile(each, [50, 95]) for each in cost)
    late = (cost.frames > 34).mean()
    return (
        f"{name:<22}{size[0] / 1000:>8.1f}{size[1] / 1000:>7.1f}{painting[0]:>11.1f}{painting[1]:>7.1f}"
        f"{frames[0]:>10.1f}{frames[1]:>7.1f}{late:>9.1%}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Bytes, painting and frames of the page while one draws.")
    parser.add_argument("--strokes", type=int, default=10, help="strokes for each network")
    strokes = strokes_to_draw(parser.parse_args().strokes)
    print(f"{'':<22}{'kB: median, p95':>15}{'painting ms':>18}{'frame ms':>17}{'> 34 ms':>9}")
    with serving() as address, chromium() as browser, opened(browser, address) as page:
        page.evaluate(WATCH)
        for network in VARIANTS:
            if network != next(iter(VARIANTS)):
                choose(page, network)
            print(told(network, cost(page, strokes, pinned=False)), flush=True)
            print(told(f"{network}, pinned", cost(page, strokes, pinned=True)), flush=True)


if __name__ == "__main__":
    main()
