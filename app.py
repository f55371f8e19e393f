"""The page: draw a digit, LeNet-5 reads it while the pen moves. `python app.py` serves it."""

import os
import reprlib
import sys
import tempfile
from functools import partial

try:
    tempfile.gettempdir()  # Gradio cannot be imported without one
except FileNotFoundError:
    sys.exit("The app needs a folder in which it may write temporary files: let TMPDIR name one.")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's, as torch's below
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # nothing is sent anywhere
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

from lenet.web.gradio_internals import write_none

write_none()  # Gradio's stubs: much of its time to import

import gradio as gr
import numpy as np
import torch

from lenet import VARIANTS, Digit, LeNet5, load, recognise
from lenet.drawing import payload as placed
from lenet.drawing.placement import PLACEMENTS
from lenet.explain.attribution import reasons
from lenet.explain.misreads import misread
from lenet.explain.sweeps import stressed
from lenet.explain.unit import UnitError, explained, trace_before
from lenet.network.weights import WeightsError, snapshots
from lenet.web.api import Picture, clear_errors, recognised
from lenet.web.components.sketchpad import PAD, Drawn, Sketchpad, own_drawings
from lenet.web.header import Header
from lenet.web.inputs import Choice, Page, Text
from lenet.web.networks import described, learned
from lenet.web.pictures import placed_digits
from lenet.web.reading import Answer, Reading
from lenet.web.ribbon import Ribbon
from lenet.web.serving import serve
from lenet.web.sharing import maps, qr
from lenet.web.study import Study, compared, described_moments, learning, stress, why
from lenet.web.two import KeptDrawing, Step, maps_at, two
from lenet.web.viewing import View, Viewing

UPLOADS = (600, 600)  # seconds between two clearings, and of age at which an upload is deleted

torch.set_num_threads(1)  # one digit is too little work to share; requests share the cores instead

try:
    models = {variant: load(variant) for variant in VARIANTS}
    moments = snapshots()  # of the first network's training
    networks = described(models)
except WeightsError as error:
    raise SystemExit(str(error)) from None
weights = {name: learned(model) for name, model in models.items()}
ours = own_drawings()


def read(drawing: Drawn, placement: str, network: str, view: View) -> Answer:
    """The page's question: what does the network make of this drawing, seen like that?"""
    digit = digit_of(drawing, placement)
    if digit is None:
        return Answer()
    with clear_errors():
        model, digit = reader(network, view.moment), stressed(digit, view.amounts)
        recognition = recognise(model, digit)
        values = trace_before(model, digit) if view.before else recognition.trace
        return Answer(digit, recognition, values, view.unit and explained(model, digit, view.unit))


def digit_of(drawing: Drawn, placement: str) -> Digit | None:
    with clear_errors():
        return drawing and placed.digit_of(drawing, placement)


def reader(network: str, moment: int | None) -> LeNet5:
    """The network, or the default one as it was at a moment of its training."""
    if moment is None:
        return models[network]
    if not 0 <= moment < len(moments):
        raise UnitError(f"There is no moment {reprlib.repr(moment)}: 0 to {len(moments) - 1} are.")
    return moments[moment][1]


def every_placement(drawing: Drawn, network: str, view: View) -> dict | None:
    """What the network makes of this drawing by each placement, seen like that."""
    plain = view._replace(before=False, unit=None)
    answers = {each: read(drawing, each, network, plain).recognition for each in PLACEMENTS}
    return {each: r and {"verdict": r.verdict, "top3": r.top3} for each, r in answers.items()}


def misread_digit(placement: str, network: str, view: View, seed: int) -> dict | None:
    """One of our own drawings, by another hand, that this network misreads; None where none is found."""
    with clear_errors():
        model = reader(network, view.moment)
    others = [other for name, other in models.items() if name != network]
    random = np.random.default_rng(seed)
    bent = partial(stressed, amounts=view.amounts)
    found = misread(model, others, ours, PAD, placement, random, bent)
    if found is None:
        return None
    return {"strokes": [each.tolist() for each in found.strokes], "meant": found.meant, "read": found.read}


def stress_test(drawing: Drawn, placement: str, network: str, other: str | None) -> dict | None:
    """How far this drawing can be changed, by this network and another to compare with."""
    return stress(models[network], other and models[other], digit_of(drawing, placement))


