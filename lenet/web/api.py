"""The same reading for programs, by Gradio's documented API: strokes or a picture in, numbers out."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

import gradio as gr

from lenet.drawing.payload import digit_of, drawing_or_picture, is_several
from lenet.drawing.picture_file import decoded
from lenet.drawing.placement import PLACEMENTS, digit_from_image
from lenet.drawing.several import SEVERAL
from lenet.drawing.strokes import DrawingError
from lenet.explain.ablation import Part, Values, without
from lenet.network.model import LeNet5
from lenet.recognition import recognise
from lenet.web.api_examples import examples
from lenet.web.checks import Drawn, one_of, parts_of
from lenet.web.components.sketchpad import Sketchpad, clear_errors, described
from lenet.web.fairness.clients import CLIENT
from lenet.web.fairness.work import Work
from lenet.web.gradio_internals import left, show_examples
from lenet.web.limits import request_in
from lenet.web.pictures import PICTURES_AT_ONCE
from lenet.web.refusals import Refusal

IMAGE = "a file with one digit, dark on light or light on dark; either this or a drawing"
OFF = "[layer, map] of each map or unit that is switched off"


class Picture(gr.File):
    """Take an uploaded file, or none."""

    is_template = True  # for the browser it is Gradio's own File

    def preprocess(self, payload: Any) -> str | None:
        """Return where the file is; Gradio's own would write an empty one at every call."""
        return None if payload is None else payload.path

    def api_info(self) -> dict[str, Any]:
        """Describe the file for the API page."""
        return super().api_info() | described(IMAGE)

    def example_payload(self) -> dict[str, Any]:
        """Return an uploaded file for the API's description."""
        return {"path": "digit.png", "meta": {"_type": "gradio.FileData"}}

    def example_value(self) -> str:
        """Return the same as Python sees it."""
        return "digit.png"


class Choice(gr.Radio):
    """Take one of several names; `value` where none is sent."""

    is_template = True  # for the browser it is Gradio's own Radio

    def __init__(self, label: str, names: Collection[str], value: str):
        super().__init__(list(names), value=value, label=label, visible=False)
        self.names = tuple(names)

    def get_config(self, cls: type | None = None) -> dict[str, Any]:
        """Return what the page is told: all that Gradio's own Radio tells."""
        return super().get_config(cls or gr.Radio)

    def preprocess(self, payload: Any) -> str:
        """Return the name that arrived; gr.Error with one sentence for anything else."""
        with clear_errors():
            return one_of(str(self.label), self.names, self.value if payload is None else payload)


class Off(gr.JSON):
    """Take a list of [layer, map] that are switched off; none where none is sent."""

    is_template = True  # for the browser it is Gradio's own JSON

    def __init__(self) -> None:
        super().__init__([], label="off", visible=False)

    def get_config(self, cls: type | None = None) -> dict[str, Any]:
        """Return what the page is told: all that Gradio's own JSON tells."""
        return super().get_config(cls or gr.JSON)

    def preprocess(self, payload: Any) -> list[Part]:
        """Return the parts that arrived; gr.Error with one sentence for anything else."""
        with clear_errors():
            return parts_of([] if payload is None else payload)

    def api_info(self) -> dict[str, Any]:
        """Describe the JSON for the API page."""
        return {"type": "array", "items": {"type": "array", "items": {}}} | described(OFF)

    def example_payload(self) -> list:
        """Return one map for the API's description."""
        return [["C1", 3]]

    def example_value(self) -> list:
        """Return the same as Python sees it."""
        return self.example_payload()


def add_api(
    page: gr.Blocks,
    pad: Sketchpad,
    models: Mapping[str, LeNet5],
    means: Mapping[str, Sequence[Values]],
    work: Work,
) -> None:
    """Add the event `recognise` to the Blocks being built; its first input is their sketchpad."""

    async def recognise_by_api(
        request: gr.Request,
        drawing: Drawn | str = None,
        image: str | None = None,
        placement: str = "mass",
        network: str = next(iter(models)),
        off: Sequence[Part] = (),
    ) -> dict:
        """Read a digit from strokes or from an image: send one of the two.

        Args:
            drawing: {"strokes": [[[x, y], ...], ...], "pad": [width, height]}, x right and y down.
            image: a file with one digit, dark on light or light on dark.
            placement: "mass" (centre of mass, as in MNIST), "box" (bounding box) or "resize" (stretch).
            network: the network that reads, "lenet5" or another.
            off: its maps and units that are switched off, [["C1", 3], ...]: each keeps its mean over MNIST.

        Returns:
            {"probabilities": ten numbers, "top3": [{"class", "probability"}], "verdict": the class or null}
            (null: not a digit)
        """
        asked = request.request
        assert asked is not None
        piece = partial(recognised, models[network], drawing, image, placement, off, means[network][0])
        try:
            return await work.done(asked.scope[CLIENT], left(page, asked), piece)
        except Refusal as refusal:
            raise gr.Error(str(refusal), print_exception=False) from None

    gr.Button(visible=False).click(
        recognise_by_api,
        [
            pad,
            Picture(visible=False, label="image"),
            Choice("placement", PLACEMENTS, value="mass"),
            Choice("network", models, value=next(iter(models))),
            Off(),
        ],
        gr.JSON(visible=False, label="recognition"),
        api_name="recognise",
        queue=False,
        concurrency_limit=None,  # whose turn it is, Work knows
    )
    show_examples(partial(examples, pad.example_payload()))


def recognised(
    model: LeNet5,
    drawing: Drawn | str,
    image: str | None,
    placement: str,
    off: Sequence[Part],
    means: Values,
) -> dict[str, Any]:
    """Tell what a network with parts off makes of a drawing, or of the picture in the file, as plain JSON.

    drawing: a large one is still its JSON's text.
    {"verdict": class or None, "top3": [{"class", "probability"}, ...], "probabilities": ten numbers};
    the lists are empty where there is no ink. Raises gr.Error or Refusal with one sentence for bad input.
    """
    with clear_errors():
        model = without(model, off, means)
        if drawing is not None and image is None:
            if isinstance(drawing, str):
                drawing = drawing_or_picture(request_in(drawing.encode()))
            if is_several(drawing):
                raise DrawingError(SEVERAL)
            digit = digit_of(drawing, placement)
        elif image is not None and drawing is None:
            with PICTURES_AT_ONCE:
                digit = digit_from_image(decoded(image), placement)
        else:
            raise DrawingError("Send either a drawing or an image.")
    if digit is None:
        return {"verdict": None, "top3": [], "probabilities": []}
    recognition = recognise(model, digit)
    return {
        "verdict": recognition.verdict,
        "top3": [{"class": number, "probability": p} for number, p in recognition.top3],
        "probabilities": recognition.probabilities.tolist(),
    }
