"""How long the parts of an answer take on one core: `python tests/benchmarks/functions.py`."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's share of one core
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

import numpy as np
import torch
from pen_up import PAD, resampled
from PIL import Image, ImageDraw

from lenet import LeNet5, digit_from_image, digit_from_strokes, load, recognise
from lenet.web.packets import reading

BLOCK = 50  # calls
BLOCKS = 11  # of each part; the first one warms up and is not counted
POINTS = 200
SIDE = 400  # of the picture
FLOOR = "bare forward pass"


def example(digit: str) -> np.ndarray:
    """Our own example of a digit drawn in one stroke, as POINTS points."""
    [stroke] = json.loads((ROOT / "lenet/web/static/pad/hands.json").read_text())[0]["digits"][digit]
    return resampled(np.array(stroke), POINTS)


def picture(stroke: np.ndarray) -> Image.Image:
    """The stroke as a person might photograph it: dark on light, RGB, SIDE pixels wide and high."""
    sheet = Image.new("RGB", (4 * SIDE, 4 * SIDE), "white")
    points = [tuple(point) for point in stroke * 4 * SIDE / PAD]
    ImageDraw.Draw(sheet).line(points, "black", width=SIDE // 3, joint="curve")
    return sheet.resize((SIDE, SIDE), Image.Resampling.BOX)


def parts(model: LeNet5) -> dict[str, Callable[[], object]]:
    """What is measured, by name: each a call without arguments."""
    stroke = example("8")
    image = picture(stroke)
    digit = digit_from_strokes([stroke])

    @torch.inference_mode()
    def forward() -> torch.Tensor:
        return model(model.input(digit[None]))

    def answer() -> dict:
        placed = digit_from_strokes([stroke])
        recognition = recognise(model, placed)
        return reading(placed, recognition, recognition.trace, None, None, "")

    return {
        FLOOR: forward,
        "recognise, with the trace": lambda: recognise(model, digit),
        f"digit_from_strokes, {POINTS} points": lambda: digit_from_strokes([stroke]),
        f"digit_from_image, {SIDE}x{SIDE}": lambda: digit_from_image(image),
        "whole answer: strokes to packet": answer,
    }


def measured(calls: dict[str, Callable[[], object]]) -> dict[str, np.ndarray]:
    """Milliseconds of each call, in blocks that take turns, so that all see the same load."""
    blocks = {name: [] for name in calls}
    for _ in range(BLOCKS):
        for name, call in calls.items():
            blocks[name].append(timed(call))
    return {name: np.concatenate(of_name[1:]) for name, of_name in blocks.items()}


def timed(call: Callable[[], object]) -> list[float]:
    """Milliseconds of each of BLOCK calls."""
    times = []
    for _ in range(BLOCK):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return times


def table(times: dict[str, np.ndarray]) -> str:
    """Median, 95th percentile and ratio to the bare forward pass, a line a part."""
    floor = np.median(times[FLOOR])
    title = f"{BLOCK * (BLOCKS - 1)} calls each, one core"
    lines = [f"{title:34} {'median ms':>9} {'p95 ms':>9} {'x forward':>11}"]
    for name, all_times in times.items():
        median, p95 = np.percentile(all_times, [50, 95])
        lines.append(f"{name:34} {median:9.3f} {p95:9.3f} {median / floor:11.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    torch.set_num_threads(1)
    print(table(measured(parts(load()))))
