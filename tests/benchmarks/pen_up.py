"""From pen-up to everything painted: our page against one built on gr.Sketchpad, or against itself.

`python tests/benchmarks/pen_up.py [--strokes 40] [--beside FOLDER]` draws the same strokes on both with
real pointer events; with a folder, on the page of the other checkout there in place of gr.Sketchpad. Each
stroke meets an empty pad, and is taken back with Undo before the next one. The clock is the browser's own,
from when it had the pointerup event to the task after the frame that shows the answer.

The browser delivers events once a frame: some strokes end in the frame that shows their answer, others a
frame earlier. The median may fall on either side by chance; the mean does not jump.

gr.Sketchpad draws with WebGL and reads its picture back before it asks; without a GPU that takes most
of its time. The last column leaves that out: it begins with the first request after pen-up.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

import numpy as np
from browser import chromium
from serving import serving

from lenet.data.test_sets import PAD, placed_at_random

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BLOCK = 10  # strokes on one page before it is the other's turn
MOVES = (20, 30)  # of the pointer, a stroke
PACE = 0.012  # seconds from move to move, where the page keeps up
SEED = 7
MARGIN = 0.12  # of the pad's shorter side, where gr.Sketchpad has its buttons


class Rival(NamedTuple):
    """A page under test: how it is served, where it is drawn on, and when it counts as painted.

    `answered` and `empty` are JavaScript; in `answered`, `mark` is what `mark` gave at pen-up.
    """

    name: str
    command: Sequence[str]
    ready: str
    pad: str
    undo: str
    mark: str
    answered: str
    empty: str


OURS = Rival(
    name="our page",
    command=("app.py",),
    ready="#sketchpad.empty canvas",
    pad="#sketchpad canvas",
    undo="#undo",
    mark="Number(sketchpad.dataset.drawing)",
    answered="""Number(answer.dataset.drawing) >= mark
        && answer.dataset.drawing === sketchpad.dataset.drawing""",
    empty="answer.dataset.digit === '' && answer.dataset.drawing === sketchpad.dataset.drawing",
)
STOCK = Rival(
    name="gr.Sketchpad",
    command=("tests/benchmarks/stock_sketchpad.py",),
    ready="#pad [aria-label=Undo]",
    pad="#pad canvas >> nth=0",
    undo="#pad [aria-label=Undo]",
    mark="null",
    answered="""document.querySelectorAll("#label [data-testid$=confidence-set]").length === 3
        && document.querySelectorAll("#maps img").length === 2
        && [...document.querySelectorAll("#maps img")].every((image) => image.complete && image.width)""",
    empty="document.querySelector('#label [data-testid$=confidence-set], #maps img') === null",
)

CLOCK = """(code) => {
    const markNow = new Function(`return ${code.mark}`);
    const answered = new Function("mark", `return ${code.answered}`);
    performance.clearResourceTimings();
    const measure = ({ timeStamp: started }) => {
        const mark = markNow();
        window.painted = new Promise((resolve, reject) => {
            setTimeout(reject, 60000, new Error("no answer within a minute"));
            const finish = () => {
                const now = performance.now();
                const requests = performance.getEntriesByType("resource").map((entry) => entry.startTime);
                const asked = requests.find((time) => time >= started) ?? started;
                resolve([now - started, now - asked]);
            };
            const look = () => {
                if (!answered(mark)) return;
                observer.disconnect();
                document.removeEventListener("load", look, true);
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = finish;
                requestAnimationFrame(() => port2.postMessage(null)); // a task after the frame was drawn
            };
            const observer = new MutationObserver(look);
            observer.observe(document.body, { subtree: true, childList: true, attributes: true });
            document.addEventListener("load", look, true); // pictures
        });
    };
    window.addEventListener("pointerup", measure, { capture: true, once: true });
}"""
QUIET = """() => {
    const ends = performance.getEntriesByType("resource").map((entry) => entry.responseEnd);
    return performance.now() - Math.max(0, ...ends) > 1000;
}"""


def strokes_to_draw(count: int) -> list[np.ndarray]:
    """Strokes of our example digits at random sizes and places, 20 to 30 points each."""
    random = np.random.default_rng(SEED)
    examples = json.loads((ROOT / "lenet/web/static/pad/hands.json").read_text())[0]["digits"]
    strokes = [np.array(stroke) for strokes in examples.values() for stroke in strokes]
    chosen = [[strokes[i]] for i in random.permutation(np.arange(count) % len(strokes))]
    return [
        resampled(drawing.strokes[0], random.integers(*MOVES, endpoint=True))
        for drawing in placed_at_random(chosen, SEED)
    ]


def resampled(stroke: np.ndarray, count: int) -> np.ndarray:
    """`count` points at even distances along a stroke."""
    steps = np.linalg.norm(np.diff(stroke, axis=0), axis=1)
    along = np.concatenate([[0], np.cumsum(steps)])
    places = np.linspace(0, along[-1], count)
    return np.stack([np.interp(places, along, axis) for axis in stroke.T], axis=1)


def measured(browser: "Browser", rival: Rival, address: str, strokes: list[np.ndarray]) -> np.ndarray:
    """A block on a fresh page: (n, 2) ms to painted, from pen-up and from the first request.

    The page's first stroke is drawn twice and counted once: the first time, it warms up.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    try:
        page.goto(address)
        page.wait_for_selector(rival.ready)
        settle(page, rival)
        return np.array([timed(page, rival, stroke) for stroke in [strokes[0], *strokes]])[1:]
    finally:
        page.close()


