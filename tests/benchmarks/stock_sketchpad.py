"""The rival: the same page built on the stock gr.Sketchpad, as fast as that allows."""

import base64
import io
import os
import sys
from pathlib import Path

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads wait for each other on busy cores
sys.path.insert(0, str(Path(__file__).parents[2]))

import gradio as gr
import numpy as np
import torch
from PIL import Image

from lenet import digit_from_image, load, recognise
from lenet.network.weights import card

SIDE = 280
ROWS = {"C1": 1, "C3": 2}  # of maps, by layer
ZERO, POSITIVE, NEGATIVE = (np.array(colour) for colour in ([255] * 3, [180, 60, 20], [20, 90, 180]))

torch.set_num_threads(1)  # as app.py has it
model = load()
limits = card()["map limits"]


def read(value: dict) -> tuple[dict[str, float] | None, str]:
    """The probabilities for the label and the maps as HTML; None and "" for an empty pad."""
    digit = None if value["composite"] is None else digit_from_image(value["composite"])
    if digit is None:
        return None, ""
    recognition = recognise(model, digit)
    pictures = "".join(picture(recognition.trace[name], name) for name in ROWS)
    return {str(number): p for number, p in enumerate(recognition.probabilities.tolist())}, pictures


def picture(maps: np.ndarray, name: str) -> str:
    """A layer's maps in rows, as one <img> with an inline PNG in one signed colour scale."""
    count, height, width = maps.shape
    grid = maps.reshape(ROWS[name], count // ROWS[name], height, width).transpose(0, 2, 1, 3)
    share = np.clip(grid.reshape(ROWS[name] * height, -1, 1) / limits[name], -1, 1)
    colours = ZERO + np.abs(share) * (np.where(share < 0, NEGATIVE, POSITIVE) - ZERO)
    file = io.BytesIO()
    Image.fromarray(colours.astype(np.uint8)).save(file, "PNG", compress_level=1)
    data = base64.b64encode(file.getvalue()).decode("ascii")
    return f'<img alt="{name}" src="data:image/png;base64,{data}">'


def paper() -> dict:
    """An empty sheet as the pad's first value: without one, no pen is active before a click on it."""
    sheet = np.full((SIDE, SIDE, 3), 255, dtype=np.uint8)
    return {"background": sheet, "layers": [], "composite": sheet}


with gr.Blocks(delete_cache=(3600, 3600)) as demo:
    with gr.Row():
        with gr.Column(scale=0, min_width=380):  # the less canvas there is, the faster it is
            pad = gr.Sketchpad(
                paper(),
                canvas_size=(SIDE, SIDE),
                fixed_canvas=True,
                layers=False,
                transforms=(),
                show_label=False,
                height=360,
                brush=gr.Brush(default_size=10, colors=["#000000"], color_mode="fixed"),
                elem_id="pad",
            )
        with gr.Column():
            outputs = [gr.Label(num_top_classes=3, elem_id="label"), gr.HTML(elem_id="maps")]
    # With a first value .input answers every stroke; .change leaves out the first one and comes later.
    pad.input(read, pad, outputs, queue=False, show_progress="hidden", trigger_mode="always_last")

if __name__ == "__main__":
    demo.launch(quiet=True)
