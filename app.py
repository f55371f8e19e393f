"""The page: draw a digit, LeNet-5 reads it while the pen moves. `python app.py` serves it."""

import os
import reprlib

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's, as torch's below
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # nothing is sent anywhere
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import gradio as gr
import torch
from starlette.middleware import Middleware

from lenet import VARIANTS, Digit, LeNet5, digit_from_strokes, load, recognise
from lenet.drawing import PLACEMENTS
from lenet.explaining import UnitError, explained, trace_before
from lenet.page.api import Picture, clear_errors, recognised
from lenet.page.door import MAX_FILE, Door
from lenet.page.header import Header
from lenet.page.inputs import Choice, Link, Page
from lenet.page.networks import described, learned
from lenet.page.parts import FOLDER, head
from lenet.page.reading import Answer, Reading
from lenet.page.ribbon import Ribbon
from lenet.page.sharing import maps, qr
from lenet.page.sketchpad import Sketchpad
from lenet.page.study import Study, compared, described_moments, learning, stress, why
from lenet.page.viewing import View, Viewing
from lenet.reasons import reasons
from lenet.stress import stressed
from lenet.strokes import Drawing
from lenet.weights import WeightsError, snapshots

UPLOADS = (600, 600)  # seconds between two clearings, and of age at which an upload is deleted
SESSIONS = 16  # of Gradio: nothing here keeps a state, and each would hold its last drawing in memory

torch.set_num_threads(1)  # one digit is too little work to share; requests share the cores instead

try:
    models = {variant: load(variant) for variant in VARIANTS}
    moments = snapshots()  # of the first network's training
    networks = described(models)
except WeightsError as error:
    raise SystemExit(str(error)) from None
weights = {name: learned(model) for name, model in models.items()}


def read(drawing: Drawing | None, placement: str, network: str, view: View) -> Answer:
    """The page's question: what does the network make of this drawing, seen like that?"""
    digit = digit_of(drawing, placement)
    if digit is None:
        return Answer()
    with clear_errors():
        model, digit = reader(network, view.moment), stressed(digit, view.amounts)
        recognition = recognise(model, digit)
        values = trace_before(model, digit) if view.before else recognition.trace
        return Answer(digit, recognition, values, view.unit and explained(model, digit, view.unit))


def digit_of(drawing: Drawing | None, placement: str) -> Digit | None:
    with clear_errors():
        return drawing and digit_from_strokes(drawing.strokes, placement, drawing.pad)


def reader(network: str, moment: int | None) -> LeNet5:
    """The network, or the default one as it was at a moment of its training."""
    if moment is None:
        return models[network]
    if not 0 <= moment < len(moments):
        raise UnitError(f"There is no moment {reprlib.repr(moment)}: 0 to {len(moments) - 1} are.")
    return moments[moment][1]


def stress_test(drawing: Drawing | None, placement: str, network: str, other: str | None) -> dict | None:
    """How far this drawing can be changed, by this network and another to compare with."""
    return stress(models[network], other and models[other], digit_of(drawing, placement))


def watch_it_learn(drawing: Drawing | None, placement: str) -> list[dict] | None:
    """What the default network made of this drawing at each moment of its training."""
    return learning(moments, digit_of(drawing, placement))


def all_maps(drawing: Drawing | None, placement: str, network: str) -> str | None:
    """The digit and every layer's maps as a NumPy file, in base64."""
    digit = digit_of(drawing, placement)
    return None if digit is None else maps(digit, recognise(models[network], digit))


def why_this_answer(drawing: Drawing | None, placement: str, network: str) -> dict | None:
    """What made the network prefer its answer to the next best."""
    digit = digit_of(drawing, placement)
    return None if digit is None else why(reasons(models[network], digit))


def compare_networks(drawing: Drawing | None, placement: str) -> list[dict] | None:
    """What every network makes of this drawing."""
    return compared(models, digit_of(drawing, placement))


def recognise_by_api(drawing: Drawing | None, image: str | None, placement: str, network: str) -> dict:
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
    pad.input(
        read,
        [pad, placement, network, Viewing(visible=False)],
        reading,
        api_name="read",
        api_visibility="undocumented",
        queue=False,
    )

    other = Choice(list(models), optional=True, label="other network")
    link = Link(visible=False)
    for question, event, inputs, output in (
        (why_this_answer, "why", [pad, placement, network], gr.JSON),
        (compare_networks, "compare", [pad, placement], gr.JSON),
        (stress_test, "stress", [pad, placement, network, other], gr.JSON),
        (watch_it_learn, "learning", [pad, placement], gr.JSON),
        (all_maps, "maps", [pad, placement, network], gr.Textbox),
        (qr, "qr", [link], gr.Textbox),
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
demo.queue()


def inputs_by_event() -> dict[str, int]:
    """How many values each event takes, by its name."""
    return {event.api_name: len(event.inputs) for event in demo.fns.values() if event.api_name}


def launch(**options) -> None:
    """Serves the page; GRADIO_SERVER_NAME and GRADIO_SERVER_PORT say where."""
    for model in models.values():  # a network's first call prepares torch: not a visitor's wait
        recognise(model, digit_from_strokes([[(0, 0)]]))
    demo.launch(
        head=head(),
        favicon_path=FOLDER / "favicon.svg",
        footer_links=["api"],
        run_history=False,
        max_file_size=MAX_FILE,
        state_session_capacity=SESSIONS,
        app_kwargs={"middleware": [Middleware(Door, inputs=inputs_by_event())]},
        **options,
    )


if __name__ == "__main__":
    launch()