def watch_it_learn(drawing: Drawn, placement: str) -> list[dict] | None:
    """What the default network made of this drawing at each moment of its training."""
    return learning(moments, digit_of(drawing, placement))


def all_maps(drawing: Drawn, placement: str, network: str) -> str | None:
    """The digit and every layer's maps as a NumPy file, in base64."""
    digit = digit_of(drawing, placement)
    return None if digit is None else maps(digit, recognise(models[network], digit))


def why_this_answer(drawing: Drawn, placement: str, network: str) -> dict | None:
    """What made the network prefer its answer to the next best."""
    digit = digit_of(drawing, placement)
    return None if digit is None else why(reasons(models[network], digit))


def compare_networks(drawing: Drawn, placement: str) -> list[dict] | None:
    """What every network makes of this drawing."""
    return compared(models, digit_of(drawing, placement))


def two_drawings(drawing: Drawn, kept: Drawn, placement: str, network: str) -> dict | None:
    """What the network reads on the way from the kept drawing to this one."""
    return two(models[network], kept, drawing, placement)


def two_maps(drawing: Drawn, kept: Drawn, placement: str, network: str, step: int) -> dict | None:
    """The maps at one step of that way."""
    return maps_at(models[network], kept, drawing, placement, step)


def recognise_by_api(drawing: Drawn, image: str | None, placement: str, network: str) -> dict:
    """Read a digit from strokes or from a picture.

    Args:
        drawing: {"strokes": [[[x, y], ...], ...], "pad": [width, height]}, x right and y down; or null.
        image: a picture of a digit, dark on light or light on dark; or null.
        placement: "mass" as MNIST does, "box", or "resize".
        network: the variant that reads, "lenet5" or another.

    Returns:
        {"probabilities": ten numbers, "top3": [{"class", "probability"}], "verdict": the class or null}
    """
    return recognised(models[network], drawing, image, placement)


with Page(title="LeNet-5: draw a digit", fill_width=True, delete_cache=UPLOADS) as demo:
    Header(networks, elem_id="header")
    with gr.Row(elem_id="top"):
        pad = Sketchpad(list(models), PLACEMENTS, elem_id="pad")
        reading = Reading(elem_id="reading")
    Ribbon(networks, elem_id="ribbon")
    Study(networks, weights, described_moments(moments), elem_id="study")

    placement = Choice(PLACEMENTS, value="mass", label="placement")
    network = Choice(list(models), value=networks[0]["name"], label="network")
    view = Viewing(visible=False)
    pad.input(
        read,
        [pad, placement, network, view],
        reading,
        api_name="read",
        api_visibility="undocumented",
        queue=False,
    )

    other = Choice(list(models), optional=True, label="other network")
    text = Text(visible=False)
    seed = gr.Number(precision=0, minimum=0, maximum=2**32 - 1, visible=False)
    kept = KeptDrawing(visible=False)
    for question, event, inputs, output in (
        (why_this_answer, "why", [pad, placement, network], gr.JSON),
        (compare_networks, "compare", [pad, placement], gr.JSON),
        (stress_test, "stress", [pad, placement, network, other], gr.JSON),
        (watch_it_learn, "learning", [pad, placement], gr.JSON),
        (two_drawings, "two", [pad, kept, placement, network], gr.JSON),
        (two_maps, "two_maps", [pad, kept, placement, network, Step(visible=False)], gr.JSON),
        (all_maps, "maps", [pad, placement, network], gr.Textbox),
        (qr, "qr", [text], gr.Textbox),
        (every_placement, "placements", [pad, network, view], gr.JSON),
        (placed_digits, "picture", [text], gr.JSON),
        (misread_digit, "surprise", [placement, network, view, seed], gr.JSON),
    ):
        gr.Button(visible=False).click(
            question,
            inputs,
            output(visible=False),
            api_name=event,
            api_visibility="undocumented",
            queue=False,
        )
    gr.Button(visible=False).click(
        recognise_by_api,
        [pad, Picture(visible=False, label="image"), placement, network],
        gr.JSON(visible=False, label="recognition"),
        api_name="recognise",
        queue=False,
    )


def launch(**options) -> None:
    """Serves the page; GRADIO_SERVER_NAME and GRADIO_SERVER_PORT say where."""
    serve(demo, models, **options)


if __name__ == "__main__":
    launch()
