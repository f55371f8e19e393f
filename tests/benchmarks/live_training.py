"""Training on the page: how soon it reads well, what another visitor notices, what memory it takes.

`python tests/benchmarks/live_training.py [--runs 5] [--seconds 60] [--convnetjs FILE]` starts the app,
presses Start by its WebSocket as the page does: `relu-32` on all digits, with distortions, and a drawing
that every state reads; by another seed each time. Meanwhile another visitor has a drawing read, ten times a
second. The held-out error is the one that is streamed, of 2,000 digits. Cold: from opening the tab until
Start starts. Memory is the app's and its training process's, in MB of their own (PSS). Needs MNIST
(LENET_DATA, or one run of train.py), and Linux.

FILE is build/convnet.js of the npm package convnetjs: its published MNIST demo, too, is then trained, by
its own code in Node, on one thread with nothing beside it, and measured on the same digits.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

import numpy as np
from serving import served_by
from trainer import Trainer, training

from lenet.data import datasets
from lenet.data.subsets import learned_and_held_out, subset
from lenet.training.live.material import OFTEN

MARKS = (5, 20, 60)  # seconds after Start
EVERY = 0.1  # seconds between two questions of another visitor
CONVNETJS = ROOT / "tests/benchmarks/convnetjs.cjs"
HANDS = ROOT / "lenet/web/static/pad/hands.json"


def main() -> None:
    arguments = parsed_arguments()
    if not (arguments.data / "mnist").exists():
        raise SystemExit(f"no MNIST in {arguments.data}: set LENET_DATA, or run train.py once")
    hand = json.loads(HANDS.read_text(encoding="utf-8"))[0]["digits"]
    drawing = {"strokes": hand["7"], "pad": [280, 280]}
    with served_by(LENET_DATA=str(arguments.data.resolve())) as (address, app):
        before = memory(app.pid)
        print(f"memory: {before:.0f} MB before")
        with training(address) as tab:
            opened = time.monotonic()
            tab.tell("ready")
            tab.await_phase("ready")
            print(f"cold: {time.monotonic() - opened:.1f} s until Start starts")
            tab.tell("look", drawing=drawing, placement="mass", view=None, whole=True)
            other = Other(address, drawing)
            runs = [run(tab, seed, arguments.seconds) for seed in range(arguments.runs)]
            other.stop()
            trained = memory(app.pid)
        report(runs, other)
        time.sleep(2)  # the app has a moment to give back what the tab took
        print(f"memory: {trained:.0f} MB while it trains, {memory(app.pid):.0f} MB after the tab is closed")
    if arguments.convnetjs:
        beside(arguments)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=max(MARKS))
    parser.add_argument("--convnetjs", type=Path, metavar="FILE")
    parser.add_argument("--data", type=Path, default=datasets.data_folder())
    return parser.parse_args()


class Other(threading.Thread):
    """Another visitor, whose drawing is read again and again; milliseconds: what each took."""

    def __init__(self, address: str, drawing: dict):
        super().__init__(daemon=True)
        view = {"before": False, "unit": None, "amounts": {}, "checkpoint": None}
        asked = {"drawing": drawing, "placement": "mass", "network": "lenet5", "view": view}
        self.request = urllib.request.Request(
            f"{address}/page/read", json.dumps(asked).encode(), {"Content-Type": "application/json"}
        )
        self.milliseconds: list[float] = []
        self.stopped = threading.Event()
        self.start()

    def run(self) -> None:
        while not self.stopped.wait(EVERY):
            began = time.monotonic()
            with urllib.request.urlopen(self.request) as answer:
                answer.read()
            self.milliseconds.append(1000 * (time.monotonic() - began))

    def stop(self) -> None:
        self.stopped.set()
        self.join()


def run(tab: Trainer, seed: int, seconds: float) -> dict[float, float]:
    """Press Start, and return the held-out error that stood there at each mark, in per cent."""
    began, errors, error = time.monotonic(), {}, 100.0
    tab.tell("start", settings={"network": "relu-32", "digits": 55_000, "seed": seed})
    name = tab.await_phase("training")["run"]
    marks = [mark for mark in MARKS if mark <= seconds]
    while marks:
        frame = tab.hear()
        passed = time.monotonic() - began
        while marks and passed > marks[0]:
            errors[marks.pop(0)] = error
        if frame.get("state", {}).get("run") == name:
            error = frame["state"]["heldOutError"]
    tab.frames.clear()
    print(f"seed {seed}: " + ", ".join(f"{each:.2f} % after {mark} s" for mark, each in errors.items()))
    tab.tell("stop")
    tab.await_phase("ready")
    return errors


def report(runs: list[dict[float, float]], other: Other) -> None:
    for mark in runs[0]:
        median = statistics.median(each[mark] for each in runs)
        print(f"held-out error after {mark} s: {median:.2f} % (median)")
    median, late = np.quantile(other.milliseconds, [0.5, 0.95])
    print(f"another visitor's drawing read in {median:.0f} ms (median), {late:.0f} ms (p95)")


def beside(arguments: argparse.Namespace) -> None:
    """Train ConvNetJS' demo as often and as long, and print its errors."""
    learned, held_out = learned_and_held_out(datasets.mnist("train", arguments.data))
    marks = [str(mark) for mark in MARKS if mark <= arguments.seconds]
    with tempfile.TemporaryDirectory() as folder:
        training, testing = Path(folder) / "training", Path(folder) / "testing"
        training.write_bytes(rows_of(learned))
        testing.write_bytes(rows_of(subset(held_out, OFTEN, seed=0)))
        command = ["node", CONVNETJS, arguments.convnetjs, training, testing, *marks]
        runs = [
            subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            for _ in range(arguments.runs)
        ]
    for mark, errors in zip(marks, zip(*runs, strict=True), strict=True):
        print(f"ConvNetJS' demo after {mark} s: {statistics.median(map(float, errors)):.2f} % (median)")


def rows_of(digits: datasets.Mnist) -> bytes:
    """Write each digit as its 784 grey levels and its class, a byte each."""
    levels = (255 * digits.digits.reshape(len(digits.digits), -1)).round()
    return np.concatenate([levels, digits.classes[:, None]], axis=1).astype(np.uint8).tobytes()


def memory(app: int) -> float:
    """Sum up the memory of the app and of the processes that it has started, in MB."""
    found, waiting = 0.0, [app]
    while waiting:
        process = waiting.pop()
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        found += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        for task in Path(f"/proc/{process}/task").iterdir():
            waiting += map(int, (task / "children").read_text().split())
    return found


if __name__ == "__main__":
    main()