def timed(page: "Page", rival: Rival, stroke: np.ndarray) -> list[float]:
    """One stroke on the empty pad, measured, then taken back."""
    page.evaluate(CLOCK, {"mark": rival.mark, "answered": rival.answered})
    draw(page, rival, stroke)
    times = page.evaluate("painted")
    page.click(rival.undo)
    settle(page, rival)
    return times


def draw(page: "Page", rival: Rival, stroke: np.ndarray) -> None:
    """The stroke, from a pad of PAD x PAD, drawn with the mouse at about a hand's speed."""
    box = page.locator(rival.pad).bounding_box()
    side = min(box["width"], box["height"])
    corner = np.array([box["x"] + (box["width"] - side) / 2, box["y"] + (box["height"] - side) / 2])
    points = corner + side * (MARGIN + stroke / PAD * (1 - 2 * MARGIN))
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        due = time.perf_counter() + PACE
        page.mouse.move(*point)
        time.sleep(max(0, due - time.perf_counter()))
    page.mouse.up()


def settle(page: "Page", rival: Rival) -> None:
    """Waits until the pad is empty, shown as empty, and nothing has been sent for a second."""
    page.wait_for_function(rival.empty)
    page.wait_for_function(QUIET)
    page.wait_for_function(rival.empty)


def table(times: dict[Rival, np.ndarray]) -> str:
    """A line a page, and the ratio of the medians."""
    lines = [
        f"{'pen-up to painted':20} {'strokes':>7} {'median ms':>10} {'mean ms':>8} {'p95 ms':>8} "
        f"{'from request':>13}"
    ]
    medians = {rival: np.median(of_rival, axis=0) for rival, of_rival in times.items()}
    for rival, of_rival in times.items():
        median, asked = medians[rival]
        p95 = np.percentile(of_rival[:, 0], 95)
        mean = of_rival[:, 0].mean()
        lines.append(
            f"{rival.name:20} {len(of_rival):7} {median:10.1f} {mean:8.1f} {p95:8.1f} {asked:13.1f}"
        )
    first, second = medians.values()
    ratio, asked_ratio = second / first
    return "\n".join([*lines, f"{'ratio of medians':28} {ratio:10.2f} {asked_ratio:22.2f}"])


def main() -> None:
    """Serves both pages, draws on them in turn, prints the table."""
    parser = argparse.ArgumentParser(description="From pen-up to painted: our page against gr.Sketchpad.")
    parser.add_argument("--strokes", type=int, default=40, help="strokes on each page")
    parser.add_argument("--beside", type=Path, help="another checkout, instead of gr.Sketchpad")
    chosen = parser.parse_args()
    strokes = strokes_to_draw(chosen.strokes)
    other = STOCK
    if chosen.beside:
        other = OURS._replace(name="the other checkout", command=(str(chosen.beside / "app.py"),))
    times = {rival: [] for rival in (OURS, other)}
    with (
        serving(command=OURS.command) as ours,
        serving(command=other.command) as theirs,
        chromium() as browser,
    ):
        for start in range(0, len(strokes), BLOCK):
            for rival, address in zip(times, (ours, theirs), strict=True):
                times[rival].append(measured(browser, rival, address, strokes[start : start + BLOCK]))
    print(table({rival: np.concatenate(blocks) for rival, blocks in times.items()}))


if __name__ == "__main__":
    main()
